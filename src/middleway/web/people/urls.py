"""The pages about the people who are close."""

from django.urls import path

from middleway.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.add, name="add"),
    path("<uuid:person_id>/", views.change, name="change"),
    path("<uuid:person_id>/erase/", views.erase, name="erase"),
]
