"""Where one arrives, and the way to everything else."""

from django.urls import path

from middleway.web.home import views

app_name = "home"
urlpatterns = [path("", views.index, name="index"), path("more/", views.more, name="more")]
