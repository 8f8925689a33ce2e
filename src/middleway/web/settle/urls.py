"""The pages for settling and for help: public, without an account, and once visited also without a network."""

from django.urls import path

from middleway.web.settle import views

app_name = "settle"
urlpatterns = [
    path("", views.breathe, name="breathe"),
    path("worker.js", views.worker, name="worker"),
    path("help/", views.help_page, name="help"),
    path("near/", views.finder, name="finder"),
    path("phone/", views.phone, name="phone"),
    path("phone/<slug:look>.webmanifest", views.manifest, name="manifest"),
    path("<slug:practice_id>/", views.practice, name="practice"),
]
