"""Text to sentences, as offsets. Made for messages: line breaks end a sentence, missing full stops are common."""

import re

# A run of end marks, perhaps closed by quotes or brackets, and then a space; or a line break.
# The look-behind keeps it linear: a run of marks is tried once, from its start.
_END = re.compile(r"""(?<![.!?…。！？])[.!?…。！？]+["'”’)\]]*(?=\s)|[\n\r\u2028\u2029]+""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|a\.m|p\.m|approx)|(?<=\.)[a-z])\.$", re.IGNORECASE
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return `(start, end)` of each sentence, without the white space around it. Blank text gives none."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*(m.end() for m in _END.finditer(text) if _ends_here(text, start, m)), len(text)]:
        piece = text[start:end]
        trimmed = piece.strip()
        if trimmed:
            first = start + len(piece) - len(piece.lstrip())
            found.append((first, first + len(trimmed)))
        start = end
    return _joined(text, found)


def _ends_here(text: str, start: int, mark: "re.Match[str]") -> bool:
    if "\n" in mark.group() or "\r" in mark.group():
        return True
    # "e.g. this" and "at 5 p.m. we" go on; the window keeps the search linear on long text.
    return not _ABBREVIATION.search(text[max(start, mark.end() - 10) : mark.end()])


def _joined(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what holds no letter or digit ("!!!", an emoji) to the sentence before it."""
    out: list[tuple[int, int]] = []
    for start, end in found:
        if out and not any(character.isalnum() for character in text[start:end]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
