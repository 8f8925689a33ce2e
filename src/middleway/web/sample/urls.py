"""The pages to add Hanna's story and to delete it."""

from django.urls import path

from middleway.web.sample import views

app_name = "sample"
urlpatterns = [
    path("", views.index, name="index"),
    path("begin/", views.begin, name="begin"),
    path("take-away/", views.take_away, name="take_away"),
]
