"""Notes and marks: what the page and the terminal show."""

from middleway.reading import Note, Span, notes, read, segments


def test_overlapping_marks_lose_no_letter():
    text = "abcdefghij"
    spans = [(Span(0, 5),), (Span(3, 8),), (Span(3, 5),), (Span(9, 10),)]
    found = [Note(number, "part", "blame", "Why.", span) for number, span in enumerate(spans, 1)]

    cut = segments(text, found)

    assert "".join(segment.text for segment in cut) == text
    assert [(s.text, s.numbers) for s in cut] == [
        ("abc", (1,)),
        ("de", (1, 2, 3)),
        ("fgh", (2,)),
        ("i", ()),
        ("j", (4,)),
    ]
    assert [s.ends for s in cut] == [(), (1, 3), (2,), (), (4,)]


def test_equal_parts_share_a_note_and_every_note_has_words_and_a_reason():
    found = notes(read("You are so selfish. You are so lazy. You never think of me."))

    assert [note.number for note in found] == list(range(1, len(found) + 1))
    assert len({(note.name, note.value) for note in found}) == len(found)
    assert all(note.spans and note.reason for note in found)
