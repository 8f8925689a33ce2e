"""Sentences to phrases: the clauses that are left out, one at a time, to see what carries a finding."""

from collections.abc import Iterator
from typing import Final

from middleway.reading.clauses import starts, written
from middleway.reading.tokens import Tokens

# Marks that end a clause with no space behind them too, but for numbers ("9:30"); a dot, a hyphen or an apostrophe may
# be inside a word.
_APART: Final = frozenset(",;:!?…—–)")


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
    """Cut the tokens of one sentence at its clauses; return ranges of token positions, in order and without gaps.

    No word is in two of them.
    """
    words = list(_words(text, cut, sentence))
    if not words:
        return []
    begins = starts([written(text[cut.starts[word.start] : cut.ends[word.stop - 1]]) for word in words])
    firsts = [words[at].start for at in begins]
    return [range(first, last) for first, last in zip(firsts, [*firsts[1:], sentence.stop], strict=True)]


def _words(text: str, cut: Tokens, sentence: range) -> Iterator[range]:
    """Yield the words of a sentence with the marks at them, as ranges of token positions."""
    start = sentence.start
    for position in sentence[1:]:
        if cut.starts[position] > cut.ends[position - 1] or _is_apart(text, cut, position):
            yield range(start, position)
            start = position
    if sentence:
        yield range(start, sentence.stop)


def _is_apart(text: str, cut: Tokens, position: int) -> bool:
    """Whether a mark without a space behind it stands before `position`: "wait,what", and not "9:30"."""
    mark, after = text[cut.ends[position - 1] - 1], text[cut.starts[position]]
    if mark not in _APART or not after.isalnum() or position < 2:
        return False
    return not (text[cut.ends[position - 2] - 1].isdigit() and after.isdigit())
