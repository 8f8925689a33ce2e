"""Reads, updates and compiles each language's catalogue.

The compiled file is kept beside its source: what is cloned or installed runs without a step to build it, and without
Babel. The check refuses one that is older than its source.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from languages.sources import SOURCE

LOCALES = SOURCE / "locale"
_HEAD = "# How to translate: docs/translating.md\n#"


@dataclass(frozen=True, slots=True)
class Language:
    code: str  # as Django names its folder: de, pt_BR
    home: Path = LOCALES

    @property
    def source(self) -> Path:
        return self.home / self.code / "LC_MESSAGES" / "django.po"

    @property
    def compiled(self) -> Path:
        return self.source.with_suffix(".mo")

    def catalogue(self) -> Catalog:
        """Return what is translated so far; an empty catalogue with the language's plural rule if there is none."""
        if not self.source.exists():
            return _empty(Locale.parse(self.code))
        with self.source.open("rb") as file:
            return read_po(file, Locale.parse(self.code))


def languages() -> Iterator[Language]:
    """Yield every language that has a folder."""
    for folder in sorted(LOCALES.iterdir()):
        if folder.is_dir():
            yield Language(folder.name)


def _empty(locale: Locale) -> Catalog:
    """Return a catalogue that names nobody: who translated what stands in the history."""
    catalogue = Catalog(locale, header_comment=_HEAD, project="Middleway", fuzzy=False)
    catalogue.version = catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.revision_date = catalogue.creation_date
    return catalogue


def update(language: Language, template: Catalog) -> None:
    """Bring the catalogue to what the code says: new messages are empty, and what nobody says any more goes.

    A message that was changed counts as new. A guess at its translation could say the opposite of what is meant.
    """
    catalogue = language.catalogue()
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    language.source.parent.mkdir(parents=True, exist_ok=True)
    with language.source.open("wb") as file:
        write_po(file, catalogue, ignore_obsolete=True, include_lineno=False, width=120)
    language.compiled.write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """Return what `gettext` reads at run time."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()
