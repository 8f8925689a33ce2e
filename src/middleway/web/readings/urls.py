"""The one page with the box for words and their reading."""

from django.urls import path

from middleway.web.readings import views

app_name = "readings"
urlpatterns = [path("", views.read, name="read")]
