"""One word of a parsed sentence, as the patterns look at it. Plain data: nothing here knows which parser made it."""

from dataclasses import dataclass, field
from typing import Final

STEPS: Final = 6  # up the tree; who is that far away has little to do with it
NOMINATIVE: Final = frozenset({"i", "he", "she", "they", "we", "you"})
NOT: Final = frozenset({"not", "never", "n't", "neither", "nor", "hardly", "nobody", "nt", "without", "no"})
# Those that begin a question.
ASKING: Final = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "am",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "might",
        "may",
        "must",
    ]
)
AUXILIARIES: Final = ASKING | {
    "be",
    "been",
    "being",
    "get",
    "gets",
    "got",
    "'d",
    "'s",
    "ever",
    "even",
    "really",
    "actually",
    "once",
    "just",
}
MARKS: Final = frozenset('.,;:!?…()[]"“”«»-–—/')


@dataclass(slots=True)
class Token:
    """`text` as it was understood, in small letters; `lemmas`: what it may be a form of; `tag`, `dep`, `head` as the
    parser has them (Penn Treebank, CLEAR).

    `start`, `end`: the words of the text that it stands for. Several may stand for the same ("kms": kill, myself).
    """

    text: str
    lemmas: frozenset[str]
    tag: str
    dep: str
    head: int
    start: int
    end: int
    is_name: bool = False
    is_quoted: bool = False
    children: list[int] = field(default_factory=list)

    @property
    def is_mark(self) -> bool:
        return self.text in MARKS

    @property
    def is_verb(self) -> bool:
        return self.tag.startswith("VB") or self.tag == "MD"

    def among(self, words: frozenset[str]) -> bool:
        """Whether it is one of these words, or a form of one."""
        return self.text in words or not self.lemmas.isdisjoint(words)


Tree = list[Token]


def linked(sentence: Tree) -> Tree:
    """Fill in whose head each word is."""
    for at, token in enumerate(sentence):
        if token.head != at:
            sentence[token.head].children.append(at)
    return sentence


def above(sentence: Tree, at: int) -> list[int]:
    """Return what the word at `at` hangs on, up to the sentence's main word."""
    out: list[int] = []
    while sentence[at].head != at and len(out) < STEPS:
        at = sentence[at].head
        out.append(at)
    return out
