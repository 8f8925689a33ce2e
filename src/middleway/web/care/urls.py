"""Help: public, the same for everybody, and without a network once it has been seen; so it stands below /settle/."""

from django.urls import path

from middleway.web.care import views

app_name = "care"
urlpatterns = [path("settle/help/", views.help_page, name="help")]
