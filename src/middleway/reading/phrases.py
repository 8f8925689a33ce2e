"""Sentences to phrases: the pieces that are left out, one at a time, to see what carries a finding."""

from middleway.reading.tokens import Tokens

LONGEST = 6  # words; longer pieces are halved
_OPENERS = frozenset(
    [
        "and",
        "but",
        "because",
        "so",
        "if",
        "when",
        "that",
        "then",
        "which",
        "who",
        "or",
        "since",
        "although",
        "though",
        "while",
        "unless",
    ]
)
_CLOSERS = frozenset('.,;:!?…()-\n"')


def ranges(cut: Tokens, found: list[tuple[int, int]]) -> list[tuple[int, int, range]]:
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


def phrases(text: str, cut: Tokens, sentence: range) -> list[range]:
    """Cut the tokens of one sentence at its commas and joining words; return ranges of token positions."""
    out: list[range] = []
    start = sentence.start
    for position in sentence:
        word = text[cut.starts[position] : cut.ends[position]].lower()
        if word in _CLOSERS:
            out.append(range(start, position + 1))
            start = position + 1
        elif word in _OPENERS and position > start:
            out.append(range(start, position))
            start = position
    out.append(range(start, sentence.stop))
    return [half for piece in out if piece for half in _halves(cut, piece)]


def _halves(cut: Tokens, piece: range) -> list[range]:
    """Halve what is longer than `LONGEST` words, at a space: word pieces, and "he" and "'d", stay together."""
    edges = [p for p in piece if p == piece.start or cut.starts[p] > cut.ends[p - 1]]
    if len(edges) <= LONGEST:
        return [piece]
    middle = edges[len(edges) // 2]
    return [*_halves(cut, range(piece.start, middle)), *_halves(cut, range(middle, piece.stop))]
