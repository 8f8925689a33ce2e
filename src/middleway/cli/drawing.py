"""A reading as text for a terminal. It needs no colour: words are marked with brackets and a number."""

import unicodedata
from gettext import gettext
from typing import Final

from middleway.cli.language import gettext_noop as _
from middleway.cli.language import term
from middleway.reading import Reading, Segment, Telling, notes, segments, telling
from middleway.reading.labels import VALUES
from middleway.vocabulary import SPECTRA, THEIR_SPECTRA, Ends

WIDTH: Final = 21  # odd, so that the middle has a column of its own

TITLES: Final = {
    "awareness": _("Awareness"),
    "belonging": _("Belonging"),
    "warmth_self": _("Warmth to self"),
    "warmth_other": _("Warmth to other"),
}
# For a message that somebody got: "they" wrote it.
THEIR_TITLES: Final = {
    "awareness": _("Their awareness"),
    "belonging": _("Who counts"),
    "warmth_self": _("To themselves"),
    "warmth_other": _("To you, others"),
}
IN_VIEW = {
    "self": _("only the writer's side"),
    "other": _("only the other's side; the writer is missing"),
    "both": _("both people"),
    "none": _("nobody's inner side"),
}
THEIR_VIEW = {
    "self": _("only their own side; you are missing"),
    "other": _("only you, or somebody they write about; their own side is missing"),
    "both": _("both people"),
    "none": _("nobody's inner side"),
}
NOT_READ = {
    "other": _("This does not look like English. Middleway reads English only, so it does not guess."),
    "unknown": _("There is too little text to tell anything. A whole sentence is enough."),
}
RISK = _("These words may speak of someone who is not safe. If that is so, help comes first, before any reading.")
THEIR_RISK = {
    "danger": _(
        "These words may threaten you, or speak of someone who is not safe. "
        "If that is so, help comes first, before any reading."
    ),
    "crisis": _(
        "They may be speaking of wanting to die. If that is so, help for them comes first: "
        "their emergency number, or somebody who can go to them."
    ),
}
RECEIVED = _("A message you got. What is said of feelings and warmth is about whoever wrote it.")


def drawn(text: str, reading: Reading) -> str:
    """Return what to print: the marked text, the spectra, who is in view, what the words do, and the reasons."""
    if reading.language != "en":
        return gettext(NOT_READ[reading.language])
    found, got = notes(reading), reading.written_by == "them"
    titles, ends, views = (THEIR_TITLES, THEIR_SPECTRA, THEIR_VIEW) if got else (TITLES, SPECTRA, IN_VIEW)
    lines = [gettext(RECEIVED), ""] if got else []
    lines += [gettext(THEIR_RISK[reading.fields.risk.value] if got else RISK), ""] if reading.at_risk else []
    lines += ["".join(map(_marked, segments(text, found))), ""]
    lines += [*_spectra(titles, ends, reading), ""]
    view = "not sure" if "in_view" in reading.unsure else views[reading.fields.in_view.value]
    does = "not sure" if "response" in reading.unsure else reading.fields.response.value
    lines += [gettext("On the page: {view}").format(view=gettext(view))]
    lines += [gettext("What the words do: {does}").format(does=gettext(does)), ""]
    lines += [_told(one, text) for one in telling(reading, text)]
    lines += [f"[{note.number}] {_code(note.value)}: {_reason(note.reason)}" for note in found]
    return "\n".join(lines).rstrip()


def _told(one: Telling, text: str) -> str:
    """Return which sentence of a long text shows something, and what."""
    words = " ".join("".join(map(printable, text[one.start : one.end])).split())
    head = gettext("Sentence {number}") if one.sure else gettext("Sentence {number}, perhaps")
    return gettext("{head}: “{words}” {reason}").format(
        head=head.format(number=one.number), words=words, reason=_reason(one.reason)
    )


def _marked(segment: Segment) -> str:
    """Return the text of a segment; if notes refer to it, in brackets with their numbers: `[all my fault](1,3)`."""
    text = "".join(map(printable, segment.text.replace("\r\n", "\n")))
    return f"[{text}]({','.join(map(str, segment.numbers))})" if segment.numbers else text


def printable(character: str) -> str:
    """Replace control and direction characters, so that no text can control the terminal."""
    return character if character in "\n\t\u200d" or unicodedata.category(character)[0] != "C" else "\ufffd"


def _spectra(titles: dict[str, str], ends: dict[str, Ends], reading: Reading) -> list[str]:
    """Return a line for each spectrum, one below the other: as wide as the longest words of the language need."""
    rows = {name: [gettext(titles[name]), *map(term, ends[name])] for name in ends}
    widths = [max(least, *(len(row[at]) for row in rows.values())) for at, least in ((0, 15), (1, 9), (3, 10))]
    lines = []
    for name, (title, low, middle, high) in rows.items():
        spectrum, unsure = getattr(reading.fields, name), name in reading.unsure
        touched = not unsure and spectrum.value != "none"
        bar = _bar(spectrum.place if touched else None)
        told = gettext("not sure") if unsure else gettext("not touched")
        if touched:
            told = (low, middle, high)[VALUES[name].index(spectrum.value) - 1]
            if told != middle:
                told = gettext("{value}; the middle is {middle}").format(value=told, middle=middle)
        lines.append(f"{title:{widths[0]}} {low:>{widths[1]}} {bar} {high:{widths[2]}} {told}")
    return lines


def _bar(place: float | None) -> str:
    """Return a line with its middle marked, and where on it the words stand."""
    cells = ["-"] * WIDTH
    cells[WIDTH // 2] = "+"
    if place is not None:
        cells[round((place + 1) / 2 * (WIDTH - 1))] = "O"
    return "".join(cells)


def _code(value: str) -> str:
    """Return a code of a reading in words."""
    return gettext(value.replace("_", " "))


def _reason(sentence: str) -> str:
    """Return the sentence in the language of the terminal. There may be none: "" would be the head of the catalogue."""
    return gettext(sentence) if sentence else ""
