"""Why, for how somebody holds what they feel: awareness, belonging, warmth toward oneself."""

from typing import Final

from middleway.reading.rules import Because, gettext_noop

_ = gettext_noop

_ROOM: Final = (
    "notice|noticed|noticing|aware|part of me|makes sense|for now|right now|just now|at the moment|a bit|a "
    "little|pass|passes|i can feel|breathe|breath"
)
_BODY: Final = "stomach|belly|chest|throat|heart|jaw|shoulders|breath|hands|knees|shaking|shake|trembling|tight|knot"
YIELDS: Final = (
    "whatever|up to you|your choice|you choose|you decide|as you like|as long as you|you'?re right|if you want|"
    "anything you"
)
_HELP: Final = "can'?t help it|couldn'?t help it|not my fault|wasn'?t my fault|made me|how i am|who i am"

# The first that holds is said. The last of each needs nothing: it is true of every text that gets the value.
WITHIN: Final[dict[tuple[str, str], tuple[Because, ...]]] = {
    ("awareness", "avoidant"): (
        Because(
            _("These words close the subject."),
            words=(
                "forget it|forget i|never ?mind|drop it|moving on|leave it|let'?s not|(?:don'?t|not) (?:want to |"
                "going to )?(?:talk|discuss)"
            ),
        ),
        Because(
            _("These words make it small, or say that it is nothing."),
            words=(
                "fine|nothing|no big deal|whatever|(?:doesn'?t|don'?t) (?:matter|care|mind)|it'?s ok|okay|no problem|"
                "not a problem"
            ),
        ),
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
        Because(
            _("These words speak of all or nothing, with nothing in between."),
            words="always|never|everything|nothing|nobody|no one|everyone|everybody|every time|all",
        ),
        Because(
            _("These words say that it is too much to bear."),
            words="can'?t (?:take|do|stand|cope|breathe|stop|bear|go on|handle|deal)|too much|unbearable|over and over",
        ),
        Because(_("These words speak of the worst."), words="worst|ruined|hopeless|disaster|destroyed|the end|over"),
        Because(_("A strong feeling carries these words along.")),
    ),
    ("belonging", "isolated"): (
        Because(_("These words speak of being alone."), words="alone|lonely|loneliness|by myself|on my own"),
        Because(
            _("These words speak of nobody who is there, sees or cares."),
            words="nobody|no one|noone|not one|none of|no friends",
        ),
        Because(
            _("These words set one person apart from all others."),
            words="only|everyone else|everybody else|other people|others|different",
        ),
        Because(_("These words sound alone with it.")),
    ),
    ("belonging", "shared"): (
        Because(
            _("These words say that others know this too."),
            words="everyone|everybody|anyone|anybody|people|all of us|human|many of us",
        ),
        Because(_("These words speak of both people."), words="both|each other|together"),
        Because(_("These words speak of a we."), words="we|us|our|ours|we're|we've|we'll"),
        Because(_("These words have room for more than one person.")),
    ),
    ("belonging", "self_omitting"): (
        Because(_("These words leave it to the other, and no wish of the writer's is in them."), words=YIELDS),
        Because(
            _("These words set the writer's own side aside."),
            words=(
                "don'?t (?:worry about|mind) me|i don'?t (?:need|mind|matter)|i'?ll manage|i'?m fine|doesn'?t matter|"
                "not important"
            ),
        ),
        Because(_("Only the other's side seems to count here.")),
    ),
    ("warmth_self", "harsh"): (
        Because(
            _("These words put the fault on the one who writes them."),
            words="my (?:own )?fault|because of me|i ruin(?:ed)?|i messed up|i blew",
        ),
        Because(
            _("These words hold the past against the one who writes them."),
            words="i (?:should|shouldn'?t|should not|could) ?(?:have|'ve)|i shoulda",
        ),
        Because(
            _("These words call the one who writes them something hard."),
            parts="label",
            words="i'?m|i am|i was|me|myself",
            beside=("warmth_other", "none kind placating"),
        ),
        Because(_("These words are hard on the one who writes them.")),
    ),
    ("warmth_self", "kind"): (
        Because(_("These words set a limit that protects the one who writes them."), parts="limit"),
        Because(
            _("These words grant that somebody did what they could."),
            words="(?:my|our) best|what i (?:could|can)|i tried|good enough",
        ),
        Because(_("These words let a feeling be, and say that it makes sense."), parts="validation"),
        Because(_("These words are kind to the one who writes them.")),
    ),
    ("warmth_self", "indulgent"): (
        Because(_("These words say that it could not be helped, or was somebody else's doing."), words=_HELP),
        Because(
            _("These words say that it is earned, or owed."),
            words="deserve[ds]?|earned|owed?|owes|entitled|after the|treat",
        ),
        Because(_("These words let the one who writes them off.")),
    ),
}
