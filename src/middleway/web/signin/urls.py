"""Ways in."""

from django.urls import path

from middleway.web.signin import views

app_name = "signin"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("start/", views.start, name="start"),
    path("join/", views.join, name="join"),
    path("tokens/", views.tokens, name="tokens"),
    path("second/", views.second, name="second"),
    path("second/passkey/", views.passkey, name="passkey"),
    path("recover/", views.recover, name="recover"),
]
