"""Whether a noun is only the beginning of what is meant."""

from middleway.reading.outright.tokens import Tree


def is_of_a_number(sentence: Tree, at: int) -> bool:
    """Whether it is the "of" in "two of my teeth"."""
    return sentence[at].text == "of" and at > 0 and sentence[at - 1].tag in {"CD", "DT", "PDT"}


def is_only_a_beginning(sentence: Tree, at: int) -> bool:
    """Whether a thing is only the beginning of a longer one: "a black eye pencil", "a knife block"."""
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    is_part = sentence[at].dep in {"compound", "nmod"} and sentence[at].head > at
    return after is not None and is_part and after.tag[:2] == "NN"


def continues(sentence: Tree, at: int) -> bool:
    """Whether a noun is only the beginning of what is meant: "my husband's cat", "her hair", "him leaving"."""
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if after is None:
        return False
    if after.tag == "VBG" and at and sentence[at - 1].text in {"of", "about"}:
        return True
    if sentence[at].text == "her" and sentence[at].tag == "PRP$":
        return True
    if sentence[at].tag[:2] == "NN":
        return after.tag in {"POS", "HYPH"} or (
            after.tag[:2] == "NN" and sentence[at].dep in {"compound", "nmod", "poss"}
        )
    return False


def goes_on(sentence: Tree, at: int) -> bool:
    """Whether a noun is only the beginning of a longer one: "my husband's cat", "the baby monitor"."""
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    return after is not None and (
        after.tag == "POS"
        or (after.tag in {"NN", "NNS"} and after.dep != "npadvmod" and sentence[at].dep in {"compound", "nmod", "poss"})
    )
