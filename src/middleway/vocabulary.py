"""What the ends and the middles of the spectra and the moves are called: once, for pages, command line and charts.

The words are marked for the catalogue here, and translated where they are shown. `loops` and `reading` give the codes.
"""

from typing import Final, NamedTuple


class Term(NamedTuple):
    """An English word as the catalogue has it. `context` tells apart what another language says in two ways."""

    word: str
    context: str = ""


class Ends(NamedTuple):
    """The two ends of a spectrum, and the middle between them."""

    low: Term
    middle: Term
    high: Term


def gettext_noop(word: str) -> Term:
    return Term(word)


def pgettext_noop(context: str, word: str) -> Term:
    return Term(word, context)


_ = gettext_noop

SPECTRA: Final = {
    "awareness": Ends(_("avoiding"), _("mindful"), _("flooded")),
    "belonging": Ends(_("just me"), _("both matter"), _("just them")),
    "warmth_self": Ends(pgettext_noop("to oneself", "harsh"), _("kind"), _("letting off")),
    "warmth_other": Ends(pgettext_noop("to another", "harsh"), _("kind"), _("giving in")),
}
# For words that somebody else wrote to the one who reads this.
THEIR_SPECTRA: Final = SPECTRA | {"belonging": Ends(_("just them"), _("both matter"), _("just you"))}

MY_MOVES: Final = {
    "fight": _("I get loud or sharp, or press"),
    "flight": _("I pull away, or go quiet"),
    "freeze": _("I go blank or stiff"),
    "fawn": _("I give in, to keep the peace"),
    "connect": _("I reach out"),
}
THEIR_MOVES: Final = {
    "fight": _("They get loud or sharp, or press"),
    "flight": _("They pull away, or go quiet"),
    "freeze": _("They go blank or stiff"),
    "fawn": _("They give in, or please me"),
    "connect": _("They come toward me"),
}
