"""The field `risk` of a reading, by what is said outright: a statement needs no network, and a denial raises no
alarm.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from middleway.reading.labels import QUIET, VALUES
from middleway.reading.outright import Said, Statement, undenied
from middleway.reading.places import placed
from middleway.reading.reasons import reason
from middleway.reading.result import Choice, Fields, Reading, Sentence, Span
from middleway.reading.rules import Facts
from middleway.reading.shares import Shares

_OF_KIND: Final = {"crisis": "crisis", "danger": "danger", "threat": "danger"}  # the codebook's danger is both
_QUIET: Final = Choice(QUIET["risk"], Shares(VALUES["risk"], [1.0, 0.0, 0.0]))


def with_said(reading: Reading, text: str, said: Said, read: Callable[[str], Reading]) -> Reading:
    """Return the reading of a text with its risk, as a whole and in each sentence, put right.

    `read` reads a text with the network.
    """
    if said.denials:
        reading = _undenied(reading, text, said, read)
    if clear := tuple(one for one in said.statements if one.is_clear):
        reading = _stated(reading, clear)
    return reading


def _undenied(reading: Reading, text: str, said: Said, read: Callable[[str], Reading]) -> Reading:
    """Return the reading with the risk of what is left when what is denied is taken out."""
    kept = undenied(text, said)
    again = placed(read(kept.text), kept)
    fields, unsure = _with(reading.fields, reading.unsure, *_risk(again))
    return replace(
        reading, fields=fields, unsure=unsure, sentences=tuple(_as_in(one, again) for one in reading.sentences)
    )


def _as_in(sentence: Sentence, again: Reading) -> Sentence:
    """Return a sentence with the risk of what is left of it; nothing may be left."""
    left = next((one for one in again.sentences if one.start < sentence.end and sentence.start < one.end), None)
    fields, unsure = _with(sentence.fields, sentence.unsure, *(_risk(left) if left else (_QUIET, True)))
    return replace(sentence, fields=fields, unsure=unsure)


def _risk(of: Reading | Sentence) -> tuple[Choice, bool]:
    """Return the risk of a reading, and whether it is sure. What is no longer a text that can be read has none."""
    if isinstance(of, Reading) and of.language != "en":
        return _QUIET, True
    return of.fields.risk, "risk" not in of.unsure


def _stated(reading: Reading, statements: tuple[Statement, ...]) -> Reading:
    fields, unsure = _with_statements(reading.fields, reading.unsure, statements)
    sentences = tuple(_sentence(one, statements) for one in reading.sentences)
    return replace(reading, fields=fields, unsure=unsure, sentences=sentences)


def _sentence(sentence: Sentence, statements: tuple[Statement, ...]) -> Sentence:
    here = tuple(one for one in statements if one.start < sentence.end and sentence.start < one.end)
    if not here:
        return sentence
    fields, unsure = _with_statements(sentence.fields, sentence.unsure, here)
    return replace(sentence, fields=fields, unsure=unsure)


def _with_statements(
    fields: Fields, unsure: tuple[str, ...], statements: tuple[Statement, ...]
) -> tuple[Fields, tuple[str, ...]]:
    """Return the fields with what is stated."""
    value = min(_OF_KIND[one.kind] for one in statements)  # a crisis before a danger
    words = tuple(Span(one.start, one.end) for one in statements if _OF_KIND[one.kind] == value)
    shares = Shares(VALUES["risk"], [float(name == value) for name in VALUES["risk"]])
    why = reason("risk", value, Facts("", frozenset(), {}))
    return _with(fields, unsure, Choice(value, shares, evidence=words, reason=why), True)


def _with(fields: Fields, unsure: tuple[str, ...], risk: Choice, is_sure: bool) -> tuple[Fields, tuple[str, ...]]:
    others = tuple(name for name in unsure if name != "risk")
    return replace(fields, risk=risk), others if is_sure else (*others, "risk")
