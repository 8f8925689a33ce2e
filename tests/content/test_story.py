"""Hanna's story: its file is checked like the others, and its raw words alone may be rough."""

import pytest

from middleway import content
from middleway.content import ContentError, files, words
from middleway.content import story as stories
from middleway.content.table import Table

ENGLISH = content.library("en")

STORY = """
[people.kim]
name = "Kim"
tie = "friend"
close = "far"
[[moments]]
person = "kim"
days_ago = 9
at = "20:40"
heat = 8
heat_later = 3
minutes_later = 90
text = "You always do that!"
[moments.turn]
body = "A tight throat."
feelings = ["hurt", "sad"]
[moments.comfort]
card = true
[[moments]]
person = "kim"
days_ago = 4
at = "08:00"
heat = 5
text = "Again."
"""


def story(toml):
    return stories.story(Table("sample.toml", files.parsed("sample.toml", toml.encode())))


def test_a_story_is_read_as_written():
    found = story(STORY)
    first, second = found.scenes

    assert [(one.id, one.name, one.tie, one.close) for one in found.people] == [("kim", "Kim", "friend", "far")]
    assert (first.heat, first.heat_later, first.minutes_later) == (8, 3, 90)
    assert first.answers == {
        "turn": {"body": "A tight throat.", "feelings": ("hurt", "sad")},
        "comfort": {"card": True},
    }
    assert (second.heat_later, second.minutes_later, second.answers) == (None, 0, {})


@pytest.mark.parametrize(
    ("line", "new", "key"),
    [
        ('close = "far"', 'close = "miles"', "people.kim.close"),
        ('close = "far"', 'close = "far"\nage = 3', "people.kim.age"),
        ("heat = 8", "heat = 11", "moments.1.heat"),
        ("heat = 8", "heat = 8\ncolour = 1", "moments.1.colour"),
        ('"20:40"', '"late"', "moments.1.at"),
        ("minutes_later = 90", "minutes_later = 99999", "moments.1.minutes_later"),
        ("days_ago = 9", "days_ago = 1", "moments.1.days_ago"),
        ("days_ago = 4", "days_ago = 14", "moments.2.days_ago"),
        ('feelings = ["hurt", "sad"]', "feelings = [7]", "moments.1.turn.feelings.1"),
        ("card = true", "card = 7", "moments.1.comfort.card"),
        ('person = "kim"\ndays_ago = 4', 'person = "lou"\ndays_ago = 4', "moments.2.person"),
    ],
)
def test_what_is_wrong_with_a_story_is_named(line, new, key):
    assert STORY.count(line) == 1
    with pytest.raises(ContentError) as caught:
        story(STORY.replace(line, new))

    assert caught.value.key == key


def complaints(message):
    return list(words.complaints([message], "en", content.Files().forbidden()))


def test_hannas_raw_words_may_be_rough_and_nothing_else_of_hers_may():
    raw = content.Message("You always do that!", "sample.toml", "moments.1.text")

    assert complaints(raw) == []
    for key in ("moments.1.say.draft", "moments.1.text.2", "people.kim.name"):
        assert len(complaints(content.Message(raw.text, "sample.toml", key))) == 2
    assert len(complaints(content.Message(raw.text, "needs.toml", "moments.1.text"))) == 2


def test_hanna_can_be_translated_and_her_codes_are_no_words():
    texts = {message.text for message in content.messages(content.Files()) if message.file == "sample.toml"}

    assert {scene.text for scene in ENGLISH.story.scenes} <= texts
    assert {"Hanna", "Jonas"} & texts == {"Jonas"}
    assert not texts & {"jonas", "partner", "not_matter", "a_say", "fight", "later", "20:40"}
