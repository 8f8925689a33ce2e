"""Taking everything along, and deleting it."""

from django.urls import path

from middleway.web.export import views

app_name = "export"
urlpatterns = [
    path("", views.export, name="export"),
    path("plain/", views.plain, name="plain"),
    path("delete/", views.delete, name="delete"),
]
