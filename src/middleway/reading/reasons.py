"""Why: one short plain sentence for each finding, chosen by what its words do. It speaks of the words, never of a person's character.

Whoever got the words, or wrote them about somebody, is told by `readers.py` instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the pages translate it when they show it."""
    return message


_ = gettext_noop


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the words that show a finding: `words` themselves, the `parts` found in them, the sure `values` beside, by field."""

    words: str
    parts: frozenset[str]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Because:
    """A sentence, and what has to be so for it to be true: one of the `parts`, the `words`, and one of the values `beside`."""

    sentence: str
    parts: str = ""
    words: str = ""
    beside: tuple[str, str] = ("", "")

    def holds(self, facts: Facts) -> bool:
        """Whether all of it is so."""
        field, values = self.beside
        return (
            (not self.parts or not facts.parts.isdisjoint(self.parts.split()))
            and (not self.words or re.search(rf"\b(?:{self.words})\b", facts.words.lower()) is not None)
            and (not field or facts.values.get(field, "") in values.split())
        )


_ROOM: Final = "notice|noticed|noticing|aware|part of me|makes sense|for now|right now|just now|at the moment|a bit|a little|pass|passes|i can feel|breathe|breath"
_BODY: Final = "stomach|belly|chest|throat|heart|jaw|shoulders|breath|hands|knees|shaking|shake|trembling|tight|knot"
_SORRY: Final = "sorry|apologi[sz]e|forgive me"
_YIELDS: Final = "whatever|up to you|your choice|you choose|you decide|as you like|as long as you|you'?re right|if you want|anything you"
_HELP: Final = "can'?t help it|couldn'?t help it|not my fault|wasn'?t my fault|made me|how i am|who i am"

# The first that holds is said. The last of each needs nothing: it is true of every text that gets the value.
FIELD_REASONS: Final[dict[tuple[str, str], tuple[Because, ...]]] = {
    ("awareness", "avoidant"): (
        Because(_("These words close the subject."), words="forget it|forget i|never ?mind|drop it|moving on|leave it|let'?s not|(?:don'?t|not) (?:want to |going to )?(?:talk|discuss)"),
        Because(_("These words make it small, or say that it is nothing."), words="fine|nothing|no big deal|whatever|(?:doesn'?t|don'?t) (?:matter|care|mind)|it'?s ok|okay|no problem|not a problem"),
        Because(_("These words seem to step around what is felt.")),
    ),
    ("awareness", "mindful"): (
        Because(_("These words name something felt inside, with room around it."), parts="feeling", words=_ROOM),
        Because(_("These words name something felt inside, and say that it makes sense."), parts="validation"),
        Because(_("These words name a feeling."), parts="feeling"),
        Because(_("These words name a need or a wish."), parts="need"),
        Because(_("These words tell what the body does."), words=_BODY),
        Because(_("These words tell how something is inside.")),
    ),
    ("awareness", "flooded"): (
        Because(_("These words speak of all or nothing, with nothing in between."), words="always|never|everything|nothing|nobody|no one|everyone|everybody|every time|all"),
        Because(_("These words say that it is too much to bear."), words="can'?t (?:take|do|stand|cope|breathe|stop|bear|go on|handle|deal)|too much|unbearable|over and over"),
        Because(_("These words speak of the worst."), words="worst|ruined|hopeless|disaster|destroyed|the end|over"),
        Because(_("A strong feeling carries these words along.")),
    ),
    ("belonging", "isolated"): (
        Because(_("These words speak of being alone."), words="alone|lonely|loneliness|by myself|on my own"),
        Because(_("These words speak of nobody who is there, sees or cares."), words="nobody|no one|noone|not one|none of|no friends"),
        Because(_("These words set one person apart from all others."), words="only|everyone else|everybody else|other people|others|different"),
        Because(_("These words sound alone with it.")),
    ),
    ("belonging", "shared"): (
        Because(_("These words say that others know this too."), words="everyone|everybody|anyone|anybody|people|all of us|human|many of us"),
        Because(_("These words speak of both people."), words="both|each other|together"),
        Because(_("These words speak of a we."), words="we|us|our|ours|we're|we've|we'll"),
        Because(_("These words have room for more than one person.")),
    ),
    ("belonging", "self_omitting"): (
        Because(_("These words leave it to the other, and no wish of the writer's is in them."), words=_YIELDS),
        Because(_("These words set the writer's own side aside."), words="don'?t (?:worry about|mind) me|i don'?t (?:need|mind|matter)|i'?ll manage|i'?m fine|doesn'?t matter|not important"),
        Because(_("Only the other's side seems to count here.")),
    ),
    ("warmth_self", "harsh"): (
        Because(_("These words put the fault on the one who writes them."), words="my (?:own )?fault|because of me|i ruin(?:ed)?|i messed up|i blew"),
        Because(_("These words hold the past against the one who writes them."), words="i (?:should|shouldn'?t|should not|could) ?(?:have|'ve)|i shoulda"),
        Because(_("These words call the one who writes them something hard."), parts="label", words="i'?m|i am|i was|me|myself", beside=("warmth_other", "none kind placating")),
        Because(_("These words are hard on the one who writes them.")),
    ),
    ("warmth_self", "kind"): (
        Because(_("These words set a limit that protects the one who writes them."), parts="limit"),
        Because(_("These words grant that somebody did what they could."), words="(?:my|our) best|what i (?:could|can)|i tried|good enough"),
        Because(_("These words let a feeling be, and say that it makes sense."), parts="validation"),
        Because(_("These words are kind to the one who writes them.")),
    ),
    ("warmth_self", "indulgent"): (
        Because(_("These words say that it could not be helped, or was somebody else's doing."), words=_HELP),
        Because(_("These words say that it is earned, or owed."), words="deserve[ds]?|earned|owed?|owes|entitled|after the|treat"),
        Because(_("These words let the one who writes them off.")),
    ),
    ("warmth_other", "harsh"): (
        Because(_("These words say always or never of the other."), words="(?:you|he|she|they) (?:always|never)"),
        Because(_("These words judge a whole person."), parts="label", words="you|you're|he|he's|she|she's|they|they're"),
        Because(_("These words order, or threaten."), parts="demand"),
        Because(_("These words put the fault on the other."), parts="blame", beside=("warmth_self", "none kind indulgent")),
        Because(_("These words are cold or hard on the other.")),
    ),
    ("warmth_other", "kind"): (
        Because(_("These words say sorry, or own something."), parts="apology"),
        Because(_("These words say thanks, or what is good."), parts="appreciation", words="thank|thanks|grateful|appreciate|proud|love|loved|like|liked|glad|good|great|best|wonderful|kind|lovely"),
        Because(_("These words show that the other is understood."), parts="validation"),
        Because(_("These words ask how it is for the other."), parts="curiosity"),
        Because(_("These words give comfort or courage."), parts="reassurance"),
        Because(_("These words say that somebody is dear."), words="i (?:do |really |still )?(?:love|miss) (?:you|him|her|them|u)|love you|miss you"),
        Because(_("These words are warm toward the other.")),
    ),
    ("warmth_other", "placating"): (
        Because(_("These words try to keep the other from being angry."), words="don'?t be (?:mad|angry|cross|upset|annoyed)|please don'?t|are you (?:mad|angry|cross)|not (?:mad|angry)"),
        Because(_("These words say sorry, to keep the peace."), words=_SORRY),
        Because(_("These words give way, to keep the peace."), words=_YIELDS),
        Because(_("These words give in, or smooth it over, to keep the peace.")),
    ),
    ("response", "fight"): (
        Because(_("These words turn against the one who writes them."), beside=("warmth_self", "harsh")),
        Because(_("These words judge a whole person."), parts="label"),
        Because(_("These words order, or threaten."), parts="demand"),
        Because(_("These words attack, blame or press.")),
    ),
    ("response", "flight"): (
        Because(_("These words put the talk off."), words="later|not now|another time|some other time|tomorrow"),
        Because(_("These words end the talk, or leave."), words="done|bye|goodbye|leaving|i'?m (?:off|out|going)|leave (?:me|it)|forget it|drop it|don'?t (?:call|write|text|talk)|block"),
        Because(_("These words pull back, or move away from it.")),
    ),
    ("response", "freeze"): (
        Because(_("These words say that there is no answer, or no way to say it."), words="i don'?t know|dunno|idk|no idea|can'?t (?:say|speak|think|move|decide|choose|find)"),
        Because(_("These words speak of being numb or blank."), words="numb|blank|empty|frozen|feel nothing|like a wall"),
        Because(_("These words sound as if all had been tried."), words="what'?s the point|what is the point|no point|give up|gave up|given up|too late"),
        Because(_("These words sound stuck.")),
    ),
    ("response", "fawn"): (
        Because(_("These words say sorry, to please the other."), words=_SORRY),
        Because(_("These words leave it to the other, to please them."), words=_YIELDS),
        Because(_("These words please the other, to keep the peace.")),
    ),
    ("response", "connect"): (
        Because(_("These words ask for something, openly."), parts="request"),
        Because(_("These words say sorry, or own something."), parts="apology"),
        Because(_("These words ask how it is for somebody."), parts="curiosity"),
        Because(_("These words share a need or a wish."), parts="need"),
        Because(_("These words share a feeling."), parts="feeling"),
        Because(_("These words say thanks, or what is good."), parts="appreciation"),
        Because(_("These words say a limit, without attack."), parts="limit"),
        Because(_("These words show that somebody is understood."), parts="validation"),
        Because(_("These words give comfort or courage."), parts="reassurance"),
        Because(_("These words reach out.")),
    ),
    ("in_view", "self"): (Because(_("Only the writer's own side is on the page here.")),),
    ("in_view", "other"): (Because(_("Only the other person is on the page here.")),),
    ("in_view", "both"): (Because(_("Both people are on the page here.")),),
    ("risk", "crisis"): (Because(_("These words may speak of wanting to die or to be hurt.")),),
    ("risk", "danger"): (Because(_("These words may speak of someone who is not safe.")),),
}  # fmt: skip

PART_REASONS: Final[dict[str, str]] = {
    "observation": _("Says what happened, as a camera would have seen it."),
    "feeling": _("Names a feeling."),
    "need": _("Names a need or a wish."),
    "request": _("Asks for something that can be answered with no."),
    "limit": _("Says what the writer will or will not do."),
    "blame": _("Makes someone the cause or the fault."),
    "absolute": _("Speaks of always, never, everything or nobody."),
    "label": _("Judges a whole person with a word."),
    "mind_reading": _("Says what someone else thinks or wants, as if it were known."),
    "demand": _("Leaves no room for a no."),
    "apology": _("Says sorry, or owns something."),
    "appreciation": _("Says thanks, or what is good."),
    "validation": _("Says that a feeling or a view makes sense."),
    "curiosity": _("Asks openly how it is for someone."),
    "reassurance": _("Gives comfort or courage."),
}


def reason(field: str, value: str, facts: Facts) -> str:
    """Return the sentence for a finding. `field` and `value` are of `labels.VALUES`, and not the quiet one."""
    return next(one.sentence for one in FIELD_REASONS[field, value] if one.holds(facts))
