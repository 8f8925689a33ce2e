"""Signs of danger in a text: what it says outright first, then what the network sees between the lines.

    >>> from middleway.reading import signs
    >>> [sign.kind for sign in signs("He said he would find me if I left.")]
    ['danger']

A plain statement ("he choked me") is a clear sign whatever the network makes of it, and what is plainly denied ("he has
never hit me") is not shown to the network at all. It misses some, and sees some where there are none
(docs/model-card.md). No sign is never a sign of safety.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from middleway.reading.calibration import risk_scale
from middleway.reading.direction import direction
from middleway.reading.errors import NotText
from middleway.reading.evidence import carrying, spans
from middleway.reading.folding import Folded, folded
from middleway.reading.labels import RISKS
from middleway.reading.looks import Looked, looked
from middleway.reading.network import SIGNS
from middleway.reading.outright import Said, Statement, said, undenied
from middleway.reading.places import placed_spans
from middleway.reading.result import Span

Kind = Literal["crisis", "danger", "threat"]
LEAST: Final = 0.5  # a share from which on there is a sign


@dataclass(frozen=True, slots=True)
class Sign:
    """What some passage of a text speaks of.

    `crisis`: the writer may harm themselves; `danger`: the writer is hurt, afraid or not free with somebody; `threat`:
    somebody is hurt by the writer, or afraid of them. `share`, 0 … 1: how likely that passage speaks of any of the
    three; 1 where it is said outright. `is_clear`: it is said outright, or that share is so high that few harmless
    texts reach it (docs/model-card.md). `evidence`: the words that carry it.
    """

    kind: Kind
    share: float
    is_clear: bool
    evidence: tuple[Span, ...]
    is_theirs: bool = (
        False  # somebody else's: of whoever sent the message, or of the one the text is about (`sides.py`)
    )


@dataclass(frozen=True, slots=True)
class _Guess:
    """What the network makes of `text[start:end]`."""

    sign: Sign
    start: int
    end: int


def signs(text: str) -> tuple[Sign, ...]:
    """Return the strongest sign of each kind: those that are clear first, each the strongest first.

    Of any length; the time it takes grows with it (docs/model-card.md, "Speed"). Raises NotText, ModelDamaged.
    """
    if not isinstance(text, str):
        raise NotText(type(text).__name__)
    whole = folded(text)
    plain = said(whole.text)
    kept = undenied(whole.text, plain)
    guessed = [_placed(guess, kept) for guess in _signs(kept.text)]
    return tuple(
        replace(sign, evidence=placed_spans(sign.evidence, whole)) for sign in _together(whole.text, plain, guessed)
    )


def _together(text: str, plain: Said, guessed: list[_Guess]) -> list[Sign]:
    """Put what is said outright before what the network guesses: of one kind the stronger counts, and who hurts whom
    is told by the words.
    """
    found: dict[Kind, Sign] = {}
    for guess in guessed:
        sign = replace(guess.sign, kind=_who_hurts_whom(text, guess, plain.statements))
        before = found.get(sign.kind)
        if before is None or (sign.is_clear, sign.share) > (before.is_clear, before.share):
            found[sign.kind] = sign
    clear = [one for one in plain.statements if one.is_clear]
    for kind in {one.kind for one in clear}:
        found[kind] = Sign(kind, 1.0, True, tuple(Span(one.start, one.end) for one in clear if one.kind == kind))
    return sorted(found.values(), key=lambda one: (not one.is_clear, -one.share, one.kind))


def _who_hurts_whom(text: str, guess: _Guess, statements: tuple[Statement, ...]) -> Kind:
    """Return the guess's kind; of danger and threat the one that the statements of its passage say, or else the order
    of its words, where they say only one of them.

    The network knows that "he hits me" and "I hit him" speak of harm, and often not of whose.
    """
    here = {one.kind for one in statements if one.start < guess.end and guess.start < one.end} - {"crisis"}
    if guess.sign.kind == "crisis":
        return "crisis"
    told = here.pop() if len(here) == 1 else direction(text[guess.start : guess.end])
    return told or guess.sign.kind


def _placed(guess: _Guess, kept: Folded) -> _Guess:
    """Count a guess in the text that this was kept of."""
    start, end = kept.place(guess.start, guess.end)
    return _Guess(replace(guess.sign, evidence=placed_spans(guess.sign.evidence, kept)), start, end)


def _signs(text: str) -> list[_Guess]:
    """Return the signs that the network sees in a text, the strongest of each kind."""
    seen_as, scale = looked(text), risk_scale()
    found: dict[int, tuple[bool, float, int]] = {}
    for place, look in enumerate(seen_as.looks if seen_as else ()):
        plenty = scale.clear_from(look.kind, by_itself=look.is_alone) if look.is_held else 1.0
        is_clear = look.share >= plenty
        is_sign = look.share >= LEAST and (is_clear or not look.is_alone)
        if is_sign and (is_clear, look.share) > found.get(look.kind, (False, 0.0))[:2]:
            found[look.kind] = (is_clear, look.share, place)
    return [_guess(text, seen_as, kind, *of) for kind, of in found.items()] if seen_as else []


def _guess(text: str, seen_as: Looked, kind: int, is_clear: bool, share: float, place: int) -> _Guess:
    scale, group, words = risk_scale(), seen_as.groups[place], seen_as.words[place]
    carriers = carrying(seen_as.pool, group, SIGNS, lambda logits: scale.probabilities(logits)[:, kind])
    evidence = spans(text, seen_as.cut, [seen_as.flat[at] for at in carriers])
    sign = Sign(RISKS[kind], share, is_clear, evidence)  # type: ignore[arg-type]
    return _Guess(sign, seen_as.cut.starts[words.start], seen_as.cut.ends[words.stop - 1])
