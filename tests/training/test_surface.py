"""Training meets the same words as they are typed in a hurry."""

import random
import re

import pytest

from training.surface import slipped, typed

TEXT = "I didn't say that, and I won't. You never listen when I'm tired."


def letters(text):
    return re.sub(r"[^a-z]", "", text.lower())


@pytest.mark.parametrize("seed", range(20))
def test_the_words_stay_in_their_order(seed):
    words = typed(TEXT, random.Random(seed)).split()

    assert len(words) == len(TEXT.split())
    assert sum(letters(a) == letters(b) for a, b in zip(words, TEXT.split(), strict=True)) >= 7


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_changes_one_letter_or_exchanges_two(seed):
    found = slipped("listening", random.Random(seed))

    assert found[0] == "l"
    assert abs(len(found) - len("listening")) <= 1


def test_every_kind_of_typing_comes_up():
    found = {typed(TEXT, random.Random(seed)) for seed in range(40)}

    assert TEXT.upper() in found
    assert any("'" not in one and one == one.lower() and "," in one for one in found)
    assert any("," not in one and "." not in one for one in found)
    assert any(one != TEXT and "," in one and one[0] == "I" for one in found)
