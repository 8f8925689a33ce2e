"""Where a word is looked for."""

from django.urls import path

from middleway.web.search import views

app_name = "search"
urlpatterns = [path("", views.index, name="index")]
