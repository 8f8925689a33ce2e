"""What turns a word of harm into something else in its own clause: what it is done with, and what follows."""

from middleway.reading.outright.fitting import Fit
from middleway.reading.outright.patterns import Data
from middleway.reading.outright.tokens import Tree


def verbs(sentence: Tree, fit: Fit) -> list[int]:
    """Return the verbs of a fit: in "I said I will shoot him if he sings" the "if" hangs on the second."""
    return [fit.at, *(at for at in range(fit.start, fit.end) if sentence[at].is_verb and at != fit.at)]


def is_harmless_act(data: Data, sentence: Tree, fit: Fit) -> bool:
    """Whether a blow is made with what hurts nobody ("hit me with the bill"), or is of a thing that is given
    ("burned me a CD").
    """
    if fit.pattern.kind != "between" or not sentence[fit.at].is_verb:
        return False
    hurtful = data.lists["HURTFUL"]
    children = [c for at in verbs(sentence, fit) for c in sentence[at].children]
    for place in children:
        if sentence[place].text == "with" and place > fit.at:
            things = [c for c in sentence[place].children if sentence[c].dep == "pobj" and sentence[c].tag[:2] == "NN"]
            if any(not sentence[c].among(hurtful | data.lists["PEOPLE"]) and not _is_none(sentence, c) for c in things):
                return True
    is_given = any(sentence[c].dep == "dative" and sentence[c].tag == "PRP" for c in children)
    return is_given and any(sentence[c].dep == "dobj" and c >= fit.end for c in children)


def _is_none(sentence: Tree, at: int) -> bool:
    """Whether there is none of a thing: "locked in with no food"."""
    return any(sentence[c].text == "no" for c in sentence[at].children)


def goes_on_with_of(sentence: Tree, fit: Fit) -> bool:
    """Whether an "of" turns it into something else: "she starves me of sleep", "he broke my leg of lamb"."""
    return fit.end < len(sentence) and sentence[fit.end].text == "of"
