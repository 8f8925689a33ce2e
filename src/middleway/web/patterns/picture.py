"""The loop in words and as a drawing: what was counted, and what the owner says instead, which wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from middleway.loops import LOOPS, STAGES, Arrow, Box, Link, Loop, Moment, Node, classes, drawing, loop
from middleway.web.drafts.addresses import mark_of
from middleway.web.patterns import words
from middleway.web.patterns.content import NOTHING_SAID, CorrectionContent, OwnWord

_BETWEEN = "move-their_move"  # the arrow that the name of a loop speaks of


@dataclass(frozen=True, slots=True)
class BoxInWords:
    """One box in words. `note`: how often, and how sure; `mark`: the same, shorter, for the drawing.

    `own`: the owner's words for it; `choices`: (code, words, whether chosen) of its list; `said`: what its form starts
    from.
    """

    stage: str
    title: str
    text: str
    note: str
    mark: str
    is_guess: bool
    is_corrected: bool
    own: str
    choices: list[tuple[str, str, bool]]
    said: str

    @property
    def seen(self) -> str:
        return mark_of(self.said)


@dataclass(frozen=True, slots=True)
class ArrowInWords:
    """One arrow in words. `mark`: what stands on it in the drawing, "" if nothing was counted; `is_seen`: it is drawn.

    `gone`: the owner says that it is not so; `own`: the owner's words for it; `said`: what its form starts from.
    """

    name: str
    mark: str
    note: str
    is_seen: bool
    gone: bool
    own: str
    said: str

    @property
    def is_corrected(self) -> bool:
        return self.gone or bool(self.own)

    @property
    def seen(self) -> str:
        return mark_of(self.said)


@dataclass(frozen=True, slots=True)
class Picture:
    """`steps`: the boxes, each with the arrow that leads to it (None for the first).

    `svg`: "" if there are too few moments and nothing was corrected. `is_corrected`: the owner changed something;
    `is_named_by_them`: they changed a move, or said that the arrow between the moves is not so.
    """

    loop: Loop
    svg: SafeString
    steps: list[tuple[ArrowInWords | None, BoxInWords]]
    title: str
    is_corrected: bool
    is_named_by_them: bool


def picture(moments: Sequence[Moment], tie: str, said: CorrectionContent, *, fixed: bool = False) -> Picture:
    """Return the loop in the moments with one person.

    `said`: how it was corrected; `fixed`: without links, to print.
    """
    nodes, arrows = said.nodes, said.arrows
    found = loop(moments, {stage: node.code for stage, node in nodes.items() if node.code})
    places = [_place(node, nodes.get(node.stage, NOTHING_SAID), tie) for node in found.nodes]
    ways = [
        _way(arrow, arrows.get(_name(arrow), NOTHING_SAID), is_counted=not (start.own or end.own))
        for arrow, (start, end) in zip(found.arrows, pairwise(places), strict=True)
    ]
    theirs = bool(nodes.keys() & {"move", "their_move"}) or arrows.get(_BETWEEN, NOTHING_SAID).gone
    steps = list(zip([None, *ways], places, strict=True))
    svg = "" if found.is_few and not said.says_anything else _drawn(found, places, ways, fixed=fixed)
    # `loops.svg` escapes the words in it.
    return Picture(
        found, SafeString(svg), steps, _title(found, places, ways, named_by_them=theirs), said.says_anything, theirs
    )


def _title(found: Loop, places: Sequence[BoxInWords], ways: Sequence[ArrowInWords], *, named_by_them: bool) -> str:
    """Return the loop's name: the one found, or the one that fits the moves as the owner corrected them."""
    if not named_by_them:
        return str(words.LOOPS[found.name]) if found.name else _("What was seen so far")
    mine, theirs = (found.node(stage).code for stage in ("move", "their_move"))
    is_own = any(place.own for place in places if place.stage in {"move", "their_move"})
    is_gone = any(way.gone for way in ways if way.name == _BETWEEN)
    for first in classes(frozenset({mine})):
        for then in classes(frozenset({theirs})):
            if (first, then) in LOOPS and not is_own and not is_gone:
                return str(words.LOOPS[LOOPS[first, then]])
    return _("How it goes, as you say it")


def _drawn(found: Loop, places: Sequence[BoxInWords], ways: Sequence[ArrowInWords], *, fixed: bool) -> str:
    return drawing(
        [Box(one.stage, one.title, one.text, one.mark, one.is_guess) for one in places],
        [
            Link(way.mark, way.name, strong=arrow.is_more_than_chance and bool(way.mark), gone=not way.is_seen)
            for way, arrow in zip(ways, found.arrows, strict=True)
        ],
        title=_("The loop as a picture. The same stands below in words."),
        again=_("and round again"),
        links=None
        if fixed
        else {**{stage: f"#at-{stage}" for stage in STAGES}, **{way.name: f"#at-{way.name}" for way in ways}},
    )


def _name(arrow: Arrow) -> str:
    return f"{arrow.start}-{arrow.end}"


def _place(node: Node, said: OwnWord, tie: str) -> BoxInWords:
    choices, own, is_corrected = words.of_stage(node.stage, tie), said.words, said != NOTHING_SAID
    text = own or words.told(node.stage, node.code, tie) or str(words.NOT_KNOWN)
    is_guess = node.guessed and bool(node.code) and not is_corrected
    note = mark = ""
    if node.code and not own and node.of:
        mark = _("%(count)d of %(of)d") % {"count": node.count, "of": node.of}
        note = _("%(counted)s times") % {"counted": mark}
    if own or said.code:
        note, mark = (
            _("%(counted)s, you say so") % {"counted": one} if one else _("you say so") for one in (note, mark)
        )
    elif is_guess:
        # Only the other person knows why they do it, and how it is for them.
        whose = (
            _("%(counted)s, as you saw it: a guess")
            if node.stage == "their_move"
            else _("%(counted)s, a guess from your words")
        )
        note, mark = whose % {"counted": note}, _("%(counted)s, a guess") % {"counted": mark}
    offered = [(code, name, said.code == code) for code, name in choices.items()]
    return BoxInWords(
        node.stage,
        str(words.STAGES[node.stage]),
        text,
        note,
        mark,
        is_guess,
        is_corrected,
        own,
        offered,
        said.in_its_form,
    )


def _way(arrow: Arrow, said: OwnWord, *, is_counted: bool) -> ArrowInWords:
    own, gone = said.words, said.gone
    count = _("%(count)d of %(of)d") % {"count": arrow.count, "of": arrow.of} if is_counted and arrow.count else ""
    if not is_counted:
        note = _("not counted: one of the two is in your own words")
    elif not arrow.count:
        note = _("not seen together yet")
    elif arrow.is_few:
        note = _("seen together: %(counted)s, too few to say") % {"counted": count}
    else:
        note = _("seen together: %(counted)s") % {"counted": count}
    is_seen = not gone and bool(own or arrow.count or not is_counted)
    return ArrowInWords(_name(arrow), own or count, note, is_seen, gone, own, said.in_its_form)
