"""People with a browser: they come in through the pages, and their browser sends what browsers send."""

import gzip
import itertools
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.db import transaction
from django.http.response import HttpResponseBase
from django.template.base import Template
from django.test import Client
from django.test.client import ClientHandler

from middleway.web.accounts import actions
from middleway.web.accounts.models import Account
from middleway.web.accounts.opening import open_with_passphrase
from middleway.web.forms_in_utf8 import plain

_numbers = itertools.count(1)
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')
_OFFER = re.compile(rb'(?<=class="offer" dir="ltr" translate="no">)[^<]*|(?<=name="offered" value=")[^"]*')
_SINCE = re.compile(rb'(?<=name="since" value=")[^"]*')  # signed for the name that was typed; of one length for all


class _Handler(ClientHandler):
    """The test client does not go through `wsgi.application`, so what stands before that stands here too."""

    def __call__(self, environ: Any) -> Any:
        return super().__call__(plain(environ))


class Browser(Client):
    """A browser without scripts. Forms carry the page's token, and a page that breaks is an answer like any other."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, raise_request_exception=False, **defaults)
        self.handler = _Handler(enforce_csrf_checks=True)

    def token(self) -> str:
        """Return the secret of the token's cookie, which is itself a valid token."""
        for page in ("/sign-in/recover/", "/sign-in/start/"):
            if "__Host-c" not in self.cookies:
                self.get(page)
        return str(self.cookies["__Host-c"].value)

    def send(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> Any:
        """Post a form with its token."""
        return self.post(path, {"csrfmiddlewaretoken": self.token(), **(fields or {})}, **options)


@dataclass
class Person:
    """Somebody with an account."""

    name: str
    passphrase: str
    code: str
    account: Account
    browser: Browser = field(default_factory=Browser)

    def vault(self) -> Any:
        return open_with_passphrase(self.name, self.passphrase)[1]

    def sign_in(self, **more: str) -> Any:
        door = {"username": self.name, "passphrase": self.passphrase, "zone": "Pacific/Auckland"}
        return self.browser.send("/sign-in/", {**door, **more})


def somebody(word: str = "", *, signed_in: bool = True) -> Person:
    """Return a new person; `word` becomes part of their passphrase."""
    name = f"person-{next(_numbers)}-{secrets.token_hex(3)}"
    passphrase = f"{word or secrets.token_hex(8)} squeak anvil trodden mulberry {secrets.token_hex(4)}"
    account, _, code = actions.create(username=name, passphrase=passphrase)
    person = Person(name, passphrase, code, account)
    if signed_in:
        answer = person.sign_in()
        if answer.status_code != 302:
            raise AssertionError(f"a person could not sign in: {answer.status_code}")
    return person


def body(answer: HttpResponseBase) -> bytes:
    """Return what an answer holds, including a file's content."""
    if answer.streaming:
        content = b"".join(answer)
        answer.close()
    else:
        content = answer.content  # type: ignore[attr-defined]
    return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else bytes(content)


def steady(answer: HttpResponseBase) -> bytes:
    """Return an answer's bytes without what is drawn anew each time.

    That is the token, the six words that are offered, and since when one waits.
    """
    return _SINCE.sub(lambda since: b"." * len(since[0]), _OFFER.sub(b"", _TOKEN.sub(rb"\1", body(answer))))


@contextmanager
def quiet() -> Iterator[None]:
    """Write no log line for the thousands of refusals to come, and keep no copy of what each template was given."""
    logging.disable(logging.CRITICAL)
    try:
        # As Django renders when no test is watching.
        with mock.patch.object(Template, "_render", lambda self, context: self.nodelist.render(context)):
            yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def undone() -> Iterator[None]:
    """Undo whatever happens inside, so that thousands of probes see one and the same world."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # as around Django's tests: a durable write may stand in it
    with whole:
        yield
        transaction.set_rollback(True)
