"""The command `middleway read`."""

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from gettext import gettext as _

from middleway.cli.drawing import drawn
from middleway.cli.progress import ProgressLine
from middleway.cli.rows import InputRow, Rows, row_of, tell_mended
from middleway.cli.sources import standard_input, whole_text
from middleway.cli.trouble import Trouble
from middleway.reading import Reading, ReadingError, TextTooDense, TextTooLong, WrittenBy, read, read_many, telling


def run(options: argparse.Namespace) -> int:
    """Read a text or a file of messages, print the readings, and return 0. Raises Trouble if nothing could be read."""
    if options.text is not None and options.file is not None:
        raise Trouble(_("Give a text or --file, not both."), hint=_("Leave one of them out."), status=2)
    if options.file is not None:
        return _many(Rows(options.file, options.text_column), options)
    text, encoding = (options.text, "UTF-8") if options.text is not None else _standard_input()
    if not text.strip():
        raise Trouble(
            _("There is no text."), hint=_('Try: middleway read "I felt hurt when the plan changed."'), status=2
        )
    row = row_of(1, text, text, encoding)
    if row.problem:
        raise Trouble(
            _("This text cannot be read: {why}.").format(why=row.problem), hint=_("Save it as UTF-8 and try again.")
        )
    return _many([row], options)


def _standard_input() -> tuple[str, str]:
    if standard_input().isatty():
        print(_("Type or paste your text, then press Ctrl-D on a new line."), file=sys.stderr)
    return whole_text()


def _many(source: Iterable[InputRow], options: argparse.Namespace) -> int:
    progress = ProgressLine(lambda: source.share if isinstance(source, Rows) else None)
    count = mended = 0
    written_by: WrittenBy = "them" if options.received else "me"
    for row, reading in _readings(source, written_by, bulk=options.bulk):
        if count and not options.json:
            print("\n" + "─" * 40 + "\n")
        print(_object(row, reading) if options.json else drawn(row.text, reading))
        count += 1
        mended += row.was_mended
        progress.at(count)
    progress.done()
    tell_mended(mended, count)
    if not count:
        raise Trouble(
            _("No message could be read."),
            hint=_("Each row that was left out is named above; if none was, it is empty."),
        )
    return 0


def _readings(source: Iterable[InputRow], written_by: WrittenBy, *, bulk: bool) -> Iterator[tuple[InputRow, Reading]]:
    """Yield each row with its reading, in order. Rows that cannot be read are named on standard error and left out."""
    for row, result in (_in_bulk if bulk else _one_by_one)(source, written_by):
        if isinstance(result, ReadingError):
            _left_out(row, result.told(_))
        else:
            yield row, result


def _one_by_one(source: Iterable[InputRow], written_by: WrittenBy) -> Iterator[tuple[InputRow, Reading | ReadingError]]:
    for row in _sound(source):
        try:
            yield row, read(row.text, written_by=written_by)
        except (TextTooLong, TextTooDense) as error:
            yield row, error


def _in_bulk(source: Iterable[InputRow], written_by: WrittenBy) -> Iterator[tuple[InputRow, Reading | ReadingError]]:
    kept: deque[InputRow] = deque()  # the rows that the bulk reader has now: a few blocks at most

    def texts() -> Iterator[str]:
        for row in _sound(source):
            kept.append(row)
            yield row.text

    for result in read_many(texts(), written_by=written_by):
        yield kept.popleft(), result


def _sound(source: Iterable[InputRow]) -> Iterator[InputRow]:
    for row in source:
        if row.problem:
            _left_out(row, row.problem)
        else:
            yield row


def _left_out(row: InputRow, why: str) -> None:
    print(_("middleway: row {number} was left out: {why}").format(number=row.number, why=why), file=sys.stderr)


def _object(row: InputRow, reading: Reading) -> str:
    head: dict[str, object] = {"row": row.number}
    if row.id is not None:
        head["id"] = row.id
    told = [one.as_json() for one in telling(reading, row.text)]
    return json.dumps(head | reading.as_json() | ({"telling": told} if told else {}))
