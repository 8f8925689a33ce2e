"""The pages of the way from a hot moment to a sentence that its writer can stand behind."""

from django.urls import path

from middleway.web.way import endings, views

app_name = "way"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("on/", views.on, name="on"),
    path("remember/", views.remember, name="remember"),
    path("<uuid:moment_id>/", views.way, name="way"),
    path("<uuid:moment_id>/whole/", views.whole, name="whole"),
    path("<uuid:moment_id>/sentence/", endings.sentence, name="sentence"),
    path("<uuid:moment_id>/about/", views.about, name="about"),
    path("<uuid:moment_id>/heat/", views.heat, name="heat"),
    path("<uuid:moment_id>/reading/", views.reading, name="reading"),
    path("<uuid:moment_id>/calendar/", views.calendar, name="calendar"),
    path("<uuid:moment_id>/back/", views.back, name="back"),
    path("<uuid:moment_id>/<slug:step_id>/", views.step, name="step"),
]
