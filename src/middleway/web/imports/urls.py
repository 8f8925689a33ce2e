"""A file on its way in."""

from django.urls import path

from middleway.web.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.bring_in, name="bring_in"),
    path("on/", views.on, name="on"),
    path("stop/", views.stop, name="stop"),
]
