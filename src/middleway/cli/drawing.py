"""A reading as text for a terminal. Readable without colour: words are marked with brackets and a number."""

import unicodedata

from middleway.reading import Reading, Span, Spectrum
from middleway.reading.labels import SPECTRA

WIDTH = 21  # odd, so that the middle has a column of its own

ENDS = {
    "awareness": ("Awareness", "avoiding", "mindful", "flooded"),
    "belonging": ("Belonging", "just me", "both matter", "just them"),
    "warmth_self": ("Warmth to self", "harsh", "kind", "indulgent"),
    "warmth_other": ("Warmth to other", "harsh", "kind", "placating"),
}
IN_VIEW = {
    "self": "only the writer's side",
    "other": "only the other's side; the writer is missing",
    "both": "both people",
    "none": "nobody's inner side",
}
NOT_READ = {
    "other": "This does not look like English. Middleway reads English only, so it does not guess.",
    "unknown": "There is too little text to tell anything. A whole sentence is enough.",
}
RISK = "These words may speak of someone who is not safe. If that is so, help comes first, before any reading."


def drawn(text: str, reading: Reading) -> str:
    """Return the lines to print: the marked text, the spectra, who is in view, what the words do, and why."""
    if reading.language != "en":
        return NOT_READ[reading.language]
    marks = _marks(reading)
    lines = [RISK, ""] if "risk" in reading.findings else []
    lines += [_marked(text, marks), ""]
    lines += [_line(name, getattr(reading.fields, name), unsure=name in reading.unsure) for name in SPECTRA]
    lines.append("")
    view = "not sure" if "in_view" in reading.unsure else IN_VIEW[reading.fields.in_view.value]
    does = "not sure" if "response" in reading.unsure else reading.fields.response.value
    lines += [f"On the page: {view}", f"What the words do: {does}", ""]
    lines += [f"[{number}] {value}: {reason}" for number, (_, value, reason) in enumerate(marks, 1)]
    return "\n".join(lines).rstrip()


def _marks(reading: Reading) -> list[tuple[tuple[Span, ...], str, str]]:
    fields = [reading.fields.field(name) for name in reading.findings]
    found = [(field.evidence, field.value.replace("_", " "), field.reason) for field in fields if field.evidence]
    return found + [((Span(p.start, p.end),), p.value.replace("_", " "), p.reason) for p in reading.parts]


def _marked(text: str, marks: list[tuple[tuple[Span, ...], str, str]]) -> str:
    """Put each marked span in brackets, with the numbers of what it shows: `[all my fault](1,3)`."""
    numbers: dict[Span, list[int]] = {}
    for number, (spans, _, _) in enumerate(marks, 1):
        for span in spans:
            numbers.setdefault(span, []).append(number)
    opens: dict[int, int] = {}
    closes: dict[int, list[str]] = {}
    for span, found in sorted(numbers.items(), key=lambda item: item[0].start, reverse=True):
        opens[span.start] = opens.get(span.start, 0) + 1
        closes.setdefault(span.end, []).append(f"]({','.join(map(str, found))})")
    out: list[str] = []
    for index, character in enumerate(text):
        out += closes.get(index, [])
        out.append("[" * opens.get(index, 0) + printable(character))
    return "".join([*out, *closes.get(len(text), [])])


def printable(character: str) -> str:
    """Keep what a terminal may show; a control or direction mark in a text must not steer the terminal."""
    return character if character == "\n" or unicodedata.category(character)[0] != "C" else "\ufffd"


def _line(name: str, spectrum: Spectrum, *, unsure: bool) -> str:
    title, low, middle, high = ENDS[name]
    cells = ["-"] * WIDTH
    cells[WIDTH // 2] = "+"
    said = "not sure"
    if not unsure:
        said = {"none": "not touched"}.get(spectrum.value, spectrum.value.replace("_", " "))
    if spectrum.presence >= 0.5:
        cells[round((spectrum.place + 1) / 2 * (WIDTH - 1))] = "O"
    return f"{title:16}{low:>9} {''.join(cells)} {high:10} {said}" + (f" (middle: {middle})" if not unsure and spectrum.presence >= 0.5 and spectrum.value != "none" and spectrum.value not in {middle, "shared"} else "")  # fmt: skip
