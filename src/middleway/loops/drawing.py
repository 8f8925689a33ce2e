"""The loop as a picture: a ring of five boxes, with what is mine on the left and what is theirs on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from middleway.loops.svg import lines, picture, tag, words

_WIDTH, _BOX, _EDGE, _GAP = 360, 146, 3, 40
_TOP = (_WIDTH - _BOX) / 2
_LEFT, _RIGHT = _EDGE, _WIDTH - _EDGE - _BOX
_LINE, _LONGEST, _MOST = 16, 18, 4  # height of a line, characters in a line, lines in a box
_SMALL = 22  # characters in a line of small print: a title or a note
_ON_ARROW = 13  # characters: longer text would cover a box


@dataclass(frozen=True, slots=True)
class Box:
    """One box. `title` and `text`: its words; `note`: how often it was seen, may be ""; `guess`: it is drawn dashed."""

    stage: str
    title: str
    text: str
    note: str = ""
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One arrow. `text`: what stands on it, such as "5 of 8"; `name`: its key in `links`.

    `gone`: it is not drawn, because it was never seen, or because the writer says that it is not so.
    """

    text: str
    name: str
    strong: bool = False
    gone: bool = False


def drawing(
    boxes: Sequence[Box], arrows: Sequence[Link], *, title: str, again: str, links: Mapping[str, str] | None = None
) -> str:
    """Return SVG of five boxes, in the order of `vocabulary.STAGES`, and of the four arrows between them.

    `again`: the words on the last arrow, which leads back to the start and is not counted. `links`: a stage or an
    arrow's name, to an address.
    """
    links = links or {}
    texts = [_lines(box) for box in boxes]
    heights = [_LINE * sum(map(len, parts)) + 14 for parts in texts]
    first, second, third = heights[0], max(heights[1], heights[4]), max(heights[2], heights[3])
    rows = (_EDGE, _EDGE + first + _GAP, _EDGE + first + second + 2 * _GAP)
    places = ((_TOP, rows[0]), (_LEFT, rows[1]), (_LEFT, rows[2]), (_RIGHT, rows[2]), (_RIGHT, rows[1]))
    body = "".join(
        _linked(_box(box, parts, place, height), links.get(box.stage), f"{box.title}: {box.text}")
        for box, parts, place, height in zip(boxes, texts, places, heights, strict=True)
    )
    for arrow, path, (start, end) in zip(arrows, _paths(rows, heights), pairwise(boxes), strict=True):
        if not arrow.gone:
            body += _linked(_arrow(arrow, path), links.get(arrow.name), f"{start.title} → {end.title}: {arrow.text}")
    body += _back(rows, heights, again)
    return picture(body, _WIDTH, int(rows[2] + third + _EDGE), title, links=bool(links))


def _lines(box: Box) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of a box's title, text and note. Languages differ in how long they are."""
    note = lines(box.note, _SMALL, 2) if box.note else []
    return lines(box.title, _SMALL, 2), lines(box.text, _LONGEST, _MOST), note


def _box(box: Box, parts: tuple[list[str], list[str], list[str]], place: tuple[float, float], height: float) -> str:
    x, y = place
    title, text, note = parts
    found = tag(
        "rect",
        x=x,
        y=y,
        width=_BOX,
        height=height,
        rx=10,
        fill="none",
        pointer_events="all",
        stroke="currentColor",
        stroke_width=1.5,
        stroke_dasharray="5 4" if box.guess else "none",
        class_=f"box {'guess' if box.guess else 'said'}",
    )
    for number, line in enumerate(title, 1):
        found += words(line, x + 9, y + _LINE * number + 2, font_size=11, class_="title")
    for number, line in enumerate(text, len(title) + 1):
        found += words(line, x + 9, y + _LINE * number + 3, class_="text")
    for number, line in enumerate(reversed(note)):
        found += words(line, x + 9, y + height - 7 - _LINE * number, font_size=11, class_="note")
    return found


def _paths(rows: Sequence[float], heights: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Return (x1, y1, x2, y2) of each arrow: down on the left, across, and up on the right."""
    left, right = _LEFT + _BOX / 2, _RIGHT + _BOX / 2
    across = rows[2] + min(heights[2], heights[3]) / 2
    return [
        (_TOP + 30, rows[0] + heights[0], left, rows[1]),
        (left, rows[1] + heights[1], left, rows[2]),
        (_LEFT + _BOX, across, _RIGHT, across),
        (right, rows[2], right, rows[1] + heights[4]),
    ]


def _arrow(arrow: Link, path: tuple[float, float, float, float]) -> str:
    x1, y1, x2, y2 = path
    line = _line(path, stroke_width=2.5 if arrow.strong else 1.5)
    level = y1 == y2
    x, y = ((x1 + x2) / 2, y1 - 8) if level else ((x1 + x2) / 2 + 8, (y1 + y2) / 2 + 4)
    weight = "bold" if arrow.strong else "normal"
    anchor = "middle" if level else "start"
    left = x - 30 if level else min(x1, x2) - 10
    (text,) = lines(arrow.text, _ON_ARROW, 1)
    hit = tag("rect", "", x=left, y=y - 16, width=60 if level else 110, height=26, fill="none", pointer_events="all")
    return hit + line + words(text, x, y, font_size=11, font_weight=weight, text_anchor=anchor, class_="seen")


def _back(rows: Sequence[float], heights: Sequence[float], again: str) -> str:
    path = (_RIGHT + _BOX / 2, rows[1], _TOP + _BOX - 30, rows[0] + heights[0])
    return _line(path, stroke_width=1.5, stroke_dasharray="2 4", class_="again") + words(
        again, _WIDTH - _EDGE, rows[0] + heights[0] + 4, font_size=11, class_="note", text_anchor="end"
    )


def _line(path: tuple[float, float, float, float], **attributes: str | float) -> str:
    """Return a line with a head at its end.

    The head is a polygon, because a marker needs an id, and a page may hold two pictures.
    """
    x1, y1, x2, y2 = path
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    dx, dy = (x2 - x1) / length * 9, (y2 - y1) / length * 9
    head = (
        f"{x2:.1f},{y2:.1f} {x2 - dx - dy / 2:.1f},{y2 - dy + dx / 2:.1f} {x2 - dx + dy / 2:.1f},{y2 - dy - dx / 2:.1f}"
    )
    line = tag("line", "", x1=x1, y1=y1, x2=x2 - dx, y2=y2 - dy, stroke="currentColor", **attributes)
    return line + tag("polygon", points=head, fill="currentColor")


def _linked(body: str, address: str | None, name: str) -> str:
    return tag("a", body, href=address, aria_label=name) if address else tag("g", body)
