"""What a reading says. Frozen, comparable, JSON-able; it holds offsets and numbers, never the text itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from middleway.reading.labels import FIELDS, POSITIONS, QUIET, SPECTRA, WrittenBy

Json = dict[str, object]
_DIGITS = 4  # beyond the fourth digit a probability of this model is noise


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of the string that was read, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One field: its most likely value, how likely each is, and the words that show it.

    `probabilities` sum to 1 and are calibrated (docs/model-card.md), but for `risk`, which leans toward noticing.
    `evidence` and `reason` are empty when nothing was found: the value is the quiet one, or it is not sure.
    """

    value: str
    probabilities: Mapping[str, float]
    evidence: tuple[Span, ...] = ()
    reason: str = ""

    def as_json(self) -> Json:
        return {
            "value": self.value,
            "probabilities": {name: round(share, _DIGITS) for name, share in self.probabilities.items()},
            "evidence": [{"start": span.start, "end": span.end} for span in self.evidence],
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Spectrum(Choice):
    """A field with two wrong ends and a middle."""

    @property
    def presence(self) -> float:
        """0 … 1: how likely it is that this spectrum is touched at all."""
        return 1.0 - next(iter(self.probabilities.values()))

    @property
    def place(self) -> float:
        """-1 … +1: the mean position of the values that touch it; 0 is the middle, and also "nothing to tell"."""
        shares = list(self.probabilities.values())
        touched = sum(shares[1:])
        lean = sum(p * s for p, s in zip(POSITIONS, shares, strict=True) if p is not None)
        return lean / touched if touched > 1e-9 else 0.0

    def as_json(self) -> Json:
        whole = Choice.as_json(self)
        numbers = {"place": round(self.place, _DIGITS), "presence": round(self.presence, _DIGITS)}
        return {"value": whole.pop("value"), **numbers, **whole}


def kind_of(field: str) -> type[Choice]:
    """Return the class that holds a field: Spectrum for the four spectra, else Choice."""
    return Spectrum if field in SPECTRA else Choice


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that some words do: name a feeling, blame, ask. `probability` is that of its sentence."""

    value: str
    start: int
    end: int
    probability: float
    reason: str

    def as_json(self) -> Json:
        return {
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "probability": round(self.probability, _DIGITS),
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Fields:
    """The seven fields, read for one stretch of text."""

    awareness: Spectrum
    belonging: Spectrum
    warmth_self: Spectrum
    warmth_other: Spectrum
    response: Choice
    in_view: Choice
    risk: Choice

    def field(self, name: str) -> Choice:
        """Return the field called `name`, one of `labels.FIELDS`."""
        if name not in FIELDS:
            raise KeyError(name)
        found: Choice = getattr(self, name)
        return found

    def findings(self, unsure: tuple[str, ...]) -> tuple[str, ...]:
        """Names of the fields that say something and are sure."""
        return tuple(name for name in FIELDS if self.field(name).value != QUIET[name] and name not in unsure)

    def distance(self) -> float:
        """How far from the middle, 0 … 4: presence × |place|, summed over the four spectra."""
        spectra = [getattr(self, name) for name in SPECTRA]
        return float(sum(spectrum.presence * abs(spectrum.place) for spectrum in spectra))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reading: `fields` as its words read, among the others."""

    start: int
    end: int
    fields: Fields
    unsure: tuple[str, ...]

    def as_json(self) -> Json:
        return {"start": self.start, "end": self.end, **fields_as_json(self.fields), "unsure": list(self.unsure)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` returns.

    `language` is "en", "other" (not English) or "unknown" (too little to tell). Unless it is "en", nothing is claimed:
    every field is quiet, all are in `unsure`, and there are no parts. `written_by`: from whose side the reasons speak
    (`perspective.py`); the values are those of the codebook, in which "self" is whoever wrote.
    """

    fields: Fields
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    unsure: tuple[str, ...]
    language: str
    written_by: WrittenBy = "me"

    @property
    def at_risk(self) -> bool:
        """Whether `risk` is likelier than not to be there, sure or not: to miss someone is worse than to ask once
        too often.
        """
        return self.language == "en" and self.fields.risk.value != QUIET["risk"]

    @property
    def findings(self) -> tuple[str, ...]:
        """Names of the fields that say something and are sure, in the order of `labels.FIELDS`."""
        return self.fields.findings(self.unsure)

    def as_json(self) -> Json:
        """Return plain dictionaries, lists, strings and numbers, as docs/spec/reading-v1.schema.json describes them."""
        whose: Json = {} if self.written_by == "me" else {"written_by": self.written_by}
        return {
            **whose,
            **fields_as_json(self.fields),
            "parts": [part.as_json() for part in self.parts],
            "unsure": list(self.unsure),
            "language": self.language,
            "sentences": [sentence.as_json() for sentence in self.sentences],
        }


def fields_of(found: Mapping[str, Choice]) -> Fields:
    """Put the fields, by name, into their places; spectra must be of class Spectrum."""
    return Fields(**found)  # type: ignore[arg-type]  # the names tell the classes apart, which a mapping's type cannot


def fields_as_json(fields: Fields) -> Json:
    return {name: fields.field(name).as_json() for name in FIELDS}
