"""Being signed in: two cookies, each useless without the other.

`__Host-s` names the session's row; `__Host-k` is the secret under which that row holds the vault's key. Neither a
stolen table of sessions nor one of the cookies opens anything. The secret is stored nowhere; the key is open for one
request at a time.
"""

import base64
import hashlib
import logging
import time
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from middleway.vault import NotOpened, Vault, keep, new_secret, resume
from middleway.web import database
from middleway.web.accounts import ended, zones
from middleway.web.accounts.models import Account, Session
from middleway.web.accounts.records import record_of
from middleway.web.accounts.sessions import is_ours

_log = logging.getLogger(__name__)
COOKIE: Final = "__Host-k"
USUAL_MINUTES: Final = 8 * 60
LONGEST_MINUTES: Final = 24 * 60  # for whoever chose to stay signed in for a day
SECOND_STEP_MINUTES: Final = 5
_SLACK_MINUTES: Final = 2  # by which the clock may be set back while somebody is here
_SET: Final = "_cookie_to_set"
# What a browser forgets besides its cookies once nobody is inside. The pages to settle stay after a lock or an idle
# time; after leaving they would tell that somebody was here.
FORGET_PAGES: Final = '"cache"'
FORGET_ALL: Final = '"cache", "storage"'


def begin(request: HttpRequest, account: Account, vault: Vault, *, second_step_due: bool = False) -> None:
    """Start a new session that holds the vault. If a second step is due, it opens only the page of that step."""
    request.session.flush()
    # A session that ends later than any can was made by a clock that ran ahead.
    now, latest = timezone.now(), timezone.now() + timedelta(minutes=LONGEST_MINUTES + _SLACK_MINUTES)
    Session.objects.exclude(expire_date__range=(now, latest)).delete()
    if second_step_due:
        request.session["due"] = str(account.pk)
        request.session.create()
    else:
        login(request, account, backend="middleway.web.accounts.backend.ByVault")
    zones.guess(account, request.POST.get("zone", ""))
    made = _minute()
    secret = new_secret()
    kept = keep(vault, secret, _id(request), made * 60)
    request.session.update({"kept": base64.b64encode(kept).decode(), "made": made, "seen": made})
    setattr(request, _SET, base64.urlsafe_b64encode(secret).decode())


def end(request: HttpRequest) -> None:
    """End the session, in the browser and on the server. That needs no write (accounts/ended.py)."""
    ended.note(request.session.session_key)
    request.session = type(request.session)()
    request.user = AnonymousUser()


def opened(request: HttpRequest) -> tuple[Account, Vault, bool] | None:
    """Return the person, their vault, and whether a second step is due; None when no session opens."""
    session = request.session
    # A session from before keys were signed could not be ended without its row (accounts/ended.py).
    if "kept" not in session or not is_ours(session.session_key or ""):
        return None
    now = _minute()
    due = "due" in session
    account = _account_of(session)
    if account is None or not _within(now - session["made"], SECOND_STEP_MINUTES if due else _in_all(account)):
        return None
    if not _within(now - session["seen"], account.idle_minutes):
        return None
    try:
        secret = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        kept = base64.b64decode(session["kept"])
        vault = resume(record_of(account), kept, secret, _id(request), session["made"] * 60)
    except (NotOpened, ValueError):
        return None
    if session["seen"] != now:
        _note_sign_of_life(session, now)
    return account, vault, due


def _in_all(account: Account) -> int:
    """Return how many minutes a session lasts, however busy it is: no less than it may lie idle."""
    return max(USUAL_MINUTES, account.idle_minutes)


def _account_of(session: SessionBase) -> Account | None:
    """Return the account that came with a session, if it may be used and is the one that signed in."""
    account: Account | None = getattr(session, "account", None)
    owner = str(session.get("due") or session.get("_auth_user_id"))
    return account if account and account.is_active and str(account.pk) == owner else None


def _note_sign_of_life(session: SessionBase, now: int) -> None:
    """Note it if possible. If not, the page is shown all the same, and the idle time counts from the last one noted."""
    session["seen"] = now
    try:
        with database.hardly_waiting():
            session.save()
    except (Error, OSError):
        _log.warning("a sign of life was not noted", exc_info=True)
    session.modified = False


def write_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    secret = getattr(request, _SET, None)
    if secret is not None and not request.session.is_empty():
        response.set_cookie(COOKIE, secret, secure=True, httponly=True, samesite="Strict", path="/")
    elif request.COOKIES.get(COOKIE) and request.session.is_empty() and not is_sent_by_itself(request):
        response.delete_cookie(COOKIE, path="/", samesite="Strict")
        response.cookies[COOKIE]["secure"] = True  # or the browser keeps a `__Host-` cookie
        response.headers.setdefault("Clear-Site-Data", FORGET_PAGES)


def is_sent_by_itself(request: HttpRequest) -> bool:
    """Whether a page sent this without anybody pressing anything (js/draft.js)."""
    return "Autosave" in request.headers


def _id(request: HttpRequest) -> UUID:
    key = request.session.session_key or ""
    return UUID(bytes=hashlib.sha256(key.encode()).digest()[:16])


def _within(minutes: int, limit: int) -> bool:
    """Whether less than `limit` minutes have passed. A session from the future, by a clock that ran ahead, is over."""
    return -_SLACK_MINUTES <= minutes < limit


def _minute() -> int:
    return int(time.time() // 60)
