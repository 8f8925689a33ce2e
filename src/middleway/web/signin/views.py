"""The doors: the first visit, joining, signing in, coming back with a code, locking, leaving."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from middleway.vault import CodeMistyped
from middleway.web.accounts import actions, carried, login_session, queries, second_step, throttle
from middleway.web.accounts.models import Account
from middleway.web.accounts.opening import WrongGuess
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.pages import form_page, require_form
from middleway.web.signin import access, flow, refusals
from middleway.web.signin.forms import JoinForm, NewPassphraseForm, RecoverForm, SecondStepForm, SignInForm, StartForm
from middleway.web.submitted_text import WHOSE, Brought, may_keep


@login_not_required
@require_form
def start(request: HttpRequest) -> HttpResponse:
    """The first visit to a fresh server. Only somebody with the code that the start printed can make it theirs."""
    if not queries.is_unclaimed():
        return redirect("signin:sign_in")
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            return _joined(request, form, operator=form.cleaned_data["operator"])
        except actions.Claimed:
            return redirect("signin:sign_in")
    return _page(request, "signin/start.html", form)


@login_not_required
@require_form
def join(request: HttpRequest) -> HttpResponse:
    if queries.is_unclaimed():
        return redirect("signin:start")
    if not settings.SIGN_UP:
        return render(request, "signin/closed.html", {"operator": queries.operator()}, status=403)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        try:
            return _joined(request, form)
        except IntegrityError:
            form.add_error("username", _("This name cannot be used here. If you have just made it your own, sign in."))
    return _page(request, "signin/join.html", form)


@largest_body(WRITING)
@login_not_required
@require_form
def sign_in(request: HttpRequest) -> HttpResponse:
    if queries.is_unclaimed():
        return redirect("signin:start")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            return flow.by_passphrase(request, **form.given())
        except throttle.Closed as closed:
            form.add_error(None, refusals.outer_closed(closed))
        except second_step.ClockOff as off:
            form.add_error("one_time", refusals.clock_off(off))
        except WrongGuess:
            form.add_error(None, _("Name and passphrase do not fit together. Look at both, and at Caps Lock."))
    return _page(request, "signin/sign_in.html", form)


def signed_out_while_writing(request: HttpRequest, brought: Brought) -> HttpResponse:
    """Show the door when the session is over while somebody writes. What they typed is not lost.

    What was let go does not come along, and what was saved of it before is not deleted when somebody signs in from
    here: whoever sat at that page meanwhile may have pressed the button.
    """
    match = request.resolver_match
    if match and not may_keep(match.func):
        context = {"form": SignInForm(), "may_join": settings.SIGN_UP, "let_go": True}
        return render(request, "signin/sign_in.html", context, status=403)
    whose = brought.one(WHOSE)
    words = carried.sealed(brought)
    context = {
        "form": SignInForm(initial={"whose": whose, "carried": words} if words else None),
        "may_join": settings.SIGN_UP,
        "text": "" if words else brought.text,
    }
    return render(request, "signin/sign_in.html", context, status=403)


@require_safe
def tokens(request: Request) -> HttpResponse:
    """Return what the forms of a page need that was opened before its writer signed in anew (send.js)."""
    return JsonResponse({"csrfmiddlewaretoken": get_token(request), WHOSE: carried.whose(request.user)})


@login_not_required
@require_form
def second(request: HttpRequest) -> HttpResponse:
    """The second step with a one-time code. The vault waits, sealed, for five minutes, and opens nothing else."""
    account, vault = access.half_in(request)
    form = SecondStepForm(request.POST or None)
    if form.is_valid():
        try:
            if second_step.code_is_right(account, form.cleaned_data["one_time"]):
                return flow.inside(request, account, vault, request.session.get("carried", ""))
            form.add_error("one_time", _("This code does not fit. Wait for the next one, and type that."))
        except second_step.ClockOff as off:
            form.add_error("one_time", refusals.clock_off(off))
        except throttle.Closed as closed:
            form.add_error(None, refusals.closed(closed))
    return _second_page(request, account, form)


@login_not_required
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """The second step with a passkey."""
    account, vault = access.half_in(request)
    form = SecondStepForm()
    try:
        if second_step.passkey_is_right(account, request):
            return flow.inside(request, account, vault, request.session.get("carried", ""))
        message = _("This passkey does not fit here. Try again, or use your recovery code.")
    except throttle.Closed as closed:
        message = refusals.closed(closed)
    return _second_page(request, account, form, message)


@login_not_required
@require_form
def recover(request: HttpRequest) -> HttpResponse:
    """Come back with the recovery code: it sets a new passphrase and a new code, and the old ones are used up."""
    form = RecoverForm(request.POST or None)
    if form.is_valid():
        try:
            return flow.by_code(
                request, form.cleaned_data["username"], form.cleaned_data["code"], form.cleaned_data["passphrase"]
            )
        except CodeMistyped as mistyped:
            form.add_error("code", _(str(mistyped)))
        except throttle.Closed:
            form.add_error(None, refusals.code_closed())
        except WrongGuess:
            form.add_error(None, _("Name and code do not fit together. Look at both."))
    return _page(request, "signin/recover.html", form)


# Leaving and locking need no token: `way_out` in middleware.py ends this browser's own session before they run, and
# ignores what another site sends. So they work on a page of any age, before anything else has loaded, and without
# JavaScript.
@csrf_exempt
@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Show a blank page that goes on to a neutral one."""
    access.from_here(request)
    response = render(request, "signin/gone.html", {"to": settings.LEAVE_URL})
    response.headers["Refresh"] = f"0; url={settings.LEAVE_URL}"
    return response


@csrf_exempt
@login_not_required
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    access.from_here(request)
    return redirect("signin:sign_in")


def _joined(request: HttpRequest, form: JoinForm, **first: str) -> HttpResponse:
    name, passphrase = form.cleaned_data["username"], form.cleaned_data["passphrase"]
    create = actions.create_first if first else actions.create
    account, vault, code = create(username=name, passphrase=passphrase, **first)
    actions.notify(account, "joined", flow.browser_of(request))
    login_session.begin(request, account, vault)
    return render(request, "security/code_shown.html", {"code": code, "new_here": True})


def _page(request: HttpRequest, page: str, form: SignInForm | NewPassphraseForm) -> HttpResponse:
    return form_page(request, page, form, operator=queries.operator(), may_join=settings.SIGN_UP)


def _second_page(request: HttpRequest, account: Account, form: SecondStepForm, message: str = "") -> HttpResponse:
    kinds = second_step.kinds_of(account)
    context = {
        "form": form if second_step.CODE in kinds else None,
        "message": message,
        "challenge": json.dumps(second_step.begin_authentication(account)) if second_step.PASSKEY in kinds else None,
    }
    return render(request, "signin/second.html", context, status=422 if form.is_bound or message else 200)
