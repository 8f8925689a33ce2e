"""An archive in pieces is the same as the archive in one, and little of it is held at once."""

import pytest

from middleway.vault import Arriving, Cost, NotOpened, read_archive, write_archive
from middleway.vault.archive import CHUNK
from middleway.vault.padding import pad, padded, unpadded

CHEAP = Cost(1_024, 1, 1)


@pytest.mark.parametrize("length", [0, 1, 255, 256, 257, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_003])
def test_pieces_are_padded_as_the_whole_is(length):
    content = bytes(range(256)) * (length // 256 + 1)
    content = content[:length]
    pieces = [content[at : at + 1_000] for at in range(0, length, 1_000)]

    assert b"".join(padded(pieces)) == pad(content)
    assert read_archive(b"".join(write_archive(iter(pieces), "words", CHEAP)), "words") == content
    assert len(b"".join(write_archive(pieces, "words", CHEAP))) == len(b"".join(write_archive(content, "words", CHEAP)))


def test_no_content_is_taken_before_stretching_and_little_is_held():
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


@pytest.mark.parametrize("length", [0, 1, 255, 256, CHUNK, 300_003])
@pytest.mark.parametrize("size", [1, 1_000, 70_000])
def test_padding_comes_off_whatever_the_pieces_are(length, size):
    content = (b"\x80\0\0" * length)[:length]
    whole = pad(content)
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]

    assert b"".join(unpadded(pieces)) == content
    for wrong in ([*pieces, b"\0"], [whole[:-1]], []):
        with pytest.raises(NotOpened):
            list(unpadded(wrong))


def test_an_archive_is_taken_no_further_than_the_one_who_looks_at_it_allows():
    archive, taken, seen = b"".join(write_archive(b"a" * 1_000_000, "words", CHEAP)), [], []

    def pieces():
        for at in range(0, len(archive), 10_000):
            taken.append(at)
            yield archive[at : at + 10_000]

    def look(piece):
        seen.append(piece)
        if sum(map(len, seen)) > 2 * CHUNK:
            raise OverflowError

    arriving = Arriving(pieces())
    assert len(taken) == 1, "its head alone"
    arriving.stretch("words")
    with pytest.raises(OverflowError):
        arriving.whole(look)
    assert sum(map(len, seen)) <= 3 * CHUNK
    assert max(taken) <= len(archive) // 2
