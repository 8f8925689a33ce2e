"""Help is public, and works without a network once seen, so its pages are below /settle/. All others need a sign-in."""

from django.urls import path

from middleway.web.care import views

app_name = "care"
urlpatterns = [
    path("settle/help/", views.help_page, name="help"),
    path("settle/near/", views.finder, name="finder"),
    path("aside/", views.aside, name="aside"),
    path("aside/any/", views.with_person, name="with_nobody"),
    path("aside/any/questions/", views.check, name="check_nobody"),
    path("aside/any/say/", views.say, name="say_of_nobody"),
    path("aside/<uuid:person_id>/", views.with_person, name="with_person"),
    path("aside/<uuid:person_id>/questions/", views.check, name="check"),
    path("aside/<uuid:person_id>/say/", views.say, name="say"),
    path("aside/pages/<slug:kind>/", views.paper, name="paper"),
    path("aside/pages/<slug:kind>/erase/", views.let_go, name="let_go"),
]
