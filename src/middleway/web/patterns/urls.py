"""The pages that show what keeps happening, and whether it is getting safer."""

from django.urls import path

from middleway.web.patterns import views

app_name = "patterns"
urlpatterns = [
    path("", views.index, name="index"),
    path("any/", views.of_person, name="of_nobody"),
    path("any/say/", views.say, name="say_of_nobody"),
    path("any/paper/", views.paper, name="paper_of_nobody"),
    path("any/<slug:period>/", views.of_person, name="of_nobody_over"),
    path("<uuid:person_id>/", views.of_person, name="of_person"),
    path("<uuid:person_id>/say/", views.say, name="say"),
    path("<uuid:person_id>/paper/", views.paper, name="paper"),
    path("<uuid:person_id>/<slug:period>/", views.of_person, name="of_person_over"),
]
