"""What the page shows: a reading in plain words, finished for the template."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from middleway.reading import Note, Segment, Spectrum, notes, read, segments
from middleway.reading.labels import SPECTRA


@dataclass(frozen=True, slots=True)
class Ends:
    """The words at the two ends of a spectrum and at its middle."""

    title: Promise
    low: Promise
    middle: Promise
    high: Promise


ENDS = {
    "awareness": Ends(_("How the feeling is held"), _("avoiding"), _("mindful"), _("flooded")),
    "belonging": Ends(_("Who counts"), _("just me"), _("both matter"), _("just them")),
    "warmth_self": Ends(_("Warmth toward yourself"), pgettext_lazy("to oneself", "harsh"), _("kind"), _("letting off")),
    "warmth_other": Ends(_("Warmth toward the other"), pgettext_lazy("to another", "harsh"), _("kind"), _("giving in")),
}
SENTENCES = {
    ("awareness", "avoidant"): _("This reads as pushing a feeling away."),
    ("awareness", "mindful"): _("This reads as seeing what is here, with room around it."),
    ("awareness", "flooded"): _("This reads as being carried away."),
    ("belonging", "isolated"): _("This reads as being alone with it."),
    ("belonging", "shared"): _("This reads as both people counting, or as part of being human."),
    ("belonging", "self_omitting"): _("This reads as leaving yourself out."),
    ("warmth_self", "harsh"): _("This reads as hard on yourself."),
    ("warmth_self", "kind"): _("This reads as kind to yourself."),
    ("warmth_self", "indulgent"): _("This reads as letting yourself off."),
    ("warmth_other", "harsh"): _("This reads as cold or hard on the other."),
    ("warmth_other", "kind"): _("This reads as warm toward the other."),
    ("warmth_other", "placating"): _("This reads as giving in, to keep the peace."),
}
RESPONSES = {
    "fight": _("They fight: attack, blame or press."),
    "flight": _("They pull away, or end the talk."),
    "freeze": _("They freeze: stuck, with no next step."),
    "fawn": _("They please, and leave you out to keep the peace."),
    "connect": _("They reach out."),
    "neutral": _("They tell or arrange something. No defence, no reaching."),
}
IN_VIEW = {
    "self": _("Only the writer's own side is here. The other is missing."),
    "other": _("Only the other is here. The writer is missing."),
    "both": _("Both people are here."),
    "none": _("Nobody's inner side is here."),
}
NAMES = {
    "response": _("What the words do"),
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
DRAWING_START, DRAWING_WIDTH = 20, 280  # of the SVG's 320 units


@dataclass(frozen=True, slots=True)
class Line:
    """One spectrum as drawn. `x` is where the mark stands, None when there is none."""

    name: str
    ends: Ends
    x: int | None
    sentence: Promise


@dataclass(frozen=True, slots=True)
class Why:
    """One thing that was found, and why, in words. `number` stands beside the words that show it."""

    number: int
    name: str
    title: Promise
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole reading. `parts`: what the words hold, as `middleway.reading` calls it: a need, a request, blame."""

    not_read: Promise | None
    at_risk: bool
    segments: list[Segment]
    whys: list[Why]
    lines: list[Line]
    in_view: Promise
    response: Promise
    parts: frozenset[str]

    def without(self, not_so: Collection[str]) -> "Page":
        """Return the page with what the person says is not so: their word stands in its place. Risk stays as it is."""
        return replace(
            self,
            whys=[why for why in self.whys if why.name not in not_so],
            lines=[replace(line, x=None, sentence=NOT_SO) if line.name in not_so else line for line in self.lines],
            in_view=NOT_SO if "in_view" in not_so else self.in_view,
            response=NOT_SO if "response" in not_so else self.response,
        )


def page_of(text: str) -> Page:
    """Read `text` and say it in plain words. `text` must be within `CHARACTER_LIMIT`."""
    reading = read(text)
    found = notes(reading)
    fields = reading.fields
    return Page(
        not_read=NOT_READ.get(reading.language),
        at_risk=reading.at_risk,
        segments=segments(text, found),
        whys=[Why(note.number, note.name, _title(note), gettext(note.reason)) for note in found],
        lines=[_line(name, getattr(fields, name), sure=name not in reading.unsure) for name in SPECTRA],
        in_view=UNSURE if "in_view" in reading.unsure else IN_VIEW[fields.in_view.value],
        response=UNSURE if "response" in reading.unsure else RESPONSES[fields.response.value],
        parts=frozenset(note.value for note in found if note.name == "part"),
    )


def _title(note: Note) -> Promise:
    if note.name in ENDS:
        return ENDS[note.name].title
    return NAMES[note.value if note.name == "part" else note.name]


def _line(name: str, spectrum: Spectrum, *, sure: bool) -> Line:
    if not sure:
        return Line(name, ENDS[name], None, UNSURE)
    if spectrum.value == "none":
        return Line(name, ENDS[name], None, UNTOUCHED)
    x = DRAWING_START + round((spectrum.place + 1) / 2 * DRAWING_WIDTH)
    return Line(name, ENDS[name], x, SENTENCES[name, spectrum.value])
