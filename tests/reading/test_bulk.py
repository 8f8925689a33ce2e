"""The bulk reader: the same fields, in a stream."""

import itertools
import tracemalloc

import pytest

from middleway.reading import CHARACTER_LIMIT, NotText, Reading, TextTooLong, read, read_many
from middleway.reading.labels import FIELDS

MESSAGES = [
    "You never listen to me.",
    "ok see you at 7",
    "Sorry, it's all my fault, whatever you want.",
    "I felt hurt.",
]


def test_results_come_in_input_order_with_the_fields_of_the_full_reader():
    marked = {7: "You are such a selfish idiot.", 600: "Thank you so much, you are wonderful.", 1999: "?!"}
    results = list(read_many(marked.get(at, "The train leaves at nine.") for at in range(2000)))

    assert len(results) == 2000
    values = [r.fields.warmth_other.value for r in results]
    assert [at for at, value in enumerate(values) if value == "harsh"] == [7]
    assert [at for at, value in enumerate(values) if value == "kind"] == [600]
    assert [at for at, r in enumerate(results) if r.language == "unknown"] == [1999]
    assert set(results[0].as_json()) == set(read(MESSAGES[0]).as_json())
    assert all(sum(results[0].fields.field(f).probabilities.values()) > 0.999 for f in FIELDS)


def test_a_message_that_cannot_be_read_gives_its_error_and_the_others_go_on():
    results = list(read_many(["I felt hurt.", None, "a" * (CHARACTER_LIMIT + 1), "I felt hurt."]))

    assert [type(result) for result in results] == [Reading, NotText, TextTooLong, Reading]
    first, last = (result.fields for result in (results[0], results[3]))
    for name in FIELDS:  # some processors round the last rows of a block differently
        assert last.field(name).value == first.field(name).value
        assert dict(last.field(name).probabilities) == pytest.approx(dict(first.field(name).probabilities), abs=1e-5)


def test_a_source_that_breaks_costs_nothing_of_what_came_before():
    def source():
        yield from ["I felt hurt."] * 700
        raise OSError("the disk is gone")

    readings = read_many(source())
    before = [next(readings) for _ in range(700)]

    assert all(isinstance(reading, Reading) for reading in before)
    with pytest.raises(OSError, match="the disk is gone"):
        next(readings)


def test_one_string_is_not_taken_for_many():
    with pytest.raises(NotText):
        next(read_many("hello"))


def test_a_message_is_read_alike_whatever_stands_around_it():
    alone = next(iter(read_many(["I felt hurt when you left."])))
    among = list(read_many(["You idiot!!", "I felt hurt when you left.", ""]))[1]

    assert all(
        abs(alone.fields.field(f).probabilities[v] - share) < 1e-4
        for f in FIELDS
        for v, share in among.fields.field(f).probabilities.items()
    )


def test_progress_is_told_and_a_stream_is_not_read_far_ahead():
    taken = itertools.count()
    counts = []
    stream = (f"message {next(taken)} for you" for _ in range(100_000))

    results = read_many(stream, progress=counts.append)
    for _ in range(600):
        next(results)

    assert next(taken) < 5_000
    assert counts[0] == 512


def test_memory_stays_flat_over_a_long_stream():
    def peak(count):
        tracemalloc.start()
        for _ in read_many(f"message {i} you never listen" for i in range(count)):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(600)
    assert peak(12_000) < 2 * peak(3_000)


def test_not_english_is_said_in_bulk_too():
    results = list(read_many(["Je me sens seul depuis que tu es parti hier soir.", "?!", "I miss you so much"]))

    assert [result.language for result in results] == ["other", "unknown", "en"]
