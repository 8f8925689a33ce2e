"""Where a clause begins inside a sentence: plain English grammar over its words, made for messages.

A clause is bounded by marks, or by a joining word that begins a new subject and verb ("and I told", "because she
left"). What completes another clause stays with it ("I know you hate it", "that we come"): by itself it would show
nothing. Nothing is parsed; where it cannot be told, the clause goes on, since too many words are better than half of
what was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST: Final = 16  # words; what is longer is cut at a softer place, where there is one
LEAST: Final = 4  # words on either side of a softer cut
_STRONG: Final = frozenset(";:!?…—–)]")
_CLOSING: Final = "\"'“”»"
_JOINING: Final = _words("and but or so yet plus & nor")
_UNDER: Final = _words(
    "because cause cos cuz although though unless whereas while when whenever if until till since before after once"
)
_RELATIVE: Final = _words("that which who whose where why how what")
_BETWEEN: Final = _words("then now maybe perhaps still also even yesterday today later honestly suddenly")
_NOMINATIVE: Final = _words("i he she we they im ive ill id hes shes theyre")
_ALSO_OBJECTS: Final = _words(
    "you u it this that there nobody everybody everyone everything nothing somebody someone something people youre its"
)
_BEFORE_A_NOUN: Final = _words("my your his her our their the a an no every each these those all some another")
_VERBS: Final = _words(
    "am is are was were be been has have had do does did will would can could should may might must shall dont doesnt "
    "didnt wont wouldnt cant couldnt isnt arent wasnt werent aint never always just really still only get gets got "
    "feel feels felt want wants need needs say says said know knows knew think thinks thought tell tells told make "
    "makes made take takes took go goes went come comes came keep keeps kept leave leaves left hurt hurts love loves "
    "hate hates"
)
# After these, what sounds like a new clause completes the one before: "I know when you lie", "I hate it when you
# shout".
_TAKING: Final = _words(
    "it know knew wonder wondered ask asked see saw remember tell told say said think thought feel felt understand "
    "mean believe hope wish as even only just like than matter care sure not what more"
)
# After a comma these begin something new: a plea, a question, an order.
_OPENING: Final = _words(
    "please dont don't do just let lets let's can could would will what why how where who sorry thanks thank but"
)
# Words that show nothing when they stand by themselves.
_SLIGHT: Final = (
    _JOINING
    | _BETWEEN
    | _NOMINATIVE
    | _ALSO_OBJECTS
    | _BEFORE_A_NOUN
    | _words("know think mean guess suppose see well oh hey yes no ok okay of course please anyway um hm me")
)


@dataclass(frozen=True, slots=True)
class Written:
    """A word as written, marks at it included, and `bare`: in lower case without them."""

    text: str
    bare: str


def written(text: str) -> Written:
    return Written(text, text.lower().strip('.,;:!?…—–-()[]"“”„«»*_~'))


def starts(words: Sequence[Written]) -> list[int]:
    """Return the places at which the clauses of one sentence begin, the first of them 0.

    No clause is without a telling word, where the sentence has one.
    """
    if not words:
        return []
    hard = [0]
    for at in range(1, len(words)):
        if _begins(words, hard[-1], at):
            hard.append(at)
    kept = _with_enough(words, hard)
    ends = [*kept[1:], len(words)]
    return [place for first, last in zip(kept, ends, strict=True) for place in _soft(words, first, last)]


def _begins(words: Sequence[Written], first: int, at: int) -> bool:
    """Whether a clause begins at `at`, where the one before began at `first`."""
    before, here = words[at - 1], words[at]
    mark = before.text.rstrip(_CLOSING)[-1:]
    if mark in _STRONG or mark == "." or not before.bare or here.text[:1] in {"(", "["}:
        return True
    if mark == ",":
        return here.bare in _OPENING or _is_under(words[first]) or _has_subject(words, at) or _joins(words, at)
    return _joins(words, at) and (here.bare in _JOINING or before.bare not in _TAKING)


def _is_under(word: Written) -> bool:
    return word.bare in _UNDER


def _joins(words: Sequence[Written], at: int) -> bool:
    """Whether a joining word stands at `at`, and a new subject and verb behind it."""
    if words[at].bare not in _JOINING and words[at].bare not in _UNDER:
        return False
    place = at + 1
    while place < len(words) and place < at + 3 and words[place].bare in (_BETWEEN | _UNDER):
        place += 1
    return _has_subject(words, place)


def _has_subject(words: Sequence[Written], at: int) -> bool:
    """Whether a subject stands at `at`, and something behind it that may be its verb."""
    if at + 1 >= len(words) or not words[at].text[-1:].isalnum():
        return False
    base, quick = words[at].bare.partition("'")[0], "'" in words[at].bare
    follows = words[at + 1].bare
    if base in _NOMINATIVE or base in _ALSO_OBJECTS:
        return quick or (bool(follows) and follows not in _JOINING and follows not in _UNDER)
    if base in _BEFORE_A_NOUN:
        return any(_is_verb(words[place].bare) for place in range(at + 2, min(at + 5, len(words))))
    return words[at].text[:1].isupper() and _is_verb(follows)


def _is_verb(bare: str) -> bool:
    return bare in _VERBS or bare.endswith(("n't", "'ll", "'ve", "'d")) or (bare.endswith("ed") and len(bare) > 4)


def _tells(words: Sequence[Written], first: int, last: int) -> bool:
    """Whether a stretch shows anything by itself: two words or more, and not only such as stand for others."""
    bare = [word.bare for word in words[first:last] if word.bare]
    return len(bare) > 1 and any(one.partition("'")[0] not in _SLIGHT or "n't" in one for one in bare)


def _with_enough(words: Sequence[Written], places: list[int]) -> list[int]:
    """Join what tells nothing to what follows, or at the end to what stands before."""
    out = [0]
    for place in places[1:]:
        if _tells(words, out[-1], place):
            out.append(place)
    if len(out) > 1 and not _tells(words, out[-1], len(words)):
        out.pop()
    return out


def _soft(words: Sequence[Written], first: int, last: int) -> list[int]:
    """Cut a clause that is too long at a comma, else before a joining word, else before a subject; nearest the
    middle.
    """
    if last - first <= LONGEST:
        return [first]
    inner = range(first + LEAST, last - LEAST + 1)
    classes = (
        [at for at in inner if words[at - 1].text.endswith(",")],
        [at for at in inner if words[at].bare in _JOINING | _UNDER],
        [at for at in inner if words[at].bare in _RELATIVE],
        [at for at in inner if _stands_free(words, at)],
    )
    for places in classes:
        if places:
            middle = min(places, key=lambda at: abs(2 * at - first - last))
            return [*_soft(words, first, middle), *_soft(words, middle, last)]
    return [first]


def _stands_free(words: Sequence[Written], at: int) -> bool:
    """Whether a subject stands at `at`, as in words that run on without marks, and completes nothing before it."""
    base = words[at].bare.partition("'")[0]
    before = words[at - 1].bare
    held = _TAKING | _VERBS | _JOINING | _UNDER | _RELATIVE | _BETWEEN
    return (base in _NOMINATIVE or base in {"you", "u"}) and before not in held and _has_subject(words, at)
