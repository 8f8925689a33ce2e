"""Words that are on their way, or that no page keeps: the page that answers them looks for a crisis itself."""

from collections.abc import Iterable, Iterator
from typing import cast

from django.forms import Form, Textarea, TextInput
from django.http import HttpRequest

from middleway.web.safety.scan import clear_crises
from middleway.web.submitted_text import typed

_FIRST, _LAST = 2_000, 4_000  # characters of a box that are read: an answer must not wait for a whole chat


def speak_of_crisis(request: HttpRequest, shown: Iterable[object]) -> bool:
    """Whether what was just sent, or is in a form that comes back, speaks clearly of the writer's own death or harm.

    `shown`: what the context of the page holds. Passphrases are never looked at.
    """
    if request.method != "POST":
        return False
    texts = dict.fromkeys((typed(request), *_in_boxes(shown)))
    return any(True for _ in clear_crises([piece for text in texts for piece in _ends(text)]))


def _ends(text: str) -> list[str]:
    return [text] if len(text) <= _FIRST + _LAST else [text[:_FIRST], text[-_LAST:]]


def _in_boxes(shown: Iterable[object]) -> Iterator[str]:
    for one in shown:
        # Not isinstance: it would make Django's lazy token, and so set a cookie for somebody who only reads.
        form = cast("Form", one) if issubclass(type(one), Form) else None
        if form is not None and form.is_bound:
            for box in form:
                if isinstance(box.field.widget, Textarea | TextInput):
                    yield str(box.value() or "")
