"""How hard a text is to read, and whether it follows the rules of writing.

The grade is Flesch and Kincaid's: 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid, Fishburne,
Rogers and Chissom, 1975, Naval Technical Training Command, Research Branch Report 8-75). Grade 7 is about age 12.
"""

import re
from collections.abc import Iterable, Iterator

from middleway.content.entries import Message

GRADE_LIMIT = 7.0
SENTENCE_LIMIT = 20  # words

# Orders, verdicts, praise, and terms of the wellness trade. They are whole words in lower case.
FORBIDDEN = (
    "always",
    "amazing",
    "authentic",
    "awesome",
    "beautiful",
    "blessed",
    "boundaries",
    "congratulations",
    "empower",
    "gaslighting",
    "gift yourself",
    "great job",
    "have to",
    "heal",
    "healing",
    "hold space",
    "inner child",
    "journey",
    "manipulative",
    "mindful",
    "mindfulness",
    "must",
    "narcissist",
    "narcissistic",
    "nurture",
    "ought",
    "proud of you",
    "resilience",
    "self-care",
    "self-love",
    "should",
    "simply",
    "toxic",
    "trauma",
    "triggered",
    "validate",
    "vibes",
    "well done",
    "wellness",
    "worthy",
    "you deserve",
)
_FORBIDDEN = re.compile(r"\b(" + "|".join(map(re.escape, FORBIDDEN)) + r")\b", re.IGNORECASE)
# Hanna's raw words in the sample story. They blame, exaggerate and run on, as people do when they are hurt, so that
# readers see how such words read and what becomes of them. Under these rules they would teach nothing.
_RAW = re.compile(r"moments\.\d+\.text")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_END = re.compile(r"(?<=[.?!])[\"”’)]*\s+")
_VOWELS = re.compile(r"[aeiouy]+")
_ODD = {"being": 2, "doing": 2, "going": 2, "seeing": 2, "saying": 2, "someone": 2, "something": 2, "quiet": 2}
_ODD |= {"lonely": 2, "sometimes": 2, "somewhere": 2, "moment": 2, "create": 2, "idea": 3, "area": 3, "safety": 2}


def syllables(word: str) -> int:
    """Estimate the syllables of an English word; for everyday words it is within one of a dictionary."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in _ODD:
        return _ODD[plain]
    count = len(_VOWELS.findall(plain))
    if re.search(r"([^aeiouylr]|[aeiouy][lr])es?$|[^aeiouydt]ed$|[^aeiouy]ely$", plain) and not re.search(
        r"(s|c|z|x|sh|ch|g)es$", plain
    ):
        count -= 1
    return max(count, 1)


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence."""
    return [words for part in _END.split(text) if (words := _WORD.findall(part))]


def grade(texts: Iterable[str]) -> float:
    """Return the school grade that the texts need, by Flesch and Kincaid."""
    found = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def is_raw(message: Message) -> bool:
    """Whether a text is somebody's raw words, to which the rules of writing do not apply."""
    return message.file == "sample.toml" and bool(_RAW.fullmatch(message.key))


def prose(messages: Iterable[Message]) -> Iterator[Message]:
    """Leave out raw words, and texts of up to three words, which would make a file seem easier than it is."""
    return (message for message in messages if len(_WORD.findall(message.text)) > 3 and not is_raw(message))


def grades(messages: Iterable[Message]) -> dict[str, float]:
    """Return the grade of each file's prose."""
    texts: dict[str, list[str]] = {}
    for message in prose(messages):
        texts.setdefault(message.file, []).append(message.text)
    return {file: grade(found) for file, found in texts.items()}


def complaints(messages: Iterable[Message]) -> Iterator[str]:
    """Yield a message for each text that breaks a rule of writing, with its file and key."""
    found = [message for message in messages if not is_raw(message)]
    for message in found:
        for trouble in _troubles(message.text):
            yield f"{message.file}, {message.key}: {trouble}"
    for file, value in grades(found).items():
        if value > GRADE_LIMIT:
            yield f"{file}: reading grade {value:.1f}, more than {GRADE_LIMIT:g}. Use shorter words and sentences."


def _troubles(text: str) -> Iterator[str]:
    if "!" in text:
        yield "has an exclamation mark. End it with a full stop."
    if word := _FORBIDDEN.search(text):
        yield f"has {word.group()!r}. Say it in plain words, without an order, a verdict or praise."
    for sentence in sentences(text):
        if len(sentence) > SENTENCE_LIMIT:
            yield f"has a sentence of {len(sentence)} words. Make two of it."
