"""Answers where a language is chosen. What is chosen stands in a cookie that ends with the browser's session."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from middleway.web.languages.forms import LanguageForm, came_from
from middleway.web.pages import form_page, require_form


@login_not_required
@require_form
def choose(request: HttpRequest) -> HttpResponse:
    form, back = LanguageForm(request.POST if request.method == "POST" else None), came_from(request)
    if not form.is_valid():
        return form_page(request, "languages/choose.html", form, back=back, offered=settings.LANGUAGES)
    response = redirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], secure=True, httponly=True, samesite="Strict"
    )
    # What is kept for when there is no network is in the language before; it is kept anew at the next visit.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response
