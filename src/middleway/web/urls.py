"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("middleway.web.readings.urls")),
    path("", include("middleway.web.signin.urls")),
    path("", include("middleway.web.care.urls")),
    path("language/", include("middleway.web.languages.urls")),
    path("settle/", include("middleway.web.settle.urls")),
    path("way/", include("middleway.web.way.urls")),
    path("people/", include("middleway.web.people.urls")),
    path("comfort/", include("middleway.web.comfort.urls")),
    path("practices/", include("middleway.web.practices.urls")),
    path("patterns/", include("middleway.web.patterns.urls")),
    path("weeks/", include("middleway.web.weeks.urls")),
    path("search/", include("middleway.web.search.urls")),
    path("sample/", include("middleway.web.sample.urls")),
    path("drafts/", include("middleway.web.drafts.urls")),
    path("moments/", include("middleway.web.moments.urls")),
    path("settings/", include("middleway.web.security.urls")),
    path("settings/", include("middleway.web.export.urls")),
    path("settings/import/", include("middleway.web.imports.urls")),
    path("", include("middleway.web.operations.urls")),
]

handler400 = "middleway.web.errors.bad_request"
handler403 = "middleway.web.errors.forbidden"
handler404 = "middleway.web.errors.not_found"
handler500 = "middleway.web.errors.server_error"
