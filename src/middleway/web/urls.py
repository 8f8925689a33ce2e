"""Every address of the site."""

from django.urls import include, path

urlpatterns = [path("", include("middleway.web.readings.urls"))]

handler400 = "middleway.web.errors.bad_request"
handler403 = "middleway.web.errors.forbidden"
handler404 = "middleway.web.errors.not_found"
handler500 = "middleway.web.errors.server_error"
