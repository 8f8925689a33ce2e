"""The messages of a file, from lines, table cells or JSON lines. Each row that cannot be read has its own problem."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from middleway.cli.drawing import printable
from middleway.cli.encoding import in_windows_code_page, is_lost
from middleway.cli.mending import looks_damaged, mended
from middleway.cli.shapes import kind_of
from middleway.cli.sources import Source, opened
from middleway.cli.tables import Cells, place_of, records, separator_of, told_separator
from middleway.cli.trouble import Trouble

_SUFFIXES = {".txt", ".csv", ".tsv", ".jsonl"}


@dataclass(frozen=True, slots=True)
class InputRow:
    """One message. `number` counts from 1; `problem`: why `text` is empty; `was_mended`: the text was repaired."""

    number: int
    text: str
    id: str | None = None
    problem: str = ""
    was_mended: bool = False


class Rows:
    """Streams the messages of a file. `share`: how much of it has been read, 0 … 1, or None if that is unknown.

    Raises Trouble if the file or its column is missing, or if it is not a file of messages.
    """

    def __init__(self, path: Path, column: str) -> None:
        if str(path) != "-" and path.suffix.lower() not in _SUFFIXES and not path.exists():
            raise Trouble(
                _("{file} is not a kind of file that can be read.").format(file=repr(path.name)),
                hint=_("Use .txt, .csv or .jsonl."),
                status=2,
            )
        self._path, self._column = path, column
        self._source: Source | None = None

    def __iter__(self) -> Iterator[InputRow]:
        kinds = {"lines": _lines, "table": _table, "objects": _objects}
        with opened(self._path) as source:
            self._source = source
            kind = kind_of(source.head, self._column, self._path.suffix.lower())
            yield from kinds[kind](source, self._column)
            self._source = None

    @property
    def share(self) -> float | None:
        source = self._source
        return None if source is None or source.taken is None else min(1.0, source.taken())


def row_of(number: int, text: str, raw: str, encoding: str = "UTF-8", id_: str | None = None) -> InputRow:
    """Return a row with its text, repaired if it is damaged; with a problem and no text if the repair is uncertain.

    `raw`: the text as it is in the file, with lone surrogates for bytes that are not text.
    """
    meant = text
    if is_lost(raw):
        if in_windows_code_page(raw) is None:
            return InputRow(number, "", id_, _("it is not {encoding} text").format(encoding=encoding))
        meant = in_windows_code_page(text) or text
    meant = mended(meant) or meant
    problem = _problem(meant, raw)
    return InputRow(number, "" if problem else meant, id_, problem, was_mended=not problem and meant != text)


def tell_mended(count: int, of: int | None = None) -> None:
    """Report on standard error how many texts were repaired."""
    if count:
        share = _("{count} of {of}") if of is not None else ngettext("{count} line", "{count} lines", count)
        told = ngettext(
            "middleway: {share} had letters damaged by another encoding, and was mended.",
            "middleway: {share} had letters damaged by another encoding, and were mended.",
            count,
        )
        print(told.format(share=share.format(count=count, of=of)), file=sys.stderr)


def _problem(text: str, raw: str) -> str:
    if "\0" in raw:
        return _("it holds a NUL byte")
    return _("it is damaged: UTF-8 that was read as another encoding") if looks_damaged(text) else ""


def _lines(source: Source, _column: str) -> Iterator[InputRow]:
    for number, line in enumerate(source.stream, 1):
        if line.strip():
            yield row_of(number, line.rstrip("\r\n"), line, source.encoding)


def _table(source: Source, column: str) -> Iterator[InputRow]:
    found = records(source.stream, _separator(source, column))
    names = next(found, ("", None, ""))[1] or []
    place, place_of_id = place_of(column, names), place_of("id", names)
    if place is None:
        raise _no_column(column, names)
    for number, (raw, cells, problem) in enumerate(found, 1):
        id_ = cells[place_of_id] if cells and place_of_id is not None else None
        if cells is None or not cells[place].strip():
            yield InputRow(number, "", id_, problem or _is_empty(column))
        else:
            yield row_of(number, cells[place], raw, source.encoding, id_)


def _separator(source: Source, column: str) -> str:
    """Return the separator of cells. If the first line only names it, that line is taken off the stream."""
    lines = [line for line in source.head.splitlines() if line.strip()] or [""]
    told = told_separator(lines[0])
    if told is None:
        return separator_of(lines[0], column)
    while not source.stream.readline().strip():
        pass
    return told


def _no_column(column: str, names: Cells) -> Trouble:
    there = "".join(map(printable, ", ".join(names))) or _("no header")
    count = sum(name.strip().casefold() == column.strip().casefold() for name in names)
    what = _("There is more than one column {column}.") if count else _("There is no column {column}.")
    hint = _("Name one with --text-column. Found: {there}.").format(there=there)
    return Trouble(what.format(column=repr(column)), hint=hint, status=2)


def _is_empty(column: str) -> str:
    return _("its {column} is empty").format(column=repr(column))


def _objects(source: Source, column: str) -> Iterator[InputRow]:
    for number, line in enumerate(source.stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield InputRow(number, "", problem=_("it is not JSON"))
            continue
        text = _joined(_value(record, column)) if isinstance(record, dict) else None
        if text is None:
            yield InputRow(number, "", problem=_("it has no text in {column}").format(column=repr(column)))
            continue
        id_ = _value(record, "id")
        named = id_ if id_ is None or isinstance(id_, str) else json.dumps(id_, ensure_ascii=False)
        # `line`, not `text`: JSON may hold half a character ("\\ud83d"), which can be read.
        yield (
            row_of(number, text, line, source.encoding, named)
            if text.strip()
            else InputRow(number, "", named, _is_empty(column))
        )


def _value(record: dict[str, object], key: str) -> object:
    """Return the value of a key; its case and the spaces around it need not match if only one key fits."""
    names = list(record)
    place = place_of(key, names)
    return None if place is None else record[names[place]]


def _joined(value: object) -> str | None:
    """Return a text; None if it is not one. A list is joined: Telegram writes bold words and links as pieces of it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not value:
        return None
    pieces = [piece.get("text") if isinstance(piece, dict) else piece for piece in value]
    return "".join(map(str, pieces)) if all(isinstance(piece, str) for piece in pieces) else None
