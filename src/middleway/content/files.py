"""Finds the content files of a language and reads their TOML.

English is the source. A file of another language has the texts alone, under the keys of the English file; whatever is
no text, and every text that is not translated or was translated from an older English, comes from English.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from middleway.content.errors import ContentError
from middleway.content.table import Table
from middleway.content.texts import Texts, digest, leaves, merged, to_translate

ENGLISH = "en"
SEEN = "seen.toml"  # for each file and key: the digest of the English text that the translation was made from
HELP_LINES = "help_lines.toml"  # the facts; a language's own file of that name has the words around them
_RULES = "rules.toml"
_HOME = files("middleway.content")
_FOLDERS = ("practices", "explanations", "weeks")
_NAME = re.compile(r"[a-z0-9_]+\.toml")


def parsed(file: str, found: bytes) -> dict[str, object]:
    """Return the parsed TOML of one file. Raises ContentError."""
    try:
        return tomllib.loads(found.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError(file, f"byte {error.start}", "is not UTF-8", "Save the file as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        remedy = "Look there for a missing quotation mark, comma or bracket."
        raise ContentError(file, "as a whole", f"cannot be read ({error})", remedy) from error


@dataclass(frozen=True)
class Files:
    """The content files in one language."""

    language: str = ENGLISH
    home: Traversable = _HOME

    @property
    def english(self) -> "Files":
        return Files(ENGLISH, self.home)

    def table(self, file: str) -> Table:
        return Table(self.name(file), self.read(file))

    def name(self, file: str) -> str:
        """Return the file as messages name it."""
        return file if self.language == ENGLISH else f"{self.language}/{file}"

    def read(self, file: str) -> dict[str, object]:
        """Return what a file holds, in this language as far as it is translated. Raises ContentError."""
        if self.language == ENGLISH:
            return self.own(file)
        english, seen = self.english.own(file), self.seen.get(file, {})
        fresh = {key for key, text in to_translate(file, english).items() if seen.get(key) == digest(text)}
        return merged(self.name(file), english, self.own(file), fresh)

    def own(self, file: str) -> dict[str, object]:
        """Return what the file of this language holds itself; {} if there is none."""
        place = self.home.joinpath(self.language, *file.split("/"))
        if self.language != ENGLISH and not place.is_file():
            return {}
        return parsed(self.name(file), place.read_bytes())

    @cached_property
    def seen(self) -> dict[str, Texts]:
        """For each file: the digest of each English text that its translation was made from, by key."""
        return {file: {key: str(mark) for key, mark in leaves(found)} for file, found in self.own(SEEN).items()}

    def is_there(self) -> bool:
        return self.home.joinpath(self.language).is_dir()

    def ids(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted and without ".toml". Raises ContentError."""
        names = sorted(each.name for each in self.home.joinpath(ENGLISH, folder).iterdir())
        for name in names:
            if not _NAME.fullmatch(name):
                remedy = "Use small letters, digits and _ in the name, and .toml at its end."
                raise ContentError(folder, name, "is not the name of a content file", remedy)
        return [name.removesuffix(".toml") for name in names]

    def every(self) -> list[str]:
        """Return the paths of all files that a language has."""
        found = [each.name for each in self.home.joinpath(ENGLISH).iterdir() if each.name.endswith(".toml")]
        inside = [f"{folder}/{name}.toml" for folder in _FOLDERS for name in self.ids(folder)]
        return sorted(name for name in found if name != _RULES) + inside

    def forbidden(self) -> tuple[str, ...]:
        """Return the words that no text of this language has."""
        values = self.own(_RULES)
        return Table(self.name(_RULES), values).texts("forbidden", 1, 200) if values else ()

    def left_over(self) -> list[str]:
        """Return the files of this language that English does not have."""
        known = {*self.every(), SEEN, _RULES, HELP_LINES}
        return sorted({path for path in _inside(self.home.joinpath(self.language)) if path not in known})


def _inside(folder: Traversable, before: str = "") -> list[str]:
    found = []
    for each in folder.iterdir():
        found += _inside(each, f"{before}{each.name}/") if each.is_dir() else [f"{before}{each.name}"]
    return found


def languages(home: Traversable = _HOME) -> list[str]:
    """Return the languages that have content: English, and each that has a file of what it was translated from."""
    return sorted(each.name for each in home.iterdir() if each.name == ENGLISH or each.joinpath(SEEN).is_file())


def spoken(language: str | None, home: Traversable = _HOME) -> str:
    """Return the folder for people who read in a language such as "pt-br": of this one, of "pt", or of English."""
    known = {name.replace("_", "-").lower(): name for name in languages(home)}
    asked = (language or ENGLISH).lower()
    return next((known[one] for one in (asked, asked.split("-")[0]) if one in known), ENGLISH)
