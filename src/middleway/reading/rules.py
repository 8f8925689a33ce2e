"""A sentence that tells why, and what has to be so for it to be true."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the pages translate it when they show it."""
    return message


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the words that show a finding: `words` themselves, the `parts` found in them, the sure
    `values` beside, by field.
    """

    words: str
    parts: frozenset[str]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Because:
    """A sentence, and what has to be so for it to be true: one of the `parts`, the `words`, and one of the values
    `beside`.
    """

    sentence: str
    parts: str = ""
    words: str = ""
    beside: tuple[str, str] = ("", "")

    def holds(self, facts: Facts) -> bool:
        """Whether all of it is so."""
        field, values = self.beside
        return (
            (not self.parts or not facts.parts.isdisjoint(self.parts.split()))
            and (not self.words or re.search(rf"\b(?:{self.words})\b", facts.words.lower()) is not None)
            and (not field or facts.values.get(field, "") in values.split())
        )
