"""Reads one table of a content file key by key. Errors name what is missing, wrong or unknown, and what to do."""

import re
from collections.abc import Iterator, Mapping
from typing import Self

from middleway.content.entries import GivenAnswer
from middleway.content.errors import ContentError

_ID = re.compile(r"[a-z][a-z0-9_]*")


class Table:
    """The values of one table. At the end of a `with` block it raises ContentError for keys that were not read."""

    def __init__(self, file: str, values: Mapping[str, object], place: str = "") -> None:
        self.file, self._values, self._place = file, values, place
        self._read: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        left = [key for key in self._values if key not in self._read]
        if kind is None and left:
            known = ", ".join(sorted(self._read))
            raise self.wrong(left[0], "is not a key that is known here", f"Known are: {known}. Correct or remove it.")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def wrong(self, key: str, trouble: str, remedy: str) -> ContentError:
        return ContentError(self.file, f"{self._place}.{key}".lstrip("."), trouble, remedy)

    def _take(self, key: str) -> object:
        self._read.add(key)
        if key not in self._values:
            raise self.wrong(key, "is missing", f"Add a line that starts with {key} =")
        return self._values[key]

    def text(self, key: str) -> str:
        return self._checked(key, self._take(key))

    def text_or(self, key: str, default: str) -> str:
        self._read.add(key)
        return self.text(key) if key in self else default

    def texts(self, key: str, least: int, most: int) -> tuple[str, ...]:
        found = self._take(key)
        if not isinstance(found, list) or not least <= len(found) <= most:
            raise self.wrong(key, "is not a list of the right length", f"Write {least} to {most} texts in [ ].")
        return tuple(self._checked(f"{key}.{n}", each) for n, each in enumerate(found, 1))

    def _checked(self, key: str, found: object) -> str:
        if not isinstance(found, str):
            raise self.wrong(key, "is not text", "Put it between quotation marks.")
        if not found.strip():
            raise self.wrong(key, "is empty", "Write the text, or remove the line if it is optional.")
        if found != " ".join(found.split()):
            raise self.wrong(key, "has a line break or spare spaces", "Write it on one line, with single spaces.")
        return found

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        found = self.text(key)
        if found not in choices:
            raise self.wrong(key, f"is {found!r}", f"Choose one of: {', '.join(choices)}.")
        return found

    def some_of(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        found = self.texts(key, 1, len(choices))
        for each in found:
            if each not in choices or found.count(each) > 1:
                raise self.wrong(key, f"has {each!r}", f"Choose, each once, from: {', '.join(choices)}.")
        return found

    def whole(self, key: str, least: int, most: int) -> int:
        found = self._take(key)
        if isinstance(found, bool) or not isinstance(found, int):
            raise self.wrong(
                key, "is not a whole number", f"Write a number from {least} to {most}, without quotation marks."
            )
        if not least <= found <= most:
            raise self.wrong(key, f"is {found}", f"Write a number from {least} to {most}.")
        return found

    def flag(self, key: str) -> bool:
        """Return true or false; false if the key is missing."""
        self._read.add(key)
        found = self._values.get(key, False)
        if not isinstance(found, bool):
            raise self.wrong(key, "is neither true nor false", "Write true or false, without quotation marks.")
        return found

    def answer(self, key: str) -> GivenAnswer:
        """Return an answer to a question of the way: words, a tick, or a list of ids."""
        found = self._values.get(key)
        if isinstance(found, bool):
            return self.flag(key)
        return self.texts(key, 1, 20) if isinstance(found, list) else self.text(key)

    def table(self, key: str) -> "Table":
        return self._inner(key, self._take(key))

    def tables(self, key: str, least: int, most: int) -> list["Table"]:
        found = self._take(key)
        if not isinstance(found, list) or not least <= len(found) <= most:
            raise self.wrong(
                key, "is not a list of the right length", f"Write {least} to {most} parts under [[{key}]]."
            )
        return [self._inner(f"{key}.{n}", each) for n, each in enumerate(found, 1)]

    def named(self) -> Iterator[tuple[str, "Table"]]:
        """Yield (id, table) of each table below this one that was not read yet."""
        for key in [key for key in self._values if key not in self._read]:
            if not _ID.fullmatch(key):
                raise self.wrong(key, "is not an id", "Use small letters a to z, digits and _ only.")
            yield key, self.table(key)

    def _inner(self, key: str, found: object) -> "Table":
        if not isinstance(found, dict):
            raise self.wrong(key, "is not a table", f"Put its keys under a line [{key}].")
        return Table(self.file, found, f"{self._place}.{key}".lstrip("."))
