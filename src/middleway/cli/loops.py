"""The command `middleway loops`."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
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
        raise Trouble(str(error), hint="docs/loops.md has every column, and an example.") from error
    if not people:
        raise Trouble("There is no moment in the file.", hint="One row is one moment. docs/loops.md has an example.")
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
                raise Trouble(f"Line {number} cannot be read: {row.problem}.", hint="Save the file as CSV in UTF-8.")
            yield row.text
    tell_mended(mended)


def _drawn(person: str, found: Report) -> str:
    """Return a report in plain words, for a terminal."""
    loop = found.loop
    head = f"{_plain(person) or 'nobody named'}: {loop.moments} moments, {loop.known} of them tell what both did"
    if loop.is_few:
        name = "Too few to say what keeps happening."
    else:
        name = loop.name.replace("_", ", then ") if loop.name else "Nothing comes again more often than by chance."
    arrows = [
        f"  {_plain(loop.node(arrow.start).code) or '?'} -> {_plain(loop.node(arrow.end).code) or '?'}: "
        f"{arrow.count} of {arrow.of}"
        + (f", adjusted residual {arrow.residual:+.2f}" if arrow.residual is not None else "")
        + (f", p {arrow.p:.3f}" if not arrow.is_few else ", too few to say")
        for arrow in loop.arrows
    ]
    trends = [
        f"  {one.field}: {one.direction}, {one.slope:+.3f} a month ({one.low:+.3f} to {one.high:+.3f}), {one.days} days"
        for one in found.trends
        if one.slope is not None
    ]
    few = [one.field for one in found.trends if one.slope is None and one.points]
    rest = [f"  too few days for a direction: {', '.join(few)}"] if few else []
    return "\n".join([head, name, *arrows, *(["Trends:"] if trends or rest else []), *trends, *rest])


def _plain(text: str) -> str:
    """Return a name or code with nothing in it that can control a terminal, because it comes from a file."""
    return "".join(map(printable, text))
