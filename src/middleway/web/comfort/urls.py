"""Words of comfort."""

from django.urls import path

from middleway.web.comfort import views

app_name = "comfort"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.add, name="add"),
    path("<uuid:card_id>/", views.change, name="change"),
    path("<uuid:card_id>/sound/", views.sound, name="sound"),
    path("<uuid:card_id>/erase/", views.erase, name="erase"),
]
