"""Run every costly derivation, a few at a time on this machine.

Each takes 128 MiB and all cores it finds. Whoever is inside, and whoever comes from a remembered browser, has places of
their own, which strangers never take. Strangers' derivations run at a lower priority: a flood of them waits for pages,
and pages do not wait for it.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final, TypeVar

from django.conf import settings

from middleway.web.accounts.line import WaitingLine
from middleway.web.accounts.places import Full, Places, Queue
from middleway.web.accounts.together import Together, shared_memory

__all__ = ["Full", "derivation", "derived", "go_in", "place", "waited"]

Made = TypeVar("Made")
# How many fit into an eighth of the machine's memory. Three derivations may run in any case: one of each kind.
_FIT: Final = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 8 // (settings.COST.memory * 1024)
_STRANGERS: Final = max(1, min(8, (os.cpu_count() or 1) // 2, _FIT // 2))
_OWN: Final = max(1, _STRANGERS // 2)
_LOWER: Final = 5  # beside a busy page it gets a third of that page's share, and whatever pages leave over

_strangers = Places("strangers", _STRANGERS)
_new = Queue(_strangers, waiting=1, seconds=1)
# One line for all processes of the server, so it is made before they are (operations/preparing.py imports this).
_line = WaitingLine(first=3, together=Together(shared_memory()))
_back = Queue(_strangers, waiting=3, seconds=3)
_remembered = Queue(Places("remembered", _OWN), waiting=2, seconds=8)
_inside = Queue(Places("inside", _OWN), waiting=3, seconds=8)
_has_place: ContextVar[str] = ContextVar("_has_place", default="")
_places: ContextVar[ExitStack] = ContextVar("_places", default=ExitStack())  # noqa: B039 (empty, nothing to close)


@contextmanager
def place(name: str, *, remembered: bool, elsewhere: float | None = None) -> Iterator[None]:
    """Hold a place at the door for whoever claims to be `name`; derivations meanwhile need no other. Raises Full.

    `remembered`: the owner of this name asked to remember this browser. `elsewhere`: as in `Line.comes_back`.
    """
    queue = _remembered.place() if remembered else _among_strangers(name, elsewhere)
    with _holding("remembered" if remembered else "strangers", queue):
        yield


def waited(name: str) -> float:
    """Return for how many seconds whoever claims to be `name` has been coming to the door in vain."""
    return _line.waited(name)


def go_in() -> None:
    """Give the place at the door back, once inside, so that what somebody does there holds up nobody behind them."""
    _places.get().close()
    _has_place.set("")


@contextmanager
def _holding(kind: str, queue: AbstractContextManager[None]) -> Iterator[None]:
    with ExitStack() as places:
        places.enter_context(queue)
        held, before = _places.set(places), _has_place.set(kind)
        try:
            yield
        finally:
            _has_place.reset(before)
            _places.reset(held)


@contextmanager
def _among_strangers(name: str, elsewhere: float | None) -> Iterator[None]:
    queue = _back if _line.comes_back(name, elsewhere) else _new
    if not _line.is_next(name):
        raise Full
    try:
        with queue.place(lambda: _line.goes_before_all(name)):
            _line.served(name)
            yield
    finally:
        _line.goes_away(name)


@contextmanager
def derivation() -> Iterator[None]:
    """Hold a place for a derivation: this request's own, or one of those for whoever is inside. Raises Full."""
    if _has_place.get():
        yield
        return
    with _holding("inside", _inside.place()):
        yield


def derived(work: Callable[[], Made]) -> Made:
    """Return what `work` derives, once there is a place; for strangers at a lower priority. Raises Full."""
    if _has_place.get() == "strangers":
        return _background().submit(work).result()
    with derivation():
        return work()


@cache
def _background() -> ThreadPoolExecutor:
    """Return threads of a lower priority. A thread that has lowered its own cannot raise it again."""
    return ThreadPoolExecutor(_STRANGERS, "derivation", _lower_priority)


def _lower_priority() -> None:
    if sys.platform == "linux":  # elsewhere priority belongs to the whole process
        this = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, this, os.getpriority(os.PRIO_PROCESS, this) + _LOWER)
