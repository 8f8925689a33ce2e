"""Words that are on their way, or that no page keeps: the page that answers them looks for a crisis itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import Form, Textarea, TextInput
from django.http import HttpRequest

from middleway.web.safety.scan import clear_crises
from middleway.web.submitted_text import typed

_FIRST, _LAST = 2_000, 4_000  # characters of a box that are read: an answer must not wait for a whole chat


def speak_of_crisis(request: HttpRequest, shown: Mapping[str, Any]) -> bool:
    """Whether what was just sent, or is in a form that comes back, speaks clearly of the writer's own death or harm.

    `shown`: the context of the page. Passphrases are never looked at.
    """
    if request.method != "POST":
        return False
    texts = dict.fromkeys((typed(request), *_in_boxes(shown)))
    return any(True for _ in clear_crises([piece for text in texts for piece in _ends(text)]))


def _ends(text: str) -> list[str]:
    return [text] if len(text) <= _FIRST + _LAST else [text[:_FIRST], text[-_LAST:]]


def _in_boxes(shown: Mapping[str, Any]) -> Iterator[str]:
    for form in shown.values():
        # Not isinstance: it would make Django's lazy token, and so set a cookie for somebody who only reads.
        if issubclass(type(form), Form) and form.is_bound:
            for box in form:
                if isinstance(box.field.widget, Textarea | TextInput):
                    yield str(box.value() or "")
