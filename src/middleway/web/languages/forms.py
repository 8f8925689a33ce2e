"""The form for a language, and the way back from it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

_START = "/"


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        choices=lambda: settings.LANGUAGES,
        error_messages={
            "required": _("Choose one of these languages."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )


def came_from(request: HttpRequest) -> str:
    """Return the address of the page of this site that led here; the start, if it is not known, or is none of ours."""
    if "back" in request.POST:
        asked = request.POST["back"]
        ours = asked.startswith("/") and asked.isprintable() and url_has_allowed_host_and_scheme(asked, None)
        return asked if ours else _START
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return _START
    return page.path if page.netloc == request.get_host() and page.path != request.path else _START
