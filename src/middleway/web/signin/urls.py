"""Ways in and out."""

from django.urls import path

from middleway.web.signin import views

app_name = "signin"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("join/", views.join, name="join"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("second/", views.second, name="second"),
    path("second/passkey/", views.passkey, name="passkey"),
    path("recover/", views.recover, name="recover"),
    path("leave/", views.leave, name="leave"),
    path("lock/", views.lock, name="lock"),
]
