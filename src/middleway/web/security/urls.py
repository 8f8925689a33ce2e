"""Settings."""

from django.urls import path

from middleway.web.security import views

app_name = "security"
urlpatterns = [
    path("", views.index, name="index"),
    path("passphrase/", views.passphrase, name="passphrase"),
    path("everything/", views.everything, name="everything"),
    path("code/", views.code, name="code"),
    path("no-code/", views.no_code, name="no_code"),
    path("one-time/", views.one_time, name="one_time"),
    path("passkey/", views.passkey, name="passkey"),
    path("no-steps/", views.no_steps, name="no_steps"),
    path("browser/", views.browser, name="browser"),
    path("forget-browsers/", views.forget_browsers, name="forget_browsers"),
    path("end-others/", views.end_others, name="end_others"),
    path("seen/", views.seen, name="seen"),
    path("zone/", views.zone, name="zone"),
    path("idle/", views.idle, name="idle"),
]
