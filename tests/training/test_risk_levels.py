"""From where on a sign of the network is clear."""

from training.passages import OWN, fresh, written
from training.risk_levels import AT_MOST, harmless, levels, strongest


def test_no_more_harmless_texts_reach_a_level_than_may():
    texts = [passage.text for passage in written("harm_a") if passage.fields["risk"] == "none"][:150]
    found = levels(texts)

    for name, part in AT_MOST.items():
        assert sum(strongest(text)[name] >= found[name] for text in texts) <= part * len(texts)


def test_nothing_that_judges_or_teaches_sets_a_level():
    judging = {passage.text for passage in written("heldout_risk", "heldout_signs")}
    taught = {passage.text for passage in written(*OWN)} | {passage.text for passage, _ in fresh("learned")}

    assert len(harmless()) > 1_000
    assert not set(harmless()) & (judging | taught)
