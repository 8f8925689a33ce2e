"""Why, for what goes between two people: warmth toward the other, the response, who is in view, and risk."""

from typing import Final

from middleway.reading.reasons_within import YIELDS
from middleway.reading.rules import Because, gettext_noop

_ = gettext_noop

_SORRY: Final = "sorry|apologi[sz]e|forgive me"

# The first that holds is said. The last of each needs nothing: it is true of every text that gets the value.
BETWEEN: Final[dict[tuple[str, str], tuple[Because, ...]]] = {
    ("warmth_other", "harsh"): (
        Because(_("These words say always or never of the other."), words="(?:you|he|she|they) (?:always|never)"),
        Because(
            _("These words judge a whole person."), parts="label", words="you|you're|he|he's|she|she's|they|they're"
        ),
        Because(_("These words order, or threaten."), parts="demand"),
        Because(
            _("These words put the fault on the other."), parts="blame", beside=("warmth_self", "none kind indulgent")
        ),
        Because(_("These words are cold or hard on the other.")),
    ),
    ("warmth_other", "kind"): (
        Because(_("These words say sorry, or own something."), parts="apology"),
        Because(
            _("These words say thanks, or what is good."),
            parts="appreciation",
            words=(
                "thank|thanks|grateful|appreciate|proud|love|loved|like|liked|glad|good|great|best|wonderful|kind|"
                "lovely"
            ),
        ),
        Because(_("These words show that the other is understood."), parts="validation"),
        Because(_("These words ask how it is for the other."), parts="curiosity"),
        Because(_("These words give comfort or courage."), parts="reassurance"),
        Because(
            _("These words say that somebody is dear."),
            words="i (?:do |really |still )?(?:love|miss) (?:you|him|her|them|u)|love you|miss you",
        ),
        Because(_("These words are warm toward the other.")),
    ),
    ("warmth_other", "placating"): (
        Because(
            _("These words try to keep the other from being angry."),
            words=(
                "don'?t be (?:mad|angry|cross|upset|annoyed)|please don'?t|are you (?:mad|angry|cross)|not (?:mad|"
                "angry)"
            ),
        ),
        Because(_("These words say sorry, to keep the peace."), words=_SORRY),
        Because(_("These words give way, to keep the peace."), words=YIELDS),
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
        Because(
            _("These words end the talk, or leave."),
            words=(
                "done|bye|goodbye|leaving|i'?m (?:off|out|going)|leave (?:me|it)|forget it|drop it|don'?t (?:call|"
                "write|text|talk)|block"
            ),
        ),
        Because(_("These words pull back, or move away from it.")),
    ),
    ("response", "freeze"): (
        Because(
            _("These words say that there is no answer, or no way to say it."),
            words="i don'?t know|dunno|idk|no idea|can'?t (?:say|speak|think|move|decide|choose|find)",
        ),
        Because(
            _("These words speak of being numb or blank."), words="numb|blank|empty|frozen|feel nothing|like a wall"
        ),
        Because(
            _("These words sound as if all had been tried."),
            words="what'?s the point|what is the point|no point|give up|gave up|given up|too late",
        ),
        Because(_("These words sound stuck.")),
    ),
    ("response", "fawn"): (
        Because(_("These words say sorry, to please the other."), words=_SORRY),
        Because(_("These words leave it to the other, to please them."), words=YIELDS),
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
}
