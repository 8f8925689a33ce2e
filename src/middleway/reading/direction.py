"""Who does what to whom: told by the grammar of plain sentences, where the network mixes it up or overlooks it.

The network knows that "he hits me" and "I hit him" speak of harm, and often not of whose: its encoder learned from
sentences whose meaning hardly turns on that. Where the words say it outright they are believed (`direction`); else
nothing is said, and the network's guess stands. The few things that need no guess when somebody says that they were
done are never overlooked (`outright`). English only.
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


def _grave(whom: str, whose: str) -> str:
    """Return a pattern for what needs no guess when somebody says that it was done: `whom`, the hurt one as a word,
    `whose`, as an owner.
    """
    body = (
        rf"{whose} (?:arm|back|ear|eye|face|finger|foot|hair|hand|head|jaw|leg|neck|nose|ribs?|shoulder|teeth|"
        rf"throat|tooth|wrist)"
    )
    acts = (
        r"(?:slap|punch|kick|chok|strangl|stab|whip)(?:p?ed|e?s|p?ing)?|hit|hits|hitting|beats?|beating|bit|rape|"
        r"rapes|raped|raping|burned|burnt"
    )
    return "|".join(
        [
            rf"(?:{acts}) (?:{whom}(?! (?:at|to|in)\b)|{body})",
            rf"(?:push|shov)\w* {whom} (?:down|against|into|off|out)",
            (
                rf"(?:threw|throws?|throwing) (?!(?:a|the) (?:ball|cushion|kiss|party|pillow|snowball|"
                rf"sock)\b)(?:[\w']+ ){{1,3}}at {whom}"
            ),
            rf"(?:bash|break|broke|smash)\w* {body}",
            rf"(?:forc\w+|ma(?:de|kes?)) {whom} (?:to |into )?(?:have |having )?sex",
            rf"(?:point|pull)\w* (?:a|the|his|her|my) (?:gun|knife) (?:at|on) {whom}",
            rf"puts? (?:both )?(?:his|her|their|my) hands? a?round {body}",
        ]
    )


_HIM: Final = rf"(?:him|her|them|my (?:{_CLOSE}))"
_HIS: Final = rf"(?:his|her|their|my (?:{_CLOSE})'s)"
_OFTEN: Final = "(?: again| always| just| often| once| sometimes)?"
_OUTRIGHT: Final = re.compile(
    rf"(?<!\bi )(?<!\bif )\b{_THEY}(?:'s|'s been| has| had)?{_OFTEN} (?:{_grave('me', 'my')})\b"
    rf"|(?<!\bif )\bi(?:'ve| have| had)?{_OFTEN} (?:{_grave(_HIM, _HIS)})\b"
)


def outright(text: str) -> bool:
    """Whether the words say, with nothing in between, that somebody hit, choked, raped … the writer, or the writer
    somebody.

    >>> outright("He hit me last night."), outright("I could strangle him."), outright("He beat me at chess.")
    (True, False, False)
    """
    return _OUTRIGHT.search(_plain(text)) is not None


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
