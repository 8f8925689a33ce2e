"""Where a language is chosen."""

from django.urls import path

from middleway.web.languages import views

app_name = "languages"
urlpatterns = [path("", views.choose, name="choose")]
