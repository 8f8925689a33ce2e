"""Words to vocabulary ids: greedy longest match, as BERT does it (Wu et al. 2016; Devlin et al. 2019)."""

from collections.abc import Iterable

UNKNOWN, START, STOP, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
LONGEST_WORD = 100


class WordPiece:
    """A vocabulary and its greedy cut. It keeps nothing of what it cuts: the words are private."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.stop = (self.ids[name] for name in (UNKNOWN, START, STOP))

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the ids of `word`: one for a known word, several for its parts, `[UNK]` when no cut covers it."""
        known = self.ids.get(word)
        if known is not None and len(word) <= LONGEST_WORD:
            return (known,)
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            end, index = self._longest(word, start)
            if index is None:
                return (self.unknown,)
            found.append(index)
            start = end
        return tuple(found)

    def _longest(self, word: str, start: int) -> tuple[int, int | None]:
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            index = self.ids.get(prefix + word[start:end])
            if index is not None:
                return end, index
        return start, None
