"""The words around the facts of the help lines, in another language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from middleway.content.errors import ContentError
from middleway.content.files import ENGLISH, HELP_LINES, Files
from middleway.content.table import Table


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Each English phrase with the words for it; what has none stays English. `met`: the phrases that came up."""

    language: str = ENGLISH
    known: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, files: Files) -> "PhraseBook":
        """Read the phrases of a language. Raises ContentError, also for a phrase in which a number differs."""
        if files.language == ENGLISH:
            return cls()
        table = Table(files.name(HELP_LINES), files.own(HELP_LINES))
        known = {english: table.text(english) for english in table}
        for english, own in known.items():
            if re.findall(r"\d+", english) != re.findall(r"\d+", own):
                raise table.wrong(english, "has another number than the English", "Copy each number as it is there.")
        return cls(files.language, known)

    def __call__(self, english: str) -> str:
        """Return the words for a phrase."""
        self.met.add(english)
        return self.known.get(english, english)

    def troubles(self) -> Iterator[ContentError]:
        """Yield each phrase with words that is not translated, and each that English no longer has."""
        file = f"{self.language}/{HELP_LINES}"
        for english in sorted(self.met - self.known.keys()):
            if re.search("[A-Za-z]", english):
                yield ContentError(file, english, "is not translated", f'Add a line "{english}" = "…"')
        for english in sorted(self.known.keys() - self.met):
            yield ContentError(file, english, "is no longer among the help lines", "Remove it, or correct it.")
