"""One moment, as this package sees it: what happened in which order, and a few numbers, but nobody's words."""

from dataclasses import dataclass
from datetime import datetime

from middleway.loops.vocabulary import HEATS

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody did something to settle, and rated the heat again: `before` and `after`, 0 … 10, `minutes` apart."""

    practices: frozenset[str]
    before: float
    after: float
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """`at` is aware of its time zone. None or an empty set means "not known": a gap, and never a zero.

    `triggers`, `alarms`, `costs`, `done` (what was done on the way): codes that the caller chooses; the heat adds an
    alarm of `vocabulary.HEATS`. `moves`, `their_moves`: of `vocabulary.MOVES`. `moves_guessed`: the moves were read
    from words, nobody said them. `their_word`: the other person said what they did; otherwise it is a guess.
    Heat: 0 … 10. `minutes_back`: from the first rating to the first calm one. The spectra (`awareness` to
    `warmth_other`): -1 … +1, 0 is the middle. `fear`, `voice`, `heard`, `repair`: 0 … 1, how much of it there was.
    """

    at: datetime
    person: str = ""
    triggers: frozenset[str] = _NONE
    alarms: frozenset[str] = _NONE
    moves: frozenset[str] = _NONE
    moves_guessed: bool = False
    their_moves: frozenset[str] = _NONE
    their_word: bool = False
    costs: frozenset[str] = _NONE
    heat_before: float | None = None
    heat_after: float | None = None
    minutes_back: float | None = None
    awareness: float | None = None
    belonging: float | None = None
    warmth_self: float | None = None
    warmth_other: float | None = None
    fear: float | None = None
    voice: float | None = None
    heard: float | None = None
    repair: float | None = None
    unchanged: bool = False
    done: frozenset[str] = _NONE
    settled: tuple[Settled, ...] = ()

    @property
    def stages(self) -> tuple[frozenset[str], ...]:
        """What was seen at each stage, in the order of `vocabulary.STAGES`."""
        return self.triggers, self._alarm(), self.moves, self.their_moves, self.costs

    def _alarm(self) -> frozenset[str]:
        if self.heat_before is None:
            return self.alarms
        return self.alarms | {next(code for code, least in HEATS if self.heat_before >= least)}
