"""Which passphrases are refused, and those that are offered."""

import random

import pytest
from django.core.exceptions import ValidationError

from middleway.web.accounts import passphrases

FACTS = ("Annabel", "Rover", "Tom Bradley", "1987", "14.02.2011", "Liverpool")


def test_what_is_offered_is_six_words_out_of_7776_and_never_refused():
    offered = [passphrases.generated() for _ in range(1000)]

    assert len(passphrases._words()) == 7776
    assert len(set(offered)) == 1000
    for passphrase in offered:
        assert len(passphrase.split(" ")) == 6
        passphrases.refuse_weak(passphrase)


def variants(count):
    """Yield what people who know the facts would try: joined, in any case, with years and signs around them."""
    chance = random.Random(7)
    for _ in range(count):
        parts = [chance.choice(FACTS) for _ in range(chance.randint(2, 4))]
        parts = [chance.choice((str.lower, str.upper, str.title))(part) for part in parts]
        joined = chance.choice(("", " ", "-", "_", "."))
        made = joined.join(parts) + chance.choice(("", "!", "1", "123", "2024", "!!"))
        yield made.replace(*chance.choice((("a", "4"), ("e", "3"), ("o", "0"), ("", ""), ("i", "1"))))


def test_every_variant_of_what_others_know_is_refused():
    accepted = []
    for made in variants(5000):
        try:
            passphrases.refuse_weak(made, FACTS)
            accepted.append(made)
        except ValidationError:
            pass

    assert accepted == []


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("fourteen chars", "short"),
        ("x" * 300, "long"),
        ("qwertyuiopasdfghjkl", "guessable"),
        ("abcabcabcabcabcabc", "guessable"),
        ("2011-02-14-2011-02-14", "guessable"),
        ("iloveyouiloveyou", "common"),
        ("correct horse battery staple", "common"),
        ("Correct-Horse-Battery-Staple", "common"),
        ("may the f0rce be with you", "common"),
        ("passwordpassword", "guessable"),
        ("middlewaymiddleway", "guessable"),
    ],
)
def test_a_guessable_one_is_refused_with_its_reason(passphrase, code):
    with pytest.raises(ValidationError) as refused:
        passphrases.refuse_weak(passphrase)

    assert refused.value.code == code


def test_words_that_do_not_belong_together_are_taken_in_any_script():
    passphrases.refuse_weak("Lampe trägt elf Hüte im Regen")
    passphrases.refuse_weak("старый чайник летит над морем")
