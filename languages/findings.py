"""Says what is missing or wrong in a catalogue, each with the message that it is about."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from languages.catalogues import Language, compiled

# What a program puts in, and what a browser reads: %(name)s, {name}, <strong>. How a number is written, as in
# {count:,}, is up to the language.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*(?=[:}])|</?[a-z]+>|NUMBER")
_AGAIN = "Run: python3 start.py languages"


def of(language: Language, template: Catalog) -> Iterator[str]:
    """Yield one line for each finding: what is wrong, and with which message."""
    catalogue = language.catalogue()
    there, wanted = _by_key(catalogue), _by_key(template)
    for key in sorted(wanted.keys() - there.keys()):
        yield f"not in the catalogue yet: {_shown(wanted[key])}. {_AGAIN}"
    for key in sorted(there.keys() - wanted.keys()):
        yield f"nothing says this any more: {_shown(there[key])}. {_AGAIN}"
    for key in sorted(wanted.keys() & there.keys()):
        for what in _wrong_with(there[key], catalogue.num_plurals):
            yield f"{what}: {_shown(there[key])}"
    if not language.compiled.exists() or language.compiled.read_bytes() != compiled(catalogue):
        yield f"the compiled file is older than the catalogue. {_AGAIN}"


def _by_key(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """Return the messages by what makes them one: their context, and what they say in the original."""
    return {(message.context or "", "\0".join(_originals(message))): message for message in catalogue if message.id}


def _originals(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _wrong_with(message: Message, plurals: int) -> Iterator[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "marked as fuzzy; look at it, and take the mark away"
    if not all(texts):
        yield "not translated"
        return
    if message.pluralizable and len(texts) != plurals:
        yield f"has {len(texts)} plural forms, and the language has {plurals}"
    if any(_ends(text) != _ends(_last(message)) for text in texts):
        yield "begins or ends with another space than the original"
    # The form for one thing may leave its number out; every other form says all that the original says.
    said = [Counter(_PLACEHOLDER.findall(text)) for text in texts]
    original = Counter(_PLACEHOLDER.findall(_last(message)))
    if said[-1] != original or any(one - original for one in said):
        yield "the placeholders differ from the original's"


def _last(message: Message) -> str:
    return _originals(message)[-1]


def _ends(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _shown(message: Message) -> str:
    return f"“{_last(message)}”"
