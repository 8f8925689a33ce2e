"""The ends of the spectra and the moves have one name each, wherever they are shown."""

from pathlib import Path

import pytest

from middleway import vocabulary
from middleway.loops import MOVES
from middleway.reading.labels import SPECTRA

SOURCE = Path(vocabulary.__file__).parent
ENDS = {term.word for ends in vocabulary.THEIR_SPECTRA.values() for term in (ends.low, ends.high)}
LISTS = [vocabulary.SPECTRA, vocabulary.THEIR_SPECTRA]


@pytest.mark.parametrize("spectra", LISTS)
def test_every_spectrum_of_a_reading_has_its_words(spectra):
    assert tuple(spectra) == SPECTRA


@pytest.mark.parametrize("moves", [vocabulary.MY_MOVES, vocabulary.THEIR_MOVES])
def test_every_move_of_a_loop_has_its_words(moves):
    assert tuple(moves) == MOVES


@pytest.mark.parametrize("word", sorted(ENDS - {"harsh", "flooded"}))  # these two are codes of the codebook, too
def test_no_other_file_has_a_name_of_its_own_for_an_end(word):
    files = [file for file in SOURCE.rglob("*.py") if f'_("{word}")' in file.read_text("utf-8")]

    assert [file.name for file in files] == ["vocabulary.py"]
