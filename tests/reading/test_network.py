"""What the network computes must not depend on the processor."""

import pytest

from middleway.reading.network import network
from middleway.reading.tokens import tokens

TEXT = "Birgit wants us for the long weekend, and he said yes while I was standing next to him."
# For `awareness`, `belonging` and the first of `warmth_self`: each column summed over the words, no sum being cut off.
EXACT = [52.35, -20.51, -13.19, -28.13, 43.33, -22.57, -21.89, -26.33, 44.96]


def test_the_same_text_gives_the_same_numbers_on_every_processor():
    model = network()
    ids = tokens(TEXT, model.pieces).ids

    found = model.weigh(ids, [range(len(ids))]).score.sum(0)[: len(EXACT)].tolist()

    # Rounding moves these by a few hundredths; sums that are cut off in 16 bits, by up to three.
    assert found == pytest.approx(EXACT, abs=0.5)
