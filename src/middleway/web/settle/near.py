"""A guess where somebody is, by the language that their browser asks for: nothing else is looked at, and nothing is kept."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from middleway.content import Country
from middleway.web.library import library


def country_near(request: HttpRequest) -> Country | None:
    """Return the first country that the browser's languages name ("de-AT"); None when none of them names one we know."""
    countries = {one.code.lower(): one for one in library().help_lines}
    named = [
        tag.split("-")[-1]
        for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        if "-" in tag
    ]
    return next((countries[code] for code in named if code in countries), None)
