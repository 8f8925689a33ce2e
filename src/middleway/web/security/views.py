"""Settings: what protects this account, and how to change it."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.accounts import actions, browsers, login_session, queries, second_step, zones
from middleway.web.http import Request
from middleway.web.pages import form_page, require_form
from middleway.web.people.queries import people_of
from middleway.web.records import rekeying
from middleway.web.safety import actions as safety
from middleway.web.security import steps
from middleway.web.security.confirm import confirmed
from middleway.web.security.forms import (
    IDLE,
    ChangePassphraseForm,
    CodeStepForm,
    ConfirmForm,
    DismissForm,
    IdleForm,
    PasskeyForm,
    ZoneForm,
)


@require_safe
def index(request: Request) -> HttpResponse:
    account = request.user
    context = {
        "operator": queries.operator(),
        "told": queries.told(account),
        "has_code": queries.has_code(account),
        "others": queries.sessions_of(account) - 1,
        "remembered": queries.remembered_browsers(account),
        "steps": second_step.kinds_of(account),
        "idle": IDLE.get(account.idle_minutes, account.idle_minutes),
    }
    return render(request, "security/index.html", context)


@require_form
def passphrase(request: Request) -> HttpResponse:
    form = ChangePassphraseForm(request.POST or None, personal=_personal(request))
    if (vault := confirmed(request, form)) is None:
        return _page(request, "security/passphrase.html", form)
    vault = actions.renew_passphrase(vault, passphrase=form.cleaned_data["passphrase"])
    request.user.refresh_from_db()
    login_session.begin(request, request.user, vault)
    return redirect("security:index")


@require_form
def everything(request: Request) -> HttpResponse:
    """Set new keys for everything, since somebody may know the passphrase."""
    form = ChangePassphraseForm(request.POST or None, personal=_personal(request))
    if (vault := confirmed(request, form)) is None:
        return _page(request, "security/everything.html", form)
    vault = rekeying.go_on_with_rekey(vault)
    vault, code = rekeying.begin_rekey(vault, passphrase=form.cleaned_data["passphrase"])
    vault = rekeying.go_on_with_rekey(vault)
    request.user.refresh_from_db()
    login_session.begin(request, request.user, vault)
    response = render(request, "security/code_shown.html", {"code": code, "new_here": False})
    browsers.delete_cookie(response)
    return response


@require_form
def code(request: Request) -> HttpResponse:
    """Show a new recovery code, once."""
    form = ConfirmForm(request.POST or None)
    if (vault := confirmed(request, form)) is None:
        return _page(request, "security/code.html", form)
    _vault, new_code = actions.renew_code(vault)
    return render(request, "security/code_shown.html", {"code": new_code, "new_here": False})


@require_form
def no_code(request: Request) -> HttpResponse:
    form = ConfirmForm(request.POST or None)
    if (vault := confirmed(request, form)) is None:
        return _page(request, "security/no_code.html", form)
    actions.drop_code(vault)
    return redirect("security:index")


@require_form
def one_time(request: Request) -> HttpResponse:
    """Set up one-time codes."""
    form = CodeStepForm(request.POST or None)
    secret = steps.secret_in(request, form)
    if form.errors or confirmed(request, form) is None:
        return _page(request, "security/one_time.html", form, steps.drawn(request.user, secret))
    steps.add_code(request.user, secret, form.cleaned_data["code"])
    return redirect("security:index")


@require_form
def passkey(request: Request) -> HttpResponse:
    """Add a passkey as a second step."""
    form = PasskeyForm(request.POST or None)
    credential = steps.credential_in(request, form)
    if credential is None or confirmed(request, form) is None:
        return _page(request, "security/passkey.html", form, {"challenge": steps.challenge(request.user)})
    steps.add_passkey(request.user, form.cleaned_data["name"], credential)
    safety.hear(request.vault, form.cleaned_data["name"])
    return redirect("security:index")


@require_form
def no_steps(request: Request) -> HttpResponse:
    """Take every second step away."""
    form = ConfirmForm(request.POST or None)
    if confirmed(request, form) is None:
        return _page(request, "security/no_steps.html", form)
    steps.remove(request.user)
    return redirect("security:index")


@require_form
def browser(request: Request) -> HttpResponse:
    """Remember this browser, so that wrong guesses elsewhere do not lock it out."""
    form = ConfirmForm(request.POST or None)
    if confirmed(request, form) is None:
        return _page(request, "security/browser.html", form)
    response = redirect("security:index")
    browsers.write_cookie(response, actions.remember_browser(request.user))
    return response


@require_POST
def forget_browsers(request: Request) -> HttpResponse:
    actions.forget_browsers(request.user)
    response = redirect("security:index")
    browsers.delete_cookie(response)
    return response


@require_POST
def end_others(request: Request) -> HttpResponse:
    actions.end_other_sessions(request.user, but=request.session.session_key)
    return redirect("security:index")


@require_form
def idle(request: Request) -> HttpResponse:
    """Choose after how many minutes without a sign of life the pages lock themselves."""
    form = IdleForm(request.POST or None, initial={"minutes": request.user.idle_minutes})
    if confirmed(request, form) is None:
        return _page(request, "security/idle.html", form)
    minutes = form.cleaned_data["minutes"]
    if minutes > request.user.idle_minutes:  # no other device stays open for longer than its owner knew
        actions.end_other_sessions(request.user, but=request.session.session_key)
    actions.set_idle_minutes(request.user, minutes=minutes)
    return redirect("security:index")


@require_POST
def seen(request: Request) -> HttpResponse:
    """Note that what happened with the account was read; it stays in the list."""
    form = DismissForm(request.POST)
    if form.is_valid():
        actions.dismiss_notices(request.user, up_to=form.cleaned_data["up_to"])
    return redirect("home:index")


@require_form
def zone(request: Request) -> HttpResponse:
    """Choose in which zone days and times are shown. It loosens nothing, so no passphrase is asked."""
    form = ZoneForm(request.POST or None, initial={"zone": zones.chosen(request.user)})
    if form.is_valid():
        actions.choose_zone(request.user, name=form.cleaned_data["zone"])
        return redirect("security:zone")
    return _page(request, "security/zone.html", form)


def _personal(request: Request) -> list[str]:
    """Return what others may know of the person: their name, who runs the server, and who is close."""
    close = [one.name for one in people_of(request.vault) if one.name]
    return [request.user.username, queries.operator(), *close]


def _page(request: Request, page: str, form: Form, more: dict[str, object] | None = None) -> HttpResponse:
    return form_page(request, page, form, **(more or {}))
