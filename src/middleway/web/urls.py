"""Every address of the site."""

from django.urls import include, path

from middleway.web.signin import views as signin
from middleway.web.styles import stylesheet

urlpatterns = [
    path("", include("middleway.web.readings.urls")),
    # The ways out stay where they are: a page that was opened before an update must still lead out.
    path("leave/", signin.leave, name="leave"),
    path("lock/", signin.lock, name="lock"),
    path("home/", include("middleway.web.home.urls")),
    path("static/styles.css", stylesheet, name="styles"),
    path("sign-in/", include("middleway.web.signin.urls")),
    path("languages/", include("middleway.web.languages.urls")),
    path("settle/", include("middleway.web.settle.urls")),
    path("way/", include("middleway.web.way.urls")),
    path("care/", include("middleway.web.care.urls")),
    path("people/", include("middleway.web.people.urls")),
    path("comfort/", include("middleway.web.comfort.urls")),
    path("practices/", include("middleway.web.practices.urls")),
    path("patterns/", include("middleway.web.patterns.urls")),
    path("weeks/", include("middleway.web.weeks.urls")),
    path("search/", include("middleway.web.search.urls")),
    path("sample/", include("middleway.web.sample.urls")),
    path("drafts/", include("middleway.web.drafts.urls")),
    path("moments/", include("middleway.web.moments.urls")),
    path("security/", include("middleway.web.security.urls")),
    path("export/", include("middleway.web.export.urls")),
    path("imports/", include("middleway.web.imports.urls")),
    path("", include("middleway.web.operations.urls")),
]

handler400 = "middleway.web.errors.bad_request"
handler403 = "middleway.web.errors.forbidden"
handler404 = "middleway.web.errors.not_found"
handler500 = "middleway.web.errors.server_error"
