"""From a text to what it says outright: the one place where the parts of this package meet."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from middleway.reading import modelfiles
from middleway.reading.canonical import NAME, canonical, names
from middleway.reading.outright.around import arounds, quote, speaker
from middleway.reading.outright.datafile import data
from middleway.reading.outright.found import Denial, Said, Statement
from middleway.reading.outright.judging import Judging, Setting
from middleway.reading.outright.parser import Parsed, parse
from middleway.reading.outright.patterns import Data, Pattern
from middleway.reading.outright.spelling import Spelled, Spelling
from middleway.reading.outright.tokens import Token, Tree, linked
from middleway.reading.sentences import sentences
from middleway.reading.words import words

_FOR_THE_PARSER: Final = "John"  # whoever is named, the tree is the same
_NO_LEMMAS: Final[frozenset[str]] = frozenset()


class Outright:
    """Reads with the patterns of one data file."""

    def __init__(
        self, of: Data, known: frozenset[str], parser: Callable[[Sequence[Sequence[str]]], list[Parsed]]
    ) -> None:
        self._data, self._parser = of, parser
        self._spelling = Spelling.of(of, known)
        self._judging = Judging(of)
        self._needs = [(pattern, pattern.needs) for pattern in of.patterns]

    def said(self, text: str) -> Said:
        """Return what is seen of a text says outright. Only sentences in which some pattern could be are parsed."""
        stretches = sentences(text)
        cut = [self._words(text, start, end) for start, end in stretches]
        possible = [self._possible(of) for of in cut]
        if not any(possible):
            return Said()
        wanted = [at for at, patterns in enumerate(possible) if patterns]
        called = self._called(text)
        trees = dict(zip(wanted, self._parser([_shown(cut[at], called) for at in wanted]), strict=True))
        read = [self._tokens(of, trees.get(at), called) for at, of in enumerate(cut)]
        quote(read)
        return self._found(read, possible)

    def _found(self, read: list[Tree], possible: list[list[Pattern]]) -> Said:
        found: list[Statement | Denial] = []
        for sentence, patterns, near in zip(read, possible, arounds(self._data, read), strict=True):
            if not patterns:
                continue
            place = Setting(sentence, near, speaker(self._data, self._judging.clauses, sentence))
            for pattern in patterns:
                found.extend(self._judging.found(place, pattern))
        denials = tuple(dict.fromkeys(one for one in found if isinstance(one, Denial)))
        statements = [one for one in found if isinstance(one, Statement) and not _is_denied(one, denials)]
        return Said(_strongest(statements), denials)

    def _words(self, text: str, start: int, end: int) -> list[Spelled]:
        return [Spelled(w.text, w.start + start, w.end + start) for w in self._spelling.words(text[start:end])]

    def _possible(self, of: list[Spelled]) -> list[Pattern]:
        """Return the patterns all of whose words are among these."""
        there = {word.text for word in of}
        there |= {lemma for word in there for lemma in self._data.lemmas.get(word, _NO_LEMMAS)}
        return [pattern for pattern, needs in self._needs if all(not need.isdisjoint(there) for need in needs)]

    def _called(self, text: str) -> frozenset[int]:
        """Return where names begin."""
        return frozenset(word.start for word in canonical(text, words(text)) if word.text == NAME)

    def _tokens(self, of: list[Spelled], tree: Parsed | None, called: frozenset[int]) -> Tree:
        lemmas = self._data.lemmas
        shape = tree or [("XX", "dep", at) for at in range(len(of))]
        return linked(
            [
                Token(
                    word.text,
                    lemmas.get(word.text, _NO_LEMMAS),
                    tag,
                    dep,
                    head,
                    word.start,
                    word.end,
                    word.start in called or (tag[:3] == "NNP" and word.text in names()),
                )
                for word, (tag, dep, head) in zip(of, shape, strict=True)
            ]
        )


def _shown(of: Sequence[Spelled], called: frozenset[int]) -> list[str]:
    """Return the words as the parser knows them best: in small letters, but for "I", names and the first."""
    shown = [_FOR_THE_PARSER if word.start in called else "I" if word.text == "i" else word.text for word in of]
    return [shown[0].capitalize(), *shown[1:]]


def _is_denied(one: Statement, denials: Iterable[Denial]) -> bool:
    """Whether a faint statement is part of what is denied: "to kill me" in "he has never threatened to kill me"."""
    return not one.is_clear and any(denial.start <= one.start and one.end <= denial.end for denial in denials)


def _strongest(found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Leave out what a clear statement of the same kind covers, and what was found twice."""
    ordered = sorted(found, key=lambda one: (not one.is_clear, one.start, -one.end, one.pattern))
    out: list[Statement] = []
    for one in ordered:
        if not any(one.kind == other.kind and one.start < other.end and other.start < one.end for other in out):
            out.append(one)
    return tuple(sorted(out, key=lambda one: (one.start, one.end)))


@lru_cache(maxsize=1)
def _reader() -> Outright:
    whole = frozenset(word for word in modelfiles.text("vocabulary.txt").split("\n") if word.isalpha())
    return Outright(data(), whole | frozenset(modelfiles.text("lexicon.txt").split()) | names(), parse)


def said(text: str) -> Said:
    """Return what a text says outright, as it is seen (`folding.seen`). Raises ParserMissing."""
    return _reader().said(text)
