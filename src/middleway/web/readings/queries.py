"""A reading in plain words, ready for the template."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from middleway.reading import Note, Reading, Segment, Spectrum, WrittenBy, notes, read, segments, telling
from middleway.reading.labels import SPECTRA, VALUES
from middleway.web.readings.voices import VOICES, Scale, Voice

NAMES = {
    "risk": _("Safety"),
    "observation": _("What happened"),
    "feeling": _("A feeling"),
    "need": _("A need"),
    "request": _("A request"),
    "limit": _("A limit"),
    "blame": _("Blame"),
    "absolute": _("All or nothing"),
    "label": _("A label"),
    "mind_reading": _("Mind-reading"),
    "demand": _("A demand"),
    "apology": _("Owning something"),
    "appreciation": _("Thanks or praise"),
    "validation": _("That makes sense"),
    "curiosity": _("A real question"),
    "reassurance": _("Comfort"),
}
NOT_SO = _("You say that this is not so. That counts.")
UNTOUCHED, UNSURE = _("The words do not show this."), _("Not sure. It could be read in more than one way.")
NOT_READ = {
    "other": _("This does not look like English. Middleway reads English only, so it does not guess."),
    "unknown": _("There is too little here to tell anything. One whole sentence is enough."),
}
DRAWING_START, DRAWING_WIDTH = 20, 280  # in the SVG's units, of which it has 320
PartOfLine = Literal["low", "middle", "high"]
_PARTS: Final[tuple[PartOfLine, ...]] = ("low", "middle", "high")
_BETWEEN: Final[dict[PartOfLine, tuple[int, int]]] = {"low": (20, 100), "middle": (120, 200), "high": (220, 300)}


@dataclass(frozen=True, slots=True)
class SpectrumLine:
    """One spectrum as drawn. `x`: where the mark stands, None if there is none, and then nothing is drawn.

    `at`: the part of the line that is touched; the mark stands in it.
    """

    name: str
    ends: Scale
    x: int | None
    sentence: Promise
    at: PartOfLine | Literal[""] = ""

    @property
    def tone(self) -> str:
        """The meaning of the mark's colour. Only warmth has one at its ends: being sad or alone is no fault."""
        if self.at == "middle":
            return "amid"
        return {"low": "cold", "high": "giving"}.get(self.at, "") if self.name.startswith("warmth") else ""


@dataclass(frozen=True, slots=True)
class ReasonInWords:
    """One finding, and the reason for it, in words. `number` stands beside the words that show it."""

    number: int
    name: str
    title: Promise
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said first of all, and the field that it comes from."""

    name: str
    words: Promise


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of a long text, and what it shows about the field `name`; a guess if it is not `sure`."""

    name: str
    words: str
    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A whole reading, in the words of `voice`.

    `parts`: what the text contains, in the terms of `middleway.reading`, such as a need, a request, blame. `found`: the
    values that are sure, by field. `told`: the clearest sentences of a long text. `view`: whose inner side is there, the
    writer's ("self"), the other's, of both or none; "" if that is not sure or not so. `finding`: the weightiest thing to say, if one is sure.
    """

    written_by: WrittenBy
    voice: Voice
    not_read: Promise | None
    at_risk: bool
    segments: list[Segment]
    whys: list[ReasonInWords]
    lines: list[SpectrumLine]
    in_view: Promise
    view: str
    finding: Finding | None
    response: Promise
    parts: frozenset[str]
    found: Mapping[str, str]
    told: list[ToldSentence]

    @property
    def first_lines(self) -> list[SpectrumLine]:
        """The spectrum that is shown before the others: that of the weightiest finding, else whether both matter, else
        one that is touched; none where no words touch any.
        """
        named = self.finding.name if self.finding else ""
        order = [named, "belonging", *(line.name for line in self.lines)]
        return sorted((line for line in self.lines if line.at), key=lambda line: order.index(line.name))[:1]

    @property
    def other_lines(self) -> list[SpectrumLine]:
        return [line for line in self.lines if line not in self.first_lines]

    def without(self, not_so: Collection[str]) -> "ReadingPage":
        """Return the page with the fields `not_so` replaced by what the person says. Risk stays as it is."""
        return replace(
            self,
            whys=[why for why in self.whys if why.name not in not_so],
            lines=[
                replace(line, x=None, at="", sentence=NOT_SO) if line.name in not_so else line for line in self.lines
            ],
            in_view=NOT_SO if "in_view" in not_so else self.in_view,
            view="" if "in_view" in not_so else self.view,
            finding=None if self.finding and self.finding.name in not_so else self.finding,
            response=NOT_SO if "response" in not_so else self.response,
            told=[one for one in self.told if one.name not in not_so],
        )


def page_of(text: str, written_by: WrittenBy = "me") -> ReadingPage:
    """Read `text`, at most `CHARACTER_LIMIT` long, and return it in plain words for whoever sees the page."""
    reading, voice = read(text, written_by=written_by), VOICES[written_by]
    found = notes(reading)
    fields = reading.fields
    return ReadingPage(
        written_by=written_by,
        voice=voice,
        not_read=NOT_READ.get(reading.language),
        at_risk=reading.at_risk,
        segments=segments(text, found),
        whys=[ReasonInWords(note.number, note.name, _title(note, voice), gettext(note.reason)) for note in found],
        lines=[_line(name, getattr(fields, name), voice, sure=name not in reading.unsure) for name in SPECTRA],
        in_view=UNSURE if "in_view" in reading.unsure else voice.in_view[fields.in_view.value],
        view="" if "in_view" in reading.unsure else fields.in_view.value,
        finding=_finding(reading, voice),
        response=UNSURE if "response" in reading.unsure else voice.responses[fields.response.value],
        parts=frozenset(note.value for note in found if note.name == "part"),
        found={name: fields.field(name).value for name in reading.findings},
        told=[
            ToldSentence(one.field, text[one.start : one.end], gettext(one.reason), one.sure)
            for one in telling(reading, text)
        ],
    )


def _finding(reading: Reading, voice: Voice) -> Finding | None:
    for (name, value), words in voice.findings.items():
        if name not in reading.unsure and reading.fields.field(name).value == value:
            return Finding(name, words)
    return None


def _title(note: Note, voice: Voice) -> Promise:
    if note.name in voice.ends:
        return voice.ends[note.name].title
    return voice.does if note.name == "response" else NAMES[note.value if note.name == "part" else note.name]


def _line(name: str, spectrum: Spectrum, voice: Voice, *, sure: bool) -> SpectrumLine:
    ends = voice.ends[name]
    if not sure:
        return SpectrumLine(name, ends, None, UNSURE)
    if spectrum.value == "none":
        return SpectrumLine(name, ends, None, UNTOUCHED)
    # The sentence says the likeliest value, so the mark stands in its part of the line, wherever the mean lies.
    at = _PARTS[VALUES[name].index(spectrum.value) - 1]
    low, high = _BETWEEN[at]
    x = DRAWING_START + round((spectrum.place + 1) / 2 * DRAWING_WIDTH)
    return SpectrumLine(name, ends, min(max(x, low), high), voice.sentences[name, spectrum.value], at)
