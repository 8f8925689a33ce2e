"""Parts that plain words settle before the network's guess: "I need a say", "I know you hate to let her down", "Could
we eat at seven?".

A short table: what the words look like, and how sure the network has to be beside them, since words alone are said in
jest, in quotes, of the loo and of the bus too. What each is worth is measured by `python -m training.parts`
(docs/model-card.md). English only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that hold a part, where the network gives it a share of `least` or more."""

    part: str
    words: "re.Pattern[str]"
    least: float = 0.0


AS_SURE_AS: Final = 0.8  # what is said of a part that plain words settle; about as often they are right

_I: Final = r"\bi(?: really| just| do| only| still| also| so| truly)*"
_AM: Final = r"\bi(?:'m| am| was| feel| felt|'ve been)(?: so| very| really| just| still| quite| also| a bit| a little)*"
_FELT: Final = (
    "hurt|sad|angry|afraid|scared|lonely|worried|anxious|ashamed|happy|upset|jealous|nervous|embarrassed|relieved|"
    "grateful|disappointed|frustrated|overwhelmed|heartbroken|devastated|annoyed|guilty|cross|left out|tense|torn"
)
_NEEDED: Final = (
    r"(?:a say|a break|a pause|a hug|a moment|a minute|a bit of|a little|a word|an hour|an evening|a day|some|more|"
    r"less|my|our|us|you(?! to)|time|space|room|rest|quiet|peace|calm|comfort|closeness|respect|trust|honesty|"
    r"kindness|safety|support|to (?:be|feel|know (?:that|where|how)|hear|matter|rest|sleep|breathe|trust))\b"
)
_HELD: Final = (
    r"(?:(?:'re| are| were|'ve been| have been)(?: so| very| really| both| also| just)* (?:tired|sad|busy|scared|"
    r"afraid|hurt|upset|torn|trying|doing (?:your|his|her|their) best|worried|angry|stressed|disappointed|worn out|"
    r"under (?:a lot of )?pressure|having a hard)| (?:hate|hated|fear|feared|love|loved|worry|worried|try|tried|"
    r"tend)\b(?: so| really| very much)*(?: to\b| about\b| that\b| hard\b)| (?:care|cared|mean|meant) (?:a lot|well|"
    r"about)| (?:feel|felt) (?!nothing)| had a (?:hard|long|rough|bad)| have a lot)"
)

_LABELS: Final = (
    "idiot|selfish|lazy|stupid|pathetic|liar|coward|loser|jerk|asshole|bitch|crazy|monster|useless|worthless|"
    "narcissist|toxic|moron|hypocrite|failure|manipulative|immature|heartless|cruel|cold|fool|terrible person|bad "
    "(?:mother|father|mum|mom|friend|person|wife|husband|daughter|son)"
)
_ALL: Final = "perfect|total|complete|a lot of|totally|completely|really"
_UNDERSTOOD: Final = re.compile(
    rf"\bi (?:know|see|can see|understand|get|can tell)(?: that)? (?:you|he|she|they){_HELD}"
)

PLAINLY: Final = (
    Plain("feeling", re.compile(rf"{_AM} (?:{_FELT})\b|\bi miss (?:you|him|her|them)\b"), 0.3),
    Plain("need", re.compile(rf"(?<!what )(?<!when )(?<!if ){_I} (?:need|long for) {_NEEDED}")),
    Plain("request", re.compile(r"\b(?:could|would) (?:you|we)\b[^.!?]*\?")),
    Plain("request", re.compile(r"\b(?:can|will) (?:you|we)\b[^.!?]*\?"), 0.3),
    Plain("limit", re.compile(r"\bi (?:won't|will not|refuse to)\b|\bi'?m not (?:going to|gonna|willing)\b"), 0.88),
    Plain(
        "label",
        re.compile(
            rf"\b(?:you|i|he|she|they)(?:'re|'m|'s| are| am| is| was|'ve been)(?: being| such| so| just| an?| really|"
            rf" too| totally)* (?:{_LABELS})\b"
        ),
        0.3,
    ),
    Plain(
        "demand",
        re.compile(
            r"(?:^|[.!?,] )(?:stop|don't you|get out|leave me|shut up|go away|never (?:speak|talk|call|text))\b|\bor "
            r"(?:else|we're done|i'm leaving)\b"
        ),
        0.4,
    ),
    Plain(
        "apology",
        re.compile(
            r"\bi'?m (?:so |really |very |truly |deeply |also )*sorry\b(?! you| to hear| for your| that you)|\bsorry "
            r"(?:i|for|about|that i)\b|\bi apologi[sz]e\b"
        ),
    ),
    Plain("validation", _UNDERSTOOD, 0.2),
    Plain(
        "validation",
        re.compile(
            rf"\bmakes? (?:{_ALL} )?sense (?:that|to feel|you|why)\b|\bunderstandable\b|\bi (?:can |do )?(?:{_ALL} "
            rf")?understand (?:why|that|how) (?:you|he|she|they)\b|\bevery right to\b|\bno wonder (?:you|that|i)\b|"
            rf"\bit's (?:ok|okay|normal|natural) to\b|\b(?:is|are) valid\b"
        ),
        0.2,
    ),
    Plain(
        "curiosity",
        re.compile(r"\bhow (?:is|was|are|were|do|did|does|would) (?:it|that|this|you|your|things)\b[^.!?]*\?"),
        0.3,
    ),
    Plain(
        "curiosity",
        re.compile(r"\bwhat (?:is|was|do|did|does|would|happens|goes)\b[^.!?]*\b(?:you|your)\b[^.!?]*\?"),
        0.7,
    ),
    Plain(
        "reassurance",
        re.compile(
            r"\byou(?:'re| are) not alone\b|\b(?:it|things|everything)(?:'ll| will| is going to|'s going to) (?:get|"
            r"be) (?:ok|okay|alright|fine|better|all right)\b|\bi(?:'m| am| will be|'ll be) here for you\b|\bhang in "
            r"there\b|\bi believe in you\b|\byou can do (?:this|it)\b"
        ),
        0.5,
    ),
)


def plainly(sentence: str) -> Iterator[tuple[Plain, int]]:
    """Yield what plain words hold, in the order of the table, each with the place in `sentence` at which its words
    begin.

    >>> [(one.part, place) for one, place in plainly("Well, I need a say in our weekends.")]
    [('need', 6)]
    """
    small = sentence.lower()
    for one in PLAINLY:
        if found := one.words.search(small):
            yield one, found.start()


def said_plainly(text: str) -> frozenset[str]:
    """Return the parts that the words of a text alone speak for, whatever the network makes of them: a need, a request,
    understanding.

    >>> sorted(said_plainly("I know you hate to let her down. Could we call her together?"))
    ['request', 'validation']
    """
    return frozenset(one.part for one, _ in plainly(text))
