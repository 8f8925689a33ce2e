"""An archive of pieces is the archive of the whole, and holds little at once."""

import pytest

from middleway.vault import Cost, read_archive, write_archive
from middleway.vault.archive import CHUNK
from middleway.vault.padding import pad, padded

CHEAP = Cost(1_024, 1, 1)


@pytest.mark.parametrize("length", [0, 1, 255, 256, 257, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_003])
def test_pieces_are_padded_as_the_whole_is(length):
    content = bytes(range(256)) * (length // 256 + 1)
    content = content[:length]
    pieces = [content[at : at + 1_000] for at in range(0, length, 1_000)]

    assert b"".join(padded(pieces)) == pad(content)
    assert read_archive(b"".join(write_archive(iter(pieces), "words", CHEAP)), "words") == content
    assert len(b"".join(write_archive(pieces, "words", CHEAP))) == len(b"".join(write_archive(content, "words", CHEAP)))


def test_no_content_is_asked_for_before_the_passphrase_was_stretched_and_little_is_held():
    taken = []

    def pieces():
        for number in range(100):
            taken.append(number)
            yield bytes(CHUNK)

    archive = write_archive(pieces(), "words", CHEAP)
    next(archive), next(archive)
    assert taken == []
    next(archive)
    assert len(taken) <= 3
