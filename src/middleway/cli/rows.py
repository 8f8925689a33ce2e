"""Where messages come from: lines, CSV rows or JSON lines. A row that cannot be read is an error of its own."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from middleway.cli.drawing import printable
from middleway.cli.tables import records
from middleway.cli.trouble import Trouble

_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}  # how such a file begins


@dataclass(frozen=True, slots=True)
class Row:
    """One message. `number` counts from 1. `problem` says why there is no text, and then `text` is empty."""

    number: int
    text: str
    id: str | None = None
    problem: str = ""


class Rows:
    """The messages of a file, streamed. `share` says how much of it has been taken in, 0 … 1, or None where that is unknown.

    Raises Trouble when the file, its kind or its column is not there.
    """

    def __init__(self, path: Path, column: str) -> None:
        kinds = {".txt": _lines, ".csv": _table, ".tsv": _table, ".jsonl": _objects}
        kind = _lines if str(path) == "-" else kinds.get(path.suffix.lower())
        if kind is None:
            raise Trouble(
                f"{path.name!r} is not a kind of file that can be read.", hint="Use .txt, .csv or .jsonl.", status=2
            )
        self._path, self._column, self._kind = path, column, kind
        self._taken: Callable[[], float] | None = None

    def __iter__(self) -> Iterator[Row]:
        with _opened(self._path) as stream:
            if isinstance(stream.buffer, io.BufferedReader) and stream.seekable():
                raw, size = stream.buffer.raw, max(1, os.fstat(stream.fileno()).st_size)
                self._taken = lambda: raw.tell() / size
            yield from self._kind(stream, self._column)
            self._taken = None

    @property
    def share(self) -> float | None:
        return None if self._taken is None else min(1.0, self._taken())


def _sound_or_broken(number: int, text: str, raw: str, id_: str | None = None, problem: str = "") -> Row:
    """Bytes that are not UTF-8 arrive as lone surrogates (surrogateescape): such a row is broken, the others are not."""
    broken = any("\udc80" <= c <= "\udcff" for c in raw)
    problem = "it is not UTF-8 text" if broken else problem
    return Row(number, "" if problem else text, id_, problem)


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    if str(path) == "-":
        yield io.TextIOWrapper(standard_input(), encoding="utf-8-sig", errors="surrogateescape")
        return
    try:
        stream = path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise not_opened(path, error) from error
    with stream:
        if isinstance(stream.buffer, io.BufferedReader) and stream.buffer.peek(2)[:2] in _UTF_16:
            raise Trouble(f"{path.name!r} is UTF-16 text.", hint="Save it as UTF-8 and try again.")
        yield stream


def not_opened(path: Path, error: OSError) -> Trouble:
    return Trouble(f"{str(path)!r} could not be opened: {error.strerror}.", hint="Check the name and try again.")


def standard_input() -> BinaryIO:
    """Raises Trouble when there is none: a service may run a command with it closed."""
    if sys.stdin is None:
        raise Trouble("There is no standard input.", hint="Give a text, or a file with --file.", status=2)
    return sys.stdin.buffer


def _lines(stream: TextIO, _column: str) -> Iterator[Row]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _sound_or_broken(number, line.rstrip("\r\n"), line)


def _table(stream: TextIO, column: str) -> Iterator[Row]:
    comma = "\t" if stream.name.lower().endswith(".tsv") else ","
    found = records(stream, comma)
    _, head, _ = next(found, ("", None, ""))
    names = head or []
    if names.count(column) != 1:
        there = "".join(map(printable, ", ".join(names))) or "no header"
        many = "more than one column" if column in names else "no column"
        raise Trouble(f"There is {many} {column!r}.", hint=f"Name one with --text-column. Found: {there}.", status=2)
    for number, (raw, cells, problem) in enumerate(found, 1):
        record = dict(zip(names, cells or (), strict=False))
        text = record.get(column, "")
        empty = "" if text.strip() else f"its {column!r} is empty"
        yield _sound_or_broken(number, text, raw, record.get("id"), problem or empty)


def _objects(stream: TextIO, column: str) -> Iterator[Row]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(number, "", problem="it is not JSON")
            continue
        text = record.get(column) if isinstance(record, dict) else None
        if not isinstance(text, str):
            yield Row(number, "", problem=f"it has no text in {column!r}")
            continue
        id_ = record.get("id")
        named = id_ if id_ is None or isinstance(id_, str) else json.dumps(id_, ensure_ascii=False)
        problem = "" if text.strip() else f"its {column!r} is empty"
        # `line`, not `text`: JSON may write half a character ("\\ud83d"), and that can be read.
        yield _sound_or_broken(number, text, line, named, problem)
