"""The same words as they are typed late at night: slips of a finger, no punctuation, no capitals, no apostrophes.

Training meets some passages in such a form, with the labels of the clean one, so that a slip changes less of what is
read.
"""

import random
import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_NEXT = {
    letter: "".join(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}
SLIPS = 0.15  # of the words of four letters and more have one


def slipped(word: str, rng: random.Random) -> str:
    """Return the word with one slip: two letters exchanged, one missing, one doubled, or the key beside it."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    beside = rng.choice(_NEXT.get(letter.lower(), letter))
    return rng.choice(
        [before + after[0] + letter + after[1:], before + after, word[: at + 1] + word[at:], before + beside + after]
    )


def typed(text: str, rng: random.Random) -> str:
    """Return the text as it might be typed in a hurry. Its words are the same, and so is their order."""
    kind = rng.choice(["slips", "slips", "spoken", "plain", "loud"])
    if kind == "slips":
        return _WORD.sub(lambda found: slipped(found[0], rng) if rng.random() < SLIPS else found[0], text)
    if kind == "loud":
        return text.upper()
    if kind == "plain":
        return re.sub(r"['’]", "", text.lower()).rstrip(".")
    return " ".join(re.sub(r"[.,;:!?—–…\"“”]+", " ", text.lower()).split())  # as a phone writes down what is said
