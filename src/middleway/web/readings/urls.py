"""One address: the box, and its reading."""

from django.urls import path

from middleway.web.readings import views

app_name = "readings"
urlpatterns = [path("", views.read, name="read")]
