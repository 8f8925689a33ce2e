"""Whether a text follows the rules of writing, in the measure of its language."""

import re
from collections.abc import Iterable, Iterator

from middleway.content.entries import Message
from middleway.content.grades import grade, sentences, words

GRADE_LIMIT = 7.0
SENTENCE_LIMIT = 20  # words

# Hanna's raw words in the sample story. They blame, exaggerate and run on, as people do when they are hurt, so that
# readers see how such words read and what becomes of them. Under these rules they would teach nothing.
_RAW = re.compile(r"moments\.\d+\.text")


def is_raw(message: Message) -> bool:
    """Whether a text is somebody's raw words, to which the rules of writing do not apply."""
    return message.file == "sample.toml" and bool(_RAW.fullmatch(message.key))


def prose(messages: Iterable[Message]) -> Iterator[Message]:
    """Leave out raw words, and texts of up to three words, which would make a file seem easier than it is."""
    return (message for message in messages if len(words(message.text)) > 3 and not is_raw(message))


def grades(messages: Iterable[Message], language: str) -> dict[str, float]:
    """Return the grade of each file's prose; {} for a language without a measure."""
    texts: dict[str, list[str]] = {}
    for message in prose(messages):
        texts.setdefault(message.file, []).append(message.text)
    found = {file: grade(told, language) for file, told in texts.items()}
    return {file: value for file, value in found.items() if value is not None}


def complaints(messages: Iterable[Message], language: str, forbidden: tuple[str, ...]) -> Iterator[str]:
    """Yield a message for each text that breaks a rule of writing, with its file and key."""
    found = [message for message in messages if not is_raw(message)]
    never = re.compile(rf"\b({'|'.join(map(re.escape, forbidden))})\b", re.IGNORECASE) if forbidden else None
    for message in found:
        for trouble in _troubles(message.text, never):
            yield f"{message.file}, {message.key}: {trouble}"
    for file, value in grades(found, language).items():
        if value > GRADE_LIMIT:
            yield f"{file}: reading grade {value:.1f}, more than {GRADE_LIMIT:g}. Use shorter words and sentences."


def _troubles(text: str, forbidden: re.Pattern[str] | None) -> Iterator[str]:
    if "!" in text:
        yield "has an exclamation mark. End it with a full stop."
    if forbidden and (word := forbidden.search(text)):
        yield f"has {word.group()!r}. Say it in plain words, without an order, a verdict or praise."
    for sentence in sentences(text):
        if len(sentence) > SENTENCE_LIMIT:
            yield f"has a sentence of {len(sentence)} words. Make two of it."
