"""Canaries: made-up words in three scripts that no page, file or library can hold by chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

# Arabic and CJK each have a sign that Unicode can also write as two (أ, が): a search that forgets this finds nothing.
_SIGNS = {
    "Latin": ("abcdefghijklmnopqrstuvwxyz", 12, ""),
    "Arabic": ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 8, "أ"),
    "CJK": ("山川田中木林森花草雨雪風雲星月日火水土金石玉竹米虫貝車雷電青音食馬魚鳥黄黒", 6, "が"),
}


@dataclass
class Canaries:
    """Gives out words, each once, the scripts in turn.

    Each begins and ends with a mark that all words of its script share.
    """

    rng: random.Random
    marks: dict[str, tuple[str, str]] = field(init=False)
    given: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks = {script: (self._made(script), self._made(script)) for script in _SIGNS}

    def word(self) -> str:
        script = tuple(_SIGNS)[len(self.given) % len(_SIGNS)]
        first, last = self.marks[script]
        word = first + self._made(script) + last
        self.given.append(word)
        return word

    def text(self) -> str:
        """Return a canary within something that reads like a message."""
        return f"I felt so {self.word()} when you left, and then {self.word()} was all that you said."

    def sought(self) -> Iterator[str]:
        """Yield what to search for: the marks, so that half of a word is found as well."""
        for pair in self.marks.values():
            yield from pair

    def _made(self, script: str) -> str:
        signs, count, composed = _SIGNS[script]
        return "".join(self.rng.choices(signs, k=count)) + composed
