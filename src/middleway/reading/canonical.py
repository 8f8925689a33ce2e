"""The same words read the same whoever is named.

Before the model sees a text, every name, gendered word, third-person pronoun and kind of tie is replaced by one
stand-in. So a reading cannot depend on them: fairness by construction, and measured in `training/fairness.py`.
Also here, since they too are about what the model may see: marks for shouting, stretched letters, emoji as words.
"""

import re
import unicodedata
from functools import lru_cache

from middleway.reading import modelfiles
from middleway.reading.folding import APOSTROPHES
from middleway.reading.words import Word

NAME, SHOUT = "alex", "[unused1]"
QUOTES = frozenset("“”„«»")

_STAND_INS = {
    "he": "he she they xe",
    "his": "him her them his hers their theirs",
    "himself": "himself herself themselves themself",
    "partner": (
        "partner husband wife spouse hubby hubs wifey boyfriend girlfriend bf gf fiance fiancee "
        "mother mom mum mommy mummy mama momma father dad daddy papa parent stepmother stepfather stepmom "
        "stepmum stepdad brother bro sister sis sibling stepbrother stepsister twin friend bestie bff buddy pal mate "
        "roommate flatmate housemate lover"
    ),
    "partners": (
        "partners husbands wives spouses boyfriends girlfriends mothers moms mums fathers dads parents brothers "
        "sisters siblings friends besties buddies pals mates roommates flatmates housemates"
    ),
    "person": "man woman guy girl boy lady gentleman gal lad lass dude chick bloke",
    "persons": "men women guys girls boys ladies gentlemen gals lads lasses dudes chicks blokes",
    "child": "child kid son daughter stepson stepdaughter nephew niece",
    "children": "children kids sons daughters nephews nieces",
    "relative": "relative aunt uncle auntie cousin grandma grandpa grandmother grandfather granny nan gran grandad",
    "mr": "mr mrs ms miss mister",
}
_STAND_IN_OF = {word: stand_in for stand_in, line in _STAND_INS.items() for word in line.split()}
# After "they" in the singular the verb is plural; "he are" and "he is" must not differ.
_VERB_OF_THEY = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "re": "s",
    "ve": "s",
    "don": "doesn",
    "aren": "isn",
    "weren": "wasn",
    "haven": "hasn",
}
_STRETCHED = re.compile(r"(.)\1{2,}")
_EMOJI_WORDS = 3
_MARKS_A_RUN = 4
# Skin tones and the signs that make a pictograph a man or a woman say who somebody is, so they are not seen.
WHO = frozenset("\u2640\u2642\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def stand_ins() -> dict[str, str]:
    """Words that say who somebody is, and what the model sees in their place."""
    return _STAND_IN_OF


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Known first names, in small letters."""
    return frozenset(modelfiles.text("names.txt").split())


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    return frozenset(modelfiles.text("lexicon.txt").split())


def canonical(text: str, cut: list[Word]) -> list[Word]:
    """Return the words that the model sees, each with the offsets of what it stands for."""
    shouting = text.isupper()
    out: list[Word] = []
    marks = 0
    for position, word in enumerate(cut):
        original = text[word.start : word.end]
        starts = position == 0 or cut[position - 1].text in {".", "!", "?", "…"} or _line_break(text, cut, position)
        plain = _plain(word.text)
        if _is_name(word.text, original, starts=starts):
            if not (out and out[-1].text == NAME):  # "Mary Ann Smith" is one person
                out.append(Word(NAME, word.start, word.end))
            else:
                out[-1] = Word(NAME, out[-1].start, word.end)
            continue
        if len(original) == 1 and not original.isalnum():
            # "!!!!!!!!" says no more than "!!!": what a run of marks costs is capped, too.
            marks += 1
            if marks <= _MARKS_A_RUN:
                out.extend(Word(piece, word.start, word.end) for piece in _mark(original))
            continue
        marks = 0
        if original.isupper() and len(original) > 2 and not shouting:
            out.append(Word(SHOUT, word.start, word.end))
        before = [w.text for w in cut[max(0, position - 2) : position]]
        out.append(Word(_stand_in(plain, before), word.start, word.end))
    return out


def _line_break(text: str, cut: list[Word], position: int) -> bool:
    return "\n" in text[cut[position - 1].end : cut[position].start]


def _stand_in(word: str, before: list[str]) -> str:
    if before[-1:] == ["they"] or (before[-2:-1] == ["they"] and before[-1:] in (["'"], ["\u2019"])):
        word = _VERB_OF_THEY.get(word, word)
    return _STAND_IN_OF.get(word, word)


def _plain(word: str) -> str:
    """Fold stretched letters: "soooo" to "so", "really" untouched."""
    return _STRETCHED.sub(r"\1", word) if len(word) > 2 else word


@lru_cache(maxsize=2_000)
def _mark(character: str) -> tuple[str, ...]:
    """Return a mark as the model knows it: an emoji becomes the first words of its Unicode name."""
    if character in WHO:
        return ()
    if character in APOSTROPHES:
        return ("'",)
    if character in QUOTES:
        return ('"',)
    if unicodedata.category(character) in {"So", "Sk"}:
        name = unicodedata.name(character, "").lower().replace("-", " ").split()
        told = [w for w in name if w not in {"face", "with", "sign", "black", "white", "heavy"}]
        return tuple(_STAND_IN_OF.get(w, w) for w in told)[:_EMOJI_WORDS]
    return (unicodedata.normalize("NFD", character),)


def _is_name(word: str, original: str, *, starts: bool) -> bool:
    """Say whether a word names a person, as far as spelling tells.

    A known first name counts also in lower case, unless it is a common word too ("will", "grace"). Any other
    word counts when it has a capital first letter, small letters after it, and is never seen in small letters.
    """
    if word in _STAND_IN_OF or not word.isalpha():
        return False
    if word in names():
        return word not in _lexicon() or (original[0].isupper() and not starts and not original.isupper())
    titled = original[:1].isupper() and len(original) > 2 and original[1:].islower()
    return titled and word not in _lexicon() and not _looks_inflected(word, starts=starts)


def _looks_inflected(word: str, *, starts: bool) -> bool:
    """At the start of a sentence any word has a capital: leave those that look like a rare common word."""
    return starts and word.endswith(("ing", "ed", "ly", "s", "ness", "tion", "able", "ful", "less"))
