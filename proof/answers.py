"""What every answer must look like, whatever was asked and by whom."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

from django.conf import settings

from middleway.content import ENGLISH, library
from middleway.web.middleware import HEADERS
from middleway.web.settle.help_lines import DIRECTORIES
from tests.support.people import body

# What somebody who looks over a shoulder, or through a history, must not read.
FORBIDDEN = re.compile(
    "ang(?:er|ry)|abus|violen|partner|relation|couple|marriage|divorce|husband|wife|lover?s?|feeling|emotion|hurt|pain|shame|guilt|"
    "fear|fight|conflict|quarrel|therap|counsel|healing|trauma|compassion|mindful|empath|reconcil|apolog|safety|refuge|victim|"
    "diary|journal|secret|vault|middleway|middle-way",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"""\s(?:src|href|action|formaction|poster|srcset|data|data-leave|background|cite|ping)\s*=\s*"([^"]*)\"""",
    re.IGNORECASE,
)
_REFRESH = re.compile(r'http-equiv="refresh" content="\d+; url=([^"]*)"', re.IGNORECASE)
_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)")
_BOX = re.compile(r"<textarea[^>]*>|<input type=\"text\"[^>]*>")
_TITLE = re.compile(r"<title>([^<]*)</title>\s*(?:<script|<link|</head>)")
_COOKIE = re.compile(r"__Host-(?:[a-z]|left)")  # "left": the mark that a page lays by itself; answers only take it away
_FILE = re.compile(r'attachment; filename="notes\.[a-z]+"')


def faults(answer: Any, path: str) -> Iterator[str]:
    """Yield everything about an answer that is not as every answer must be."""
    static = path.startswith(settings.STATIC_URL)
    wrong = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    yield from (f"header {name}" for name in wrong)
    if settings.HTTPS and "max-age=63072000" not in answer.headers.get("Strict-Transport-Security", ""):
        yield "header Strict-Transport-Security"
    if "unsafe" in answer.headers["Content-Security-Policy"]:
        yield "an unsafe policy"
    if not static and answer.headers.get("Cache-Control") != "no-store":
        yield "it may be stored"
    if "attachment" in answer.headers.get("Content-Disposition", "attachment") and not _named(answer):
        yield "the name of a file"
    yield from _cookies(answer)
    kind = answer.headers.get("Content-Type", "")
    text = body(answer).decode("utf-8", "replace")
    if "Traceback (most recent call last)" in text:
        yield "a traceback"
    if "html" in kind or "svg" in kind or "css" in kind:
        yield from _page(text, is_page="html" in kind)


def _named(answer: Any) -> bool:
    given = answer.headers.get("Content-Disposition")
    return given is None or bool(_FILE.fullmatch(given))


def _cookies(answer: Any) -> Iterator[str]:
    for name, cookie in answer.cookies.items():
        if not _COOKIE.fullmatch(name):
            yield f"a cookie called {name}"
        gone = cookie["max-age"] == 0
        if not (cookie["secure"] and cookie["samesite"] == "Strict" and cookie["path"] == "/" and not cookie["domain"]):
            yield f"cookie {name} goes too far"
        if not (cookie["httponly"] or gone):
            yield f"cookie {name} is open to scripts"


@cache
def _help() -> frozenset[str]:
    """Return every address that the page with help lines names: links to press, and numbers to call."""
    countries = library(ENGLISH).help_lines
    lines = [line for country in countries for line in country.lines]
    named = {address for line in lines for address in (line.chat, line.web, line.source)}
    called = {f"tel:{one.dialled}" for one in lines} | {f"tel:{n}" for one in countries for _, n in one.numbers}
    return frozenset(named | called | {address for _, address in DIRECTORIES})


def _page(text: str, *, is_page: bool) -> Iterator[str]:
    addresses = [
        *_ADDRESS.findall(text),
        *_REFRESH.findall(text),
        *(one or other for one, other in _STYLE.findall(text)),
    ]
    for address in map(unescape, addresses):
        elsewhere = re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", address, re.IGNORECASE)
        if elsewhere and address != settings.LEAVE_URL and address not in _help():
            yield f"an address elsewhere: {address}"
    if is_page and text:  # not a HEAD, not a redirect
        yield from _private(text)


def _private(text: str) -> Iterator[str]:
    titles = _TITLE.findall(text)
    if titles not in (["Notes"], ["&nbsp;"]):
        yield f"a title: {titles}"
    if 'translate="no"' not in text.partition("<head")[0]:
        yield "it may be sent to a translator"
    for box in (box for box in _BOX.findall(text) if " hidden" not in box):
        if 'spellcheck="false"' not in box and 'inputmode="numeric"' not in box:
            yield f"a box that may be sent to a spelling service: {box}"
        if 'autocomplete="' not in box:
            yield f"a box whose words are offered to the next person: {box}"
