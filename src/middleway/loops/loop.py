"""The loop: what set it off, my alarm, my move, their move, what it cost; and how often each arrow was seen.

A loop gets a name only if my move and theirs come together more often than by chance, or if hardly anything else
happens.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from middleway.loops.lag import Pair, Transition, counted, transition
from middleway.loops.moment import Moment
from middleway.loops.vocabulary import LOOPS, STAGES, classes, moves_of

FEW = 6  # with fewer moments in which both moves are known, no loop is named
_SEEN = 3  # times, at least
_LEVEL = 0.05  # the share of data sets without a loop that get a name, at most
_NEARLY_ALWAYS = 0.9  # of the moments: too few others are left to compare with, and none are needed
_ENOUGH_FOR_ALWAYS = 10
_OTHER = frozenset({"other"})
_CLASSES = {name: pair for pair, name in LOOPS.items()}
_MOVES = (STAGES.index("move"), STAGES.index("their_move"))

MomentKind = tuple[frozenset[str], ...]  # what was seen in one moment, for each stage
MomentKinds = Mapping[MomentKind, int]


@dataclass(frozen=True, slots=True)
class Node:
    """One stage: a code, or "" if nothing is known, seen in `count` of the `of` moments in which this stage is known.

    `guessed`: nobody said it; it was read from the writer's words, or it is about the other person.
    """

    stage: str
    code: str
    count: int
    of: int
    guessed: bool
    others: tuple[tuple[str, int], ...] = ()  # (code, count) of what else was seen there, the most frequent first


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one stage to the next: of the `of` moments in which both stages are known, `count` have both codes.

    See `lag.Transition` for `residual` and `p`.
    """

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
    """`name`: one of `vocabulary.LOOPS`, or "" if none is found. `known`: how many of the `moments` tell both moves.

    `nearly_always`: the loop is named for its frequency alone, because hardly any moment without it is left to compare.
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
    """Return the loop in the moments with one person.

    `chosen`: stage to the code that the writer puts there instead of the one found.
    """
    chosen = chosen or {}
    # Most moments are alike: each kind is kept once, with its count.
    kinds = Counter(one.stages for one in moments)
    name, always, known = _name(kinds)
    nodes = tuple(
        _guess(_node(at, stage, kinds, name, chosen.get(stage, "")), moments) for at, stage in enumerate(STAGES)
    )
    arrows = tuple(_arrow(at, before, after, kinds) for at, (before, after) in enumerate(pairwise(nodes)))
    return Loop(name, always, known, len(moments), nodes, arrows)


def _name(kinds: MomentKinds) -> tuple[str, bool, int]:
    """Return the name, whether it was given for frequency alone, and how many moments tell both moves."""
    pairs: Counter[Pair] = Counter()
    for (_, _, mine, theirs, _), count in kinds.items():
        if mine and theirs:
            # Moves without a class count too: the named ones are compared with them.
            pairs[classes(mine) or _OTHER, classes(theirs) or _OTHER] += count
    known = pairs.total()
    if known < FEW:
        return "", False, known
    named = [one for one in counted(pairs) if (one.given, one.then) in LOOPS]
    level = _level(named)
    sure = [one for one in named if one.p <= level and one.count >= _SEEN]
    if sure:
        first = min(sure, key=lambda one: (one.p, -one.count))
        return LOOPS[first.given, first.then], False, known
    for one in named:
        if one.of >= _ENOUGH_FOR_ALWAYS and one.count >= _NEARLY_ALWAYS * one.of:
            return LOOPS[one.given, one.then], True, known
    return "", False, known


def _level(tested: Sequence[Transition]) -> float:
    """Return the level of each test, such that at most _LEVEL of data sets without a loop get any name.

    It is Bonferroni's, over the tests that could be significant at all (Tarone 1990, doi 10.2307/2531456).
    """
    least = [one.least_p for one in tested]
    for k in range(1, len(least) + 1):
        if sum(p <= _LEVEL / k for p in least) <= k:
            return _LEVEL / k
    return _LEVEL


def _runs(kind: MomentKind, name: str) -> bool:
    """Whether the moment shows the named loop; without a name, every moment counts."""
    return not name or all(_CLASSES[name][side] in classes(kind[at]) for side, at in enumerate(_MOVES))


def _node(at: int, stage: str, kinds: MomentKinds, name: str, chosen: str) -> Node:
    """Return the stage with its code: the chosen one, else the most frequent while the loop ran, else of all."""
    everywhere: Counter[str] = Counter()
    while_it_ran: Counter[str] = Counter()
    for kind, count in kinds.items():
        runs = _runs(kind, name)
        for code in kind[at]:
            everywhere[code] += count
            if runs and _fits(stage, code, name):
                while_it_ran[code] += count
    here = while_it_ran or everywhere
    code = chosen or min(here, key=lambda each: (-here[each], -everywhere[each], each), default="")
    others = sorted(((each, n) for each, n in everywhere.items() if each != code), key=lambda one: (-one[1], one[0]))
    of = sum(count for kind, count in kinds.items() if kind[at])
    return Node(stage, code, everywhere[code], of, guessed=False, others=tuple(others))


def _guess(node: Node, moments: Sequence[Moment]) -> Node:
    """Return the node, marked as a guess if nobody said it in any of the moments that show it."""
    if node.stage == "their_move":
        return replace(node, guessed=not any(one.their_word for one in moments if node.code in one.their_moves))
    has = [one.moves_guessed for one in moments if node.code in one.moves] if node.stage == "move" else []
    return replace(node, guessed=bool(has) and all(has))


def _fits(stage: str, code: str, name: str) -> bool:
    """Whether a code may stand in the named loop: a move must be of the loop's class."""
    if not name or stage not in {"move", "their_move"}:
        return True
    mine, theirs = _CLASSES[name]
    return code in moves_of(mine if stage == "move" else theirs)


def _arrow(at: int, before: Node, after: Node, kinds: MomentKinds) -> Arrow:
    pairs: Counter[Pair] = Counter()
    for kind, count in kinds.items():
        pairs[kind[at], kind[at + 1]] += count
    found = transition(before.code, after.code, pairs)
    return Arrow(before.stage, after.stage, found.count, found.of, found.residual, found.p)
