"""A reading as text for a terminal. It needs no colour: words are marked with brackets and a number."""

import unicodedata

from middleway.reading import Reading, Segment, Spectrum, Telling, notes, segments, telling
from middleway.reading.labels import SPECTRA

WIDTH = 21  # odd, so that the middle has a column of its own

ENDS = {
    "awareness": ("Awareness", "avoiding", "mindful", "flooded"),
    "belonging": ("Belonging", "just me", "both matter", "just them"),
    "warmth_self": ("Warmth to self", "harsh", "kind", "indulgent"),
    "warmth_other": ("Warmth to other", "harsh", "kind", "placating"),
}
# For a message that somebody got: "they" wrote it.
THEIR_ENDS = {
    "awareness": ("Their awareness", "avoiding", "mindful", "flooded"),
    "belonging": ("Who counts", "just them", "both matter", "just you"),
    "warmth_self": ("To themselves", "harsh", "kind", "indulgent"),
    "warmth_other": ("To you, others", "harsh", "kind", "placating"),
}
MIDDLES = frozenset({"mindful", "shared", "kind"})
IN_VIEW = {
    "self": "only the writer's side",
    "other": "only the other's side; the writer is missing",
    "both": "both people",
    "none": "nobody's inner side",
}
THEIR_VIEW = {
    "self": "only their own side; you are missing",
    "other": "only you, or somebody they write about; their own side is missing",
    "both": "both people",
    "none": "nobody's inner side",
}
NOT_READ = {
    "other": "This does not look like English. Middleway reads English only, so it does not guess.",
    "unknown": "There is too little text to tell anything. A whole sentence is enough.",
}
RISK = "These words may speak of someone who is not safe. If that is so, help comes first, before any reading."
THEIR_RISK = {
    "danger": (
        "These words may threaten you, or speak of someone who is not safe. "
        "If that is so, help comes first, before any reading."
    ),
    "crisis": (
        "They may be speaking of wanting to die. If that is so, help for them comes first: "
        "their emergency number, or somebody who can go to them."
    ),
}
RECEIVED = "A message you got. What is said of feelings and warmth is about whoever wrote it."


def drawn(text: str, reading: Reading) -> str:
    """Return what to print: the marked text, the spectra, who is in view, what the words do, and the reasons."""
    if reading.language != "en":
        return NOT_READ[reading.language]
    found, got = notes(reading), reading.written_by == "them"
    ends, views = (THEIR_ENDS, THEIR_VIEW) if got else (ENDS, IN_VIEW)
    lines = [RECEIVED, ""] if got else []
    lines += [THEIR_RISK[reading.fields.risk.value] if got else RISK, ""] if reading.at_risk else []
    lines += ["".join(map(_marked, segments(text, found))), ""]
    lines += [_line(ends[name], getattr(reading.fields, name), unsure=name in reading.unsure) for name in SPECTRA]
    lines.append("")
    view = "not sure" if "in_view" in reading.unsure else views[reading.fields.in_view.value]
    does = "not sure" if "response" in reading.unsure else reading.fields.response.value
    lines += [f"On the page: {view}", f"What the words do: {does}", ""]
    lines += [_told(one, text) for one in telling(reading, text)]
    lines += [f"[{note.number}] {note.value.replace('_', ' ')}: {note.reason}" for note in found]
    return "\n".join(lines).rstrip()


def _told(one: Telling, text: str) -> str:
    """Return which sentence of a long text shows something, and what."""
    words = " ".join("".join(map(printable, text[one.start : one.end])).split())
    return f"Sentence {one.number}{'' if one.sure else ', perhaps'}: “{words}” {one.reason}"


def _marked(segment: Segment) -> str:
    """Return the text of a segment; if notes refer to it, in brackets with their numbers: `[all my fault](1,3)`."""
    text = "".join(map(printable, segment.text.replace("\r\n", "\n")))
    return f"[{text}]({','.join(map(str, segment.numbers))})" if segment.numbers else text


def printable(character: str) -> str:
    """Replace control and direction characters, so that no text can control the terminal."""
    return character if character in "\n\t\u200d" or unicodedata.category(character)[0] != "C" else "\ufffd"


def _line(ends: tuple[str, str, str, str], spectrum: Spectrum, *, unsure: bool) -> str:
    title, low, middle, high = ends
    cells = ["-"] * WIDTH
    cells[WIDTH // 2] = "+"
    touched = not unsure and spectrum.value != "none"
    if touched:
        cells[round((spectrum.place + 1) / 2 * (WIDTH - 1))] = "O"
    said = "not sure" if unsure else {"none": "not touched"}.get(spectrum.value, spectrum.value.replace("_", " "))
    return f"{title:16}{low:>9} {''.join(cells)} {high:10} {said}" + (
        f"; the middle is {middle}" if touched and spectrum.value not in MIDDLES else ""
    )
