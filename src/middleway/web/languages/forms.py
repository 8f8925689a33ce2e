"""The form for a language."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

START = "/"


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        error_messages={
            "required": _("Choose one of these languages."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    back = forms.CharField(required=False, empty_value=START, widget=forms.HiddenInput)

    def clean_back(self) -> str:
        """Return where to go back to; to the start, if that is not a page of this site."""
        back: str = self.cleaned_data["back"]
        return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else START


def came_from(request: HttpRequest) -> str:
    """Return the path of the page of this site that led here, as the browser tells it; else the start."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path != request.path else START
