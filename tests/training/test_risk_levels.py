"""From where on a sign of the network is clear."""

from training.passages import written
from training.risk_levels import AT_MOST, LATER, levels, strongest


def test_no_more_harmless_texts_reach_a_level_than_may():
    texts = [passage.text for passage in written("harm_a") if passage.fields["risk"] == "none"][:150]
    found = levels(texts)

    for name, part in AT_MOST.items():
        assert sum(strongest(text)[name] >= found[name] for text in texts) <= part * len(texts)


def test_nothing_that_judges_sets_a_level():
    assert not [name for name in LATER if name.startswith("heldout")]
