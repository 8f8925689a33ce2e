"""The reading age of what pages say: of each file with messages, by the measure of its language."""

from collections import defaultdict
from collections.abc import Iterable

from babel.messages.catalog import Catalog

from middleway.content.grades import grade, sentences

TO_AGE = 5  # years: grade 7 is about age 12
LEAST_WORDS = 40  # in files with fewer, one name or one long word decides


def of_files(catalogue: Catalog, language: str) -> dict[str, float]:
    """Return the reading age of every file that says enough, the hardest first."""
    said = defaultdict(list)
    for message in catalogue:
        text = _text(message.id if language == "en" else message.string)
        for file in {place for place, _ in message.locations if _is_page(place)}:
            said[file].append(text)
    ages = {file: age for file, texts in said.items() if (age := _age(texts, language)) is not None}
    return dict(sorted(ages.items(), key=lambda one: -one[1]))


def whole(catalogue: Catalog, language: str) -> float | None:
    """Return the reading age of all pages together; None for a language without a measure."""
    texts = [
        _text(message.id if language == "en" else message.string)
        for message in catalogue
        if any(_is_page(place) for place, _ in message.locations)
    ]
    found = grade(texts, language)
    return None if found is None else found + TO_AGE


def _age(texts: Iterable[str], language: str) -> float | None:
    every = list(texts)
    if sum(len(sentence) for text in every for sentence in sentences(text)) < LEAST_WORDS:
        return None
    found = grade(every, language)
    return None if found is None else found + TO_AGE


def _is_page(place: str) -> bool:
    """Whether it is read on a page: the command line is for whoever runs a server."""
    return "/web/" in place and "/web/operations/" not in place


def _text(words: object) -> str:
    """Return a message as one text: of several forms, the last."""
    return str(words[-1] if isinstance(words, list | tuple) else words)
