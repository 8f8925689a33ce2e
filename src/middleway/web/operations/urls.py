"""Health checks for a supervisor: is the process alive, is it ready. They tell nothing that a stranger could use."""

from django.urls import path

from middleway.web.operations import views

app_name = "operations"
urlpatterns = [path("healthz", views.alive, name="alive"), path("readyz", views.ready, name="ready")]
