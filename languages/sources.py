"""Finds every message that the code and the templates of Middleway pass through gettext."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "src" / "middleway"
_KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "pgettext_noop": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def template() -> Catalog:
    """Return all messages as a catalogue without translations, file by file."""
    found = Catalog(project="Middleway")
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.*")]):
        for messages, comments, context in _messages(file):
            place = (str(file.relative_to(HERE)), 0)
            found.add(messages, locations=[place], auto_comments=comments, context=context)
    return found


def _messages(file: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    text = file.read_text("utf-8")
    if file.suffix != ".py":
        # Django turns a template into calls of gettext, with every other character an X. The brackets make it one
        # expression, so that its lines need no order of Python's.
        text = f"(\n{templatize(text)}\n)"
    tagged = {"comment_tags": ("Translators:",), "strip_comment_tags": True}
    for _line, messages, comments, context in extract("python", io.BytesIO(text.encode()), _KEYWORDS, **tagged):
        yield messages, comments, context
