"""The loop: what set it off, my alarm, my move, their move, what it cost, with how often each arrow was seen.

A loop has a name only where my move and theirs belong together more than chance would have it, or where hardly anything else happens.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from middleway.loops.lag import Transition, transitions
from middleway.loops.moment import Moment
from middleway.loops.vocabulary import LOOPS, STAGES, classes, moves_of

FEW = 6  # moments with both moves known: below that, nothing is named
_SEEN = 3  # times at least
_LEVEL = 0.05  # of data without any loop get a name, at most
_NEARLY_ALWAYS = 0.9  # of the moments: no comparison is left, and none is needed
_ENOUGH_FOR_ALWAYS = 10


@dataclass(frozen=True, slots=True)
class Node:
    """What stands at one stage: a code, or "" where nothing is known. Seen in `count` of the `of` moments that tell anything of this stage.

    `guessed`: nobody said it; it was read from words, or it is about the other.
    """

    stage: str
    code: str
    count: int
    of: int
    guessed: bool
    others: tuple[tuple[str, int], ...] = ()  # what else was seen there, the most frequent first


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one stage to the next. `count` of the `of` moments that tell of both have both; see `lag.Transition` for the others."""

    start: str
    end: str
    count: int
    of: int
    residual: float | None
    p: float

    @property
    def is_few(self) -> bool:
        return self.of < FEW

    @property
    def is_more_than_chance(self) -> bool:
        return not self.is_few and self.count >= _SEEN and self.p <= _LEVEL


@dataclass(frozen=True, slots=True)
class Loop:
    """`name`: of `vocabulary.LOOPS`, or "" when none can be told. `known`: the moments that tell what both did, of `moments`.

    `nearly_always`: the name comes from how often it was, since there is hardly a moment without it to compare with.
    """

    name: str
    nearly_always: bool
    known: int
    moments: int
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    @property
    def is_few(self) -> bool:
        """Whether there are too few moments to say anything."""
        return self.known < FEW

    def node(self, stage: str) -> Node:
        return self.nodes[STAGES.index(stage)]


def loop(moments: Sequence[Moment], chosen: Mapping[str, str] | None = None) -> Loop:
    """Return the loop of the moments with one person. `chosen`: stage to the code that somebody says belongs there; it wins."""
    chosen = chosen or {}
    pairs = [(classes(one.moves), classes(one.their_moves)) for one in moments if one.moves and one.their_moves]
    name, always = _name(pairs)
    runs = [name == "" or _runs(one, name) for one in moments]
    seen = {stage: [one.codes(stage) for one in moments] for stage in STAGES}
    nodes = tuple(_guess(_node(stage, seen[stage], runs, name, chosen.get(stage, "")), moments) for stage in STAGES)
    arrows = tuple(_arrow(before, after, seen) for before, after in pairwise(nodes))
    return Loop(name, always, len(pairs), len(moments), nodes, arrows)


def _name(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> tuple[str, bool]:
    """Return the name, and whether it comes from being there nearly always."""
    if len(pairs) < FEW:
        return "", False
    # Every moment counts, one of no class too: it is what the others are compared with.
    found = transitions([(mine or {"other"}, theirs or {"other"}) for mine, theirs in pairs])
    named = [one for one in found if (one.given, one.then) in LOOPS]
    level = _level(named)
    sure = [one for one in named if one.p <= level and one.count >= _SEEN]
    if sure:
        first = min(sure, key=lambda one: (one.p, -one.count))
        return LOOPS[first.given, first.then], False
    for one in named:
        if one.of >= _ENOUGH_FOR_ALWAYS and one.count >= _NEARLY_ALWAYS * one.of:
            return LOOPS[one.given, one.then], True
    return "", False


def _level(tested: Sequence[Transition]) -> float:
    """Return the level of each test, so that of data without a loop at most _LEVEL get any name.

    Bonferroni over the tests that could come out at all (Tarone 1990, doi 10.2307/2531456).
    """
    least = [one.least_p for one in tested]
    for k in range(1, len(least) + 1):
        if sum(p <= _LEVEL / k for p in least) <= k:
            return _LEVEL / k
    return _LEVEL


def _runs(moment: Moment, name: str) -> bool:
    mine, theirs = next(pair for pair, of in LOOPS.items() if of == name)
    return mine in classes(moment.moves) and theirs in classes(moment.their_moves)


def _node(stage: str, seen: Sequence[frozenset[str]], runs: Sequence[bool], name: str, chosen: str) -> Node:
    """Return what stands at a stage: what was chosen; else the most frequent while the loop ran, else the most frequent at all."""
    everywhere = Counter(chain.from_iterable(seen))
    while_it_ran = chain.from_iterable(codes for codes, runs_here in zip(seen, runs, strict=True) if runs_here)
    here = Counter(code for code in while_it_ran if _fits(stage, code, name)) or everywhere
    code = chosen or min(here, key=lambda each: (-here[each], -everywhere[each], each), default="")
    others = sorted(((each, n) for each, n in everywhere.items() if each != code), key=lambda one: (-one[1], one[0]))
    return Node(stage, code, everywhere[code], sum(map(bool, seen)), guessed=False, others=tuple(others))


def _guess(node: Node, moments: Sequence[Moment]) -> Node:
    """Return the node with whether it is a guess: nobody said it, of all the moments that show it."""
    if node.stage == "their_move":
        return replace(node, guessed=not any(one.their_word for one in moments if node.code in one.their_moves))
    has = [one.moves_guessed for one in moments if node.code in one.moves] if node.stage == "move" else []
    return replace(node, guessed=bool(has) and all(has))


def _fits(stage: str, code: str, name: str) -> bool:
    """Whether a move is one that the named loop is made of."""
    if not name or stage not in {"move", "their_move"}:
        return True
    mine, theirs = next(pair for pair, of in LOOPS.items() if of == name)
    return code in moves_of(mine if stage == "move" else theirs)


def _arrow(before: Node, after: Node, seen: Mapping[str, Sequence[frozenset[str]]]) -> Arrow:
    pairs = list(zip(seen[before.stage], seen[after.stage], strict=True))
    found = {(one.given, one.then): one for one in transitions(pairs)}
    of = sum(1 for first, second in pairs if first and second)
    one = found.get((before.code, after.code))
    return Arrow(
        before.stage, after.stage, one.count if one else 0, of, one.residual if one else None, one.p if one else 1.0
    )
