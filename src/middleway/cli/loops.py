"""The command `middleway loops`."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from middleway.cli.drawing import printable
from middleway.cli.rows import row_of, tell_mended
from middleway.cli.sources import opened
from middleway.cli.trouble import Trouble
from middleway.loops import LoopError, Moment, Report, moments_from, report, svg


def run(options: argparse.Namespace) -> int:
    """Print the loops in a file, person by person, and return 0. Raises Trouble, also if there is no moment."""
    people: dict[str, list[Moment]] = defaultdict(list)
    try:
        for moment in moments_from(_lines(options.file)):
            people[moment.person].append(moment)
    except LoopError as error:
        raise Trouble(error.told(_), hint=_("docs/loops.md has every column, and an example.")) from error
    if not people:
        raise Trouble(
            _("There is no moment in the file."), hint=_("One row is one moment. docs/loops.md has an example.")
        )
    for number, (person, moments) in enumerate(sorted(people.items()), 1):
        found = report(moments)
        print(json.dumps({"person": person} | found.as_json()) if options.json else _drawn(person, found))
        if options.svg:
            options.svg.mkdir(parents=True, exist_ok=True)
            # The file has a number, and not the name: others may see the names of files.
            (options.svg / f"loop-{number}.svg").write_text(svg(found.loop) + "\n", "utf-8")
    return 0


def _lines(file: Path) -> Iterator[str]:
    """Yield the lines. Raises Trouble at a line that is not text, because moments are counted all or not at all."""
    mended = 0
    with opened(file) as source:
        for number, line in enumerate(source.stream, 1):
            row = row_of(number, line, line, source.encoding)
            mended += row.was_mended
            if row.problem:
                raise Trouble(
                    _("Line {number} cannot be read: {why}.").format(number=number, why=row.problem),
                    hint=_("Save the file as CSV in UTF-8."),
                )
            yield row.text
    tell_mended(mended)


def _drawn(person: str, found: Report) -> str:
    """Return a report in plain words, for a terminal."""
    loop = found.loop
    head = _("{who}: {moments} moments, {known} of them tell what both did").format(
        who=_plain(person) or _("nobody named"), moments=loop.moments, known=loop.known
    )
    if loop.is_few:
        name = _("Too few to say what keeps happening.")
    else:
        name = (
            loop.name.replace("_", _(", then ")) if loop.name else _("Nothing comes again more often than by chance.")
        )
    arrows = [
        f"  {_plain(loop.node(arrow.start).code) or '?'} -> {_plain(loop.node(arrow.end).code) or '?'}: "
        + _("{count} of {of}").format(count=arrow.count, of=arrow.of)
        + (
            _(", adjusted residual {residual:+.2f}").format(residual=arrow.residual)
            if arrow.residual is not None
            else ""
        )
        + (f", p {arrow.p:.3f}" if not arrow.is_few else _(", too few to say"))
        for arrow in loop.arrows
    ]
    trends = [
        f"  {one.field}: "
        + _("{direction}, {slope:+.3f} a month ({low:+.3f} to {high:+.3f}), {days} days").format(
            direction=one.direction, slope=one.slope, low=one.low, high=one.high, days=one.days
        )
        for one in found.trends
        if one.slope is not None
    ]
    few = [one.field for one in found.trends if one.slope is None and one.points]
    rest = ["  " + _("too few days for a direction: {fields}").format(fields=", ".join(few))] if few else []
    return "\n".join([head, name, *arrows, *([_("Trends:")] if trends or rest else []), *trends, *rest])


def _plain(text: str) -> str:
    """Return a name or code with nothing in it that can control a terminal, because it comes from a file."""
    return "".join(map(printable, text))
