"""Whether some of many phrases stands in a sentence: looked up by their first word, since there are hundreds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from middleway.reading.outright.tokens import Token, Tree

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by their first word."""

    by_first: Mapping[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Phrasebook":
        found: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            found[phrase[0].removeprefix("=")].append(phrase)
        return cls({first: tuple(group) for first, group in found.items()})

    @property
    def words(self) -> set[str]:
        """Return every word of the phrases."""
        return {word.removeprefix("=") for group in self.by_first.values() for phrase in group for word in phrase}

    def starting(self, sentence: Tree, at: int) -> Iterator[Phrase]:
        """Yield the phrases that stand at a word."""
        token = sentence[at]
        for first in {token.text, *token.lemmas}:
            for phrase in self.by_first.get(first, ()):
                if phrase_at(sentence, at, phrase):
                    yield phrase

    def stands_in(self, sentence: Tree) -> bool:
        """Whether some phrase stands in a sentence."""
        return any(True for at in range(len(sentence)) for _ in self.starting(sentence, at))

    def stands_on(self, sentence: Tree, start: int, end: int) -> bool:
        """Whether some phrase stands on the words from `start` to `end`, or on some of them."""
        return any(
            at + len(phrase) > start for at in range(min(len(sentence), end)) for phrase in self.starting(sentence, at)
        )


def phrase_at(sentence: Tree, at: int, phrase: Phrase) -> bool:
    """Whether the words at `at` are, or are forms of, those of the phrase; "=want" is that form alone."""
    if at + len(phrase) > len(sentence):
        return False
    return all(_is(sentence[at + i], word) for i, word in enumerate(phrase))


def _is(token: Token, word: str) -> bool:
    return token.text == word[1:] if word[0] == "=" else token.text == word or word in token.lemmas
