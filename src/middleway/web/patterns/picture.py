"""The loop with its words: what was counted, and what somebody says instead, which wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from middleway.loops import STAGES, Arrow, Box, Link, Loop, Moment, Node, drawing, loop
from middleway.web.patterns import words


@dataclass(frozen=True, slots=True)
class Place:
    """One box in words. `own`: what somebody put there; `choices`: (code, words, is it chosen) of what may stand there."""

    stage: str
    title: str
    text: str
    note: str
    is_guess: bool
    own: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow in words. `gone`: somebody says that it is not so; `own`: what they say of it."""

    name: str
    note: str
    gone: bool
    own: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`steps`: the boxes, each with the arrow that leads to it (None for the first). `is_corrected`: somebody changed something in it."""

    loop: Loop
    svg: SafeString
    steps: list[tuple[Way | None, Place]]
    title: str
    is_corrected: bool


def picture(moments: Sequence[Moment], tie: str, said: dict[str, Any], *, fixed: bool = False) -> Picture:
    """Return the loop of one person's moments. `said`: the content of a Correction, or {}; `fixed`: without links, to print."""
    nodes, arrows = said.get("nodes", {}), said.get("arrows", {})
    found = loop(moments, {stage: node["code"] for stage, node in nodes.items() if node.get("code")})
    places = [_place(node, nodes.get(node.stage, {}), tie) for node in found.nodes]
    ways = [_way(arrow, arrows.get(_name(arrow), {})) for arrow in found.arrows]
    title = str(words.LOOPS[found.name]) if found.name else _("What was seen so far")
    svg = drawing(
        [Box(one.stage, one.title, one.text, one.note, one.is_guess) for one in places],
        [Link(way.own or way.note, way.name, strong=arrow.is_more_than_chance, gone=way.gone) for way, arrow in zip(ways, found.arrows, strict=True)],
        title=_("The loop as a picture. The same stands below in words."),
        again=_("and round again"),
        links=None if fixed else {**{stage: f"#at-{stage}" for stage in STAGES}, **{way.name: f"#at-{way.name}" for way in ways}},
    )  # fmt: skip
    steps = list(zip([None, *ways], places, strict=True))
    # The words in it are escaped where it is drawn (`loops.svg`).
    return Picture(found, SafeString(svg), steps, title, bool(nodes or arrows))


def _name(arrow: Arrow) -> str:
    return f"{arrow.start}-{arrow.end}"


def _place(node: Node, said: dict[str, str], tie: str) -> Place:
    choices = words.of_stage(node.stage, tie)
    own = said.get("words", "")
    text = own or choices.get(node.code) or str(words.NOT_KNOWN)
    note = _("you say so") if own or said.get("code") else ""
    if node.code and not own and node.of:
        counted = _("%(count)d of %(of)d times") % {"count": node.count, "of": node.of}
        note = f"{counted}, {note}" if note else counted
    if node.guessed and node.code and not said:
        note = _("%(counted)s, a guess") % {"counted": note}
    offered = [(code, name, said.get("code") == code) for code, name in choices.items()]
    return Place(node.stage, str(words.STAGES[node.stage]), text, note, node.guessed and not said, own, offered)


def _way(arrow: Arrow, said: dict[str, Any]) -> Way:
    if not arrow.of:
        note = _("not known")
    elif arrow.is_few:
        note = _("%(count)d of %(of)d, too few to say") % {"count": arrow.count, "of": arrow.of}
    else:
        note = _("%(count)d of %(of)d") % {"count": arrow.count, "of": arrow.of}
    return Way(_name(arrow), note, bool(said.get("gone")), said.get("words", ""))
