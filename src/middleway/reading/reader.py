"""From a text to its reading: the one place where the parts of this package meet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from middleway.reading.because import reasoned
from middleway.reading.calibration import Calibration, calibration, risk_scale
from middleway.reading.errors import NotText, TextTooDense, TextTooLong
from middleway.reading.evidence import carrying, spans
from middleway.reading.folding import folded
from middleway.reading.labels import FIELDS, PARTS, QUIET, VALUES, WrittenBy
from middleway.reading.language import language
from middleway.reading.network import COLUMNS, SIGNS, Phrases, Reals, network, windows
from middleway.reading.outright import said
from middleway.reading.parts import held
from middleway.reading.passages import clear_risk, passages
from middleway.reading.perspective import checked, told
from middleway.reading.phrases import phrases, ranges
from middleway.reading.places import placed
from middleway.reading.quiet import nothing
from middleway.reading.reasons import PART_REASONS
from middleway.reading.result import Choice, Fields, Part, Reading, Sentence, fields_of, kind_of
from middleway.reading.sentences import sentences
from middleway.reading.shares import Shares
from middleway.reading.stated import with_said
from middleway.reading.tokens import Tokens, tokens

CHARACTER_LIMIT: Final = 20_000
WORD_LIMIT: Final = 10_000  # words, word pieces and marks; 20,000 characters of English have about half of that
MANY_SENTENCES: Final = 200  # above this, a sentence's finding is shown by the whole sentence
_ALL_PARTS: Final = slice(COLUMNS[PARTS[0]].start, COLUMNS[PARTS[-1]].stop)


def read(text: str, *, written_by: WrittenBy = "me") -> Reading:
    """Say where a text stands on the spectra, who is in view, what the words do, and which words show it.

    `written_by`: "me", by the one who will see the reading; "them", by somebody else, to that one; "about", by that
    one, about somebody. It changes from whose side the reasons speak, and with "about" what is sure (`perspective.py`).

    The same text always gives the same reading. Nothing but the text and the model decides it: no clock, network or
    environment. Safe to call from several threads. The first call loads the model.

    Raises NotText for anything but a string, TextTooLong above `CHARACTER_LIMIT` characters (code points), TextTooDense
    above `WORD_LIMIT` words and marks, UnknownWriter for another `written_by`, and ModelDamaged when the model's files
    are not those that were built.
    """
    if not isinstance(text, str):
        raise NotText(type(text).__name__)
    if len(text) > CHARACTER_LIMIT:
        raise TextTooLong(len(text), CHARACTER_LIMIT)
    written_by, whole = checked(written_by), folded(text)
    return told(placed(_read(whole.text), whole), written_by)


def _read(text: str) -> Reading:
    found = _guessed(text)
    return with_said(found, text, said(text), _guessed) if found.language == "en" else found


def _guessed(text: str) -> Reading:
    """Read what is seen of a text with the network alone."""
    model = network()
    cut = tokens(text, model.pieces)
    if len(cut.ids) > WORD_LIMIT:
        raise TextTooDense(WORD_LIMIT)
    tongue = language(text)
    if tongue != "en" or not cut.ids:
        return nothing(tongue if cut.ids else "unknown")
    stretches = ranges(cut, sentences(text))
    passes = windows([tokens_of for _, _, tokens_of in stretches])
    weighed = model.weigh(cut.ids, passes)
    pieces = [phrases(text, cut, tokens_of) for _, _, tokens_of in stretches]
    flat = [piece for group in pieces for piece in group]
    page = _Page(text, cut, flat, Phrases.of(weighed, flat, model.bias), calibration(), passes)
    return reasoned(page.reading(stretches, pieces), text)


def _best(field: str, shares: list[float]) -> int:
    """Return the likeliest value; of `risk` the likeliest that is one, as soon as some risk is as likely as none."""
    if field == "risk":
        return 0 if shares[0] > 1 / 2 else shares.index(max(shares[1:]), 1)
    return shares.index(max(shares))


@dataclass(frozen=True, slots=True)
class _Page:
    """One text on its way to a reading."""

    text: str
    cut: Tokens
    pieces: list[range]
    pool: Phrases
    scale: Calibration
    passes: list[range]
    brief: bool = False

    def reading(self, stretches: list[tuple[int, int, range]], pieces: list[list[range]]) -> Reading:
        owned: list[range] = []
        for group in pieces:
            start = owned[-1].stop if owned else 0
            owned.append(range(start, start + len(group)))
        if len(owned) > MANY_SENTENCES:
            return replace(self, brief=True).whole(stretches, owned)
        return self.whole(stretches, owned)

    def whole(self, stretches: list[tuple[int, int, range]], owned: list[range]) -> Reading:
        """Read the text and its sentences; `owned` are the phrases of each."""
        of = [range(len(self.pieces)), *owned]
        logits = self.pool.logits(of)
        (fields, unsure), *each = self.fields(of, logits)
        fields, unsure = self.with_risk_of_any_passage(fields, unsure, owned)
        read_sentences = tuple(
            Sentence(start, end, *found) for (start, end, _), found in zip(stretches, each, strict=True)
        )
        parts = tuple(
            part for at, group in enumerate(owned, 1) for part in self.parts(stretches[at - 1], group, logits[at])
        )
        return Reading(fields, parts, read_sentences, unsure, "en")

    def with_risk_of_any_passage(
        self, fields: Fields, unsure: tuple[str, ...], owned: list[range]
    ) -> tuple[Fields, tuple[str, ...]]:
        """Let no long text water down what one passage of it says: a clear risk in any is the risk of the whole."""
        if fields.risk.value != QUIET["risk"]:
            return fields, unsure
        found = clear_risk(self.pool, passages(self.pieces, self.passes, owned), owned)
        if found is None:
            return fields, unsure
        group, shares = found
        risk, doubtful = self.one(group, {"risk": shares})
        others = tuple(field for field in unsure if field != "risk")
        return replace(fields, risk=risk["risk"]), (*others, *doubtful)

    def fields(self, of: list[range], logits: Reals) -> list[tuple[Fields, tuple[str, ...]]]:
        """Read each group of phrases; return its fields, and the names of those that are unsure."""
        shares = {field: self.scale.probabilities(logits[:, COLUMNS[field]], field).tolist() for field in FIELDS}
        shares["risk"] = risk_scale().in_the_codebook(logits[:, SIGNS]).tolist()
        read_groups = (self.one(group, {field: shares[field][at] for field in FIELDS}) for at, group in enumerate(of))
        return [(fields_of(found), unsure) for found, unsure in read_groups]

    def one(self, of: range, shares: dict[str, list[float]]) -> tuple[dict[str, Choice], tuple[str, ...]]:
        """Read the named fields of one group of phrases; return them, and the names of those that are unsure."""
        found: dict[str, Choice] = {}
        unsure: list[str] = []
        for field, row in shares.items():
            best = _best(field, row)
            choice = kind_of(field)(VALUES[field][best], Shares(VALUES[field], row))
            if row[best] < self.scale.sure_from[field][best]:
                unsure.append(field)
            elif choice.value != QUIET[field]:
                choice = self.shown(choice, field, of, best)
            found[field] = choice
        return found, tuple(unsure)

    def shown(self, choice: Choice, field: str, of: range, best: int) -> Choice:
        """Add to a finding the words that carry it."""

        def certainty(logits: Reals) -> Reals:
            shares = (
                risk_scale().in_the_codebook(logits) if field == "risk" else self.scale.probabilities(logits, field)
            )
            return shares[:, best]

        carriers = self.carriers(of, SIGNS if field == "risk" else COLUMNS[field], certainty)
        evidence = spans(self.text, self.cut, [self.pieces[p] for p in carriers])
        return replace(choice, evidence=evidence)

    def carriers(self, of: range, columns: slice, certainty: Callable[[Reals], Reals]) -> list[int]:
        """Return the phrases of `of` that carry a finding, the strongest first."""
        if self.brief and len(of) < len(self.pieces):
            return list(of)
        return carrying(self.pool, of, columns, certainty)

    def parts(self, sentence: tuple[int, int, range], of: range, logits: Reals) -> list[Part]:
        """Return the parts of one sentence, each with the clause that carries it, in the codebook's order."""
        start, end, _ = sentence
        out: list[Part] = []
        shares = self.scale.parts(logits[_ALL_PARTS]).tolist()
        for one in held(self.text[start:end], shares, self.scale.part_threshold):
            clause = self.clause_at(of, start + one.place) if one.place is not None else self.heaviest(of, one.part)
            shown = spans(self.text, self.cut, [self.pieces[clause]])
            out.extend(Part(one.part, span.start, span.end, one.share, PART_REASONS[one.part]) for span in shown)
        return out

    def clause_at(self, of: range, place: int) -> int:
        """Return the clause of `of` in which the character at `place` stands."""
        return next((at for at in of if self.cut.ends[self.pieces[at].stop - 1] > place), of[-1])

    def heaviest(self, of: range, part: str) -> int:
        """Return the clause of `of` that carries a part most."""
        return self.carriers(of, COLUMNS[part], lambda z: self.scale.parts(z)[:, 0])[0]
