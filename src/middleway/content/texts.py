"""Which values of a content file are texts, which of them are translated, and how a translation takes their place."""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256

from middleway.content.errors import ContentError

Texts = dict[str, str]  # the text of each key; a key is the way to it, such as "steps.2.text"

# Keys whose values are codes; all other text is for people. The last two lines: choices of the sample story.
_CODES = frozenset({"kind", "heat", "practice", "ties", "tie", "close", "person", "at"}) | frozenset(
    {"feelings", "fears", "needs", "not_so", "reactions", "missing", "alike", "safe", "when", "heard", "mended"}
    | {"trigger", "me", "they", "cost", "helped"}
)
# What the mirror reads of the sample story. It reads English, so in another language it would have nothing to say.
_MIRRORED = re.compile(r"moments\.\d+\.(text|say\.draft|curious\.questions)")


def texts(values: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text for people, with its key."""
    if isinstance(values, str):
        yield place, values
    elif isinstance(values, dict):
        for key, value in values.items():
            if key not in _CODES or isinstance(value, dict):
                yield from texts(value, f"{place}.{key}".lstrip("."))
    elif isinstance(values, list):
        for number, value in enumerate(values, 1):
            yield from texts(value, f"{place}.{number}")


def to_translate(file: str, english: object) -> Texts:
    """Return the texts that a translation has."""
    return {key: text for key, text in texts(english) if not (file == "sample.toml" and _MIRRORED.fullmatch(key))}


def digest(text: str) -> str:
    """Return a short mark of an English text; it changes with the text."""
    return sha256(text.encode()).hexdigest()[:8]


def leaves(values: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value that holds no others, with its key."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from leaves(value, f"{place}.{key}".lstrip("."))
    elif isinstance(values, list):
        for number, value in enumerate(values, 1):
            yield from leaves(value, f"{place}.{number}")
    else:
        yield place, values


def merged(file: str, english: dict[str, object], own: dict[str, object], fresh: Collection[str]) -> dict[str, object]:
    """Return the English values with `own` in the place of the texts whose keys are fresh. Raises ContentError.

    A copy of the English file is a good beginning, so what is no text may be there if it is as in English.
    """
    source, found, can = dict(leaves(english)), dict(leaves(own)), to_translate(file.partition("/")[2], english)
    for key, value in found.items():
        if key not in source:
            raise ContentError(file, key, "is not in the English file", "Remove it, or correct its name.")
        if key not in can and value != source[key]:
            raise ContentError(file, key, "is not as in the English file, and is no text to translate", "Remove it.")
    return {key: _with(value, key, {k: v for k, v in found.items() if k in fresh}) for key, value in english.items()}


def _with(value: object, place: str, own: dict[str, object]) -> object:
    if isinstance(value, dict):
        return {key: _with(one, f"{place}.{key}", own) for key, one in value.items()}
    if isinstance(value, list):
        return [_with(one, f"{place}.{number}", own) for number, one in enumerate(value, 1)]
    return own.get(place, value)
