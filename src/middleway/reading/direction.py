"""Who does what to whom, by the order of plain words: for what the network guesses, where no statement (`outright/`)
tells it.

The network knows that "she frightens me" and "I frighten her" speak of harm, and often not of whose: its encoder
learned from sentences whose meaning hardly turns on that. A statement needs a parsed sentence that says something of
danger by itself; much that the network sees does not, and still the order of its words tells who is afraid of whom.
Where it does it is believed; else nothing is said, and the network's guess stands. English only.
"""

import re
from typing import Final, Literal

from middleway.reading.folding import seen

# Acts by their stem, which may go on ("slap", "slapped"), and such whose stem is too short for that, form by form.
_STEMS: Final = (
    "slap|punch|kick|bash|push|shov|grab|chok|strangl|burn|hurt|lock|drag|pull|yank|scratch|threaten|kill|stab|whip|"
    "smack|knock|twist|squeez|trap|pinch|thump|attack|smash|frighten|lash|control|track|follow"
)
_FORMS: Final = (
    "hit|hits|hitting|beat|beats|beaten|beating|bit|bite|bites|bitten|threw|throw|throws|thrown|throwing|held|hold|"
    "holds|pin|pins|pinned|shook|shake|shakes|shaken|shaking|spat|spit|spits|rape|rapes|raped|raping|force|forces|"
    "forced|broke|tear|tears|tore|scare|scares|scared"
)
_ACT: Final = (
    rf"(?:(?:{_STEMS})\w*|(?:{_FORMS})|(?:shout|scream|yell)(?:s|ed|ing)? at|(?:come|came|go|goes|went) (?:at|for))"
)
_CLOSE: Final = (
    r"wife|husband|partner|boyfriend|girlfriend|son|daughter|kids?|child|children|boy|girl|mother|mum|mom|father|"
    r"dad|sister|brother|ex|little \w+|flatmate|friend"
)
_OTHER: Final = rf"(?:him|her|them|his|their|my (?:{_CLOSE}))"
_THEY: Final = rf"(?:he|she|they|who|my (?:{_CLOSE}))"
_MINE: Final = "(?:me|my (?:arm|face|hair|head|neck|throat|back|wrist|hand|shoulder|leg|ear|finger|phone|clothes|keys))"
_AFRAID: Final = "(?:afraid|scared|frightened|terrified|petrified)"


def _words(most: int, without: str) -> str:
    """Return a pattern for a few words between, none of which begins another person's part."""
    return rf"(?: (?!(?:{without})\b)[\w']+){{0,{most}}}?"


_BY_ME: Final = re.compile(
    rf"\bi(?:'ve|'d|'ll)?{_words(3, 'am|was|feel|me|my|he|she|they')} "
    rf"{_ACT}{_words(3, f'{_MINE}|i|he|she|they')} {_OTHER}\b"
    rf"|\b{_AFRAID} of me\b"
    rf"|\b(?:{_THEY})(?: [\w']+)? flinch"
)
_TO_ME: Final = re.compile(
    rf"(?<!\bi )\b{_THEY}(?:'s|'d|'ll)?{_words(3, 'me|i')} {_ACT}{_words(2, 'him|her|them|i')} {_MINE}\b"
    rf"|\bi(?:'m|'ve been| am| was| feel| get| got)(?: [\w']+)? {_AFRAID} (?:of (?:him|her|them|my "
    rf"(?:{_CLOSE}))\b(?! (?:leaving|going|being))|when {_THEY}\b)"
    r"|\bi flinch"
)


def direction(text: str) -> Literal["danger", "threat"] | None:
    """Return "danger" where the words say that somebody hurts or frightens the writer, "threat" where it is the other
    way round, None where they say neither, or both.

    >>> direction("He hits me and I am afraid of him."), direction("She is afraid of me.")
    ('danger', 'threat')
    """
    plain = _plain(text)
    by_me, to_me = _BY_ME.search(plain) is not None, _TO_ME.search(plain) is not None
    if by_me == to_me:
        return None
    return "threat" if by_me else "danger"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w']+", " ", seen(text).lower()).split())
