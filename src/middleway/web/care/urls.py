"""How it stands with somebody, and private notes."""

from django.urls import path

from middleway.web.care import views

app_name = "care"
urlpatterns = [
    path("", views.aside, name="aside"),
    path("any/", views.with_person, name="with_nobody"),
    path("any/questions/", views.check, name="check_nobody"),
    path("any/say/", views.say, name="say_of_nobody"),
    path("<uuid:person_id>/", views.with_person, name="with_person"),
    path("<uuid:person_id>/questions/", views.check, name="check"),
    path("<uuid:person_id>/say/", views.say, name="say"),
    path("pages/<slug:kind>/", views.paper, name="paper"),
    path("pages/<slug:kind>/erase/", views.let_go, name="let_go"),
]
