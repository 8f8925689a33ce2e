"""The pages of the practices."""

from django.urls import path

from middleway.web.practices import views

app_name = "practices"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:practice_id>/", views.practice, name="practice"),
]
