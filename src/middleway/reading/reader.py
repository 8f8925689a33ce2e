"""From a text to its reading: the one place where the parts of this package meet."""

from dataclasses import dataclass, replace
from typing import Final

from middleway.reading.calibration import THRESHOLD, Calibration, calibration
from middleway.reading.errors import NotText, TextTooLong
from middleway.reading.evidence import carrying, spans
from middleway.reading.labels import FIELDS, PARTS, QUIET, VALUES
from middleway.reading.language import language
from middleway.reading.network import COLUMNS, Phrases, Reals, network, windows
from middleway.reading.phrases import phrases
from middleway.reading.reasons import FIELD_REASONS, PART_REASONS
from middleway.reading.result import Choice, Fields, Part, Reading, Sentence, fields_of, frozen, kind_of
from middleway.reading.sentences import sentences
from middleway.reading.tokens import Tokens, tokens

CHARACTER_LIMIT: Final = 20_000


def read(text: str) -> Reading:
    """Say where a text stands on the spectra, who is in view, what the words do, and which words show it.

    The same text always gives the same reading. Nothing but the text and the model decides it: no clock, network or
    environment. Safe to call from several threads. The first call loads the model.

    Raises NotText for anything but a string, TextTooLong above `CHARACTER_LIMIT` characters (code points), and
    ModelDamaged when the model's files are not those that were built.
    """
    if not isinstance(text, str):
        raise NotText(type(text).__name__)
    if len(text) > CHARACTER_LIMIT:
        raise TextTooLong(len(text), CHARACTER_LIMIT)
    model = network()
    cut = tokens(text, model.pieces)
    tongue = language(text)
    if tongue != "en" or not cut.ids:
        return nothing(tongue if cut.ids else "unknown")
    stretches = _ranges(cut, sentences(text))
    weighed = model.weigh(cut.ids, windows([tokens_of for _, _, tokens_of in stretches]))
    pieces = [phrases(text, cut, tokens_of) for _, _, tokens_of in stretches]
    flat = [piece for group in pieces for piece in group]
    return _Page(text, cut, flat, Phrases.of(weighed, flat, model.bias), calibration()).reading(stretches, pieces)


def nothing(tongue: str) -> Reading:
    """Return the reading that claims nothing."""

    def quiet(field: str) -> Choice:
        return kind_of(field)(QUIET[field], frozen(VALUES[field], [float(v == QUIET[field]) for v in VALUES[field]]))

    return Reading(fields_of({field: quiet(field) for field in FIELDS}), (), (), FIELDS, tongue)


def _ranges(cut: Tokens, found: list[tuple[int, int]]) -> list[tuple[int, int, range]]:
    """Give each sentence its words: (start, end, positions). Sentences without a word are dropped."""
    out: list[tuple[int, int, range]] = []
    at = 0
    for index, (start, end) in enumerate(found):
        first = at
        last = index == len(found) - 1
        while at < len(cut.ids) and (last or cut.starts[at] < end):
            at += 1
        if at > first:
            out.append((start, end, range(first, at)))
    return out


@dataclass(frozen=True, slots=True)
class _Page:
    """One text on its way to a reading."""

    text: str
    cut: Tokens
    pieces: list[range]
    pool: Phrases
    scale: Calibration

    def reading(self, stretches: list[tuple[int, int, range]], pieces: list[list[range]]) -> Reading:
        owned: list[range] = []
        for group in pieces:
            start = owned[-1].stop if owned else 0
            owned.append(range(start, start + len(group)))
        whole = range(len(self.pieces))
        fields, unsure = self.fields(whole)
        read_sentences = tuple(
            Sentence(start, end, *self.fields(of)) for (start, end, _), of in zip(stretches, owned, strict=True)
        )
        parts = tuple(part for of in owned for part in self.parts(of))
        return Reading(fields, parts, read_sentences, unsure, "en")

    def fields(self, of: range) -> tuple[Fields, tuple[str, ...]]:
        """Read the phrases `of`; return the fields, and the names of those that are unsure."""
        logits = self.pool.logits(slice(of.start, of.stop))
        found: dict[str, Choice] = {}
        unsure: list[str] = []
        for field in FIELDS:
            shares = self.scale.probabilities(logits[COLUMNS[field]], field)
            best = int(shares.argmax())
            choice = kind_of(field)(VALUES[field][best], frozen(VALUES[field], shares.tolist()))
            if shares[best] < THRESHOLD:
                unsure.append(field)
            elif choice.value != QUIET[field]:
                choice = self.shown(choice, field, of, best)
            found[field] = choice
        return fields_of(found), tuple(unsure)

    def shown(self, choice: Choice, field: str, of: range, best: int) -> Choice:
        """Add to a finding the words that carry it, and why."""

        def certainty(logits: Reals) -> Reals:
            return self.scale.probabilities(logits, field)[:, best]

        carriers = carrying(self.pool, of, COLUMNS[field], certainty)
        evidence = spans(self.text, self.cut, [self.pieces[p] for p in carriers])
        return replace(choice, evidence=evidence, reason=FIELD_REASONS[field, choice.value])

    def parts(self, of: range) -> list[Part]:
        """Return the parts of one sentence, each with the words that carry it, in the codebook's order."""
        logits = self.pool.logits(slice(of.start, of.stop))
        out: list[Part] = []
        for part in PARTS:
            columns = COLUMNS[part]
            share = float(self.scale.parts(logits[columns])[0])
            if share < self.scale.part_threshold[part]:
                continue
            carriers = carrying(self.pool, of, columns, lambda z: self.scale.parts(z)[:, 0])
            shown = spans(self.text, self.cut, [self.pieces[p] for p in carriers])
            out.extend(Part(part, span.start, span.end, share, PART_REASONS[part]) for span in shown[:1])
        return out
