"""A content file with a fault is refused, and the message names the file, the key and what to do."""

from pathlib import Path

import pytest

from middleway.content import ContentError, files, shapes
from middleway.content.table import Table

BREATH = """
title = "A slower breath"
minutes = 2
kind = "breath"
heat = ["hot", "calm"]
about = "A long breath out."
out = "Stop when you like."
breath_in = 4
breath_out = 6
hold = 0
[[steps]]
text = "Breathe in."
seconds = 20
[[steps]]
text = "Breathe out."
"""
PROMPT = """
question = "What do you need?"
help = "Name it first."
example = "Kofi wrote: I need rest."
starters = ["I need"]
[tie.parent]
example = "Kofi wrote: I need my father to listen."
"""


def table(toml, file="practices/a_slower_breath.toml"):
    return Table(file, files.parsed(file, toml.encode()))


def changed(line, new):
    assert BREATH.count(line) == 1
    return table(BREATH.replace(line, new))


def test_a_practice_is_read_as_written():
    found = shapes.practice("a_slower_breath", table(BREATH))

    assert (found.id, found.minutes, found.heat) == ("a_slower_breath", 2, ("hot", "calm"))
    assert (found.breath_in, found.breath_out, found.hold) == (4, 6, 0)
    assert [(step.text, step.seconds) for step in found.steps] == [("Breathe in.", 20), ("Breathe out.", 0)]
    assert (found.warning, found.turns_to_them) == ("", False)


def test_the_example_in_the_docs_is_a_practice():
    docs = (Path(__file__).parents[2] / "docs" / "content.md").read_text("utf-8")

    assert shapes.practice("a", table(docs.split("```toml\n")[1].split("```")[0])).kind == "feet"


@pytest.mark.parametrize(
    ("line", "new", "key", "told"),
    [
        ('about = "A long breath out."', "", "about", "is missing"),
        ("minutes = 2", "minutes = 2\ncolour = 3", "colour", "not a key that is known"),
        ("seconds = 20", "secs = 20", "steps.1.secs", "not a key that is known"),
        ('text = "Breathe in."', "text = 7", "steps.1.text", "is not text"),
        ('title = "A slower breath"', 'title = "  "', "title", "is empty"),
        ('title = "A slower breath"', 'title = "A  slower breath"', "title", "spare spaces"),
        ('title = "A slower breath"', 'title = """A\nbreath"""', "title", "line break"),
        ("minutes = 2", "minutes = 0", "minutes", "is 0"),
        ("minutes = 2", "minutes = 11", "minutes", "from 1 to 10"),
        ("minutes = 2", 'minutes = "2"', "minutes", "not a whole number"),
        ("minutes = 2", "minutes = true", "minutes", "not a whole number"),
        ("seconds = 20", "seconds = 200", "minutes", "shorter than the seconds"),
        ('kind = "breath"', 'kind = "breathe"', "kind", "is 'breathe'"),
        ('kind = "breath"', 'kind = "feet"', "breath_in", "not a key that is known"),
        ("breath_out = 6", "breath_out = 1", "breath_out", "from 2 to 15"),
        ('["hot", "calm"]', '["hot", "warm"]', "heat", "'warm'"),
        ('["hot", "calm"]', '["hot", "hot"]', "heat", "each once"),
        ('["hot", "calm"]', "[]", "heat", "right length"),
        ('["hot", "calm"]', '"hot"', "heat", "not a list"),
        ("minutes = 2", 'minutes = 2\nturns_to_them = "no"', "turns_to_them", "neither true nor false"),
    ],
)
def test_what_is_wrong_with_a_practice_is_named(line, new, key, told):
    with pytest.raises(ContentError, match=r"practices/a_slower_breath\.toml") as caught:
        shapes.practice("a_slower_breath", changed(line, new))

    assert caught.value.key == key
    assert told in str(caught.value)
    assert caught.value.remedy.endswith((".", "="))


def test_steps_that_are_not_a_list_of_tables_are_named():
    head = BREATH[: BREATH.index("[[steps]]")]
    for steps, told in (("", "is missing"), ("steps = 1", "not a list"), ('steps = ["a", "b"]', "is not a table")):
        with pytest.raises(ContentError, match=told):
            shapes.practice("a", table(head + steps))


def test_a_question_differs_by_tie_only_where_it_says_so():
    found = shapes.prompt("need", table(PROMPT))

    assert found["partner"] == found[""]
    assert found["parent"].question == found[""].question
    assert found["parent"].starters == ("I need",)
    assert "father" in found["parent"].example


@pytest.mark.parametrize(
    ("line", "new", "key"),
    [
        ('["I need"]', '["I need rest."]', "starters.1"),
        ('["I need"]', '["a", "b", "c", "d", "e"]', "starters"),
        ("[tie.parent]", "[tie.boss]", "tie.boss"),
        ("[tie.parent]", "[ties.parent]", "ties"),
        ("[tie.parent]", '[tie.parent]\nanswer = "x"', "tie.parent.answer"),
    ],
)
def test_what_is_wrong_with_a_question_is_named(line, new, key):
    with pytest.raises(ContentError, match=r"prompts\.toml") as caught:
        shapes.prompt("need", table(PROMPT.replace(line, new), "prompts.toml"))

    assert caught.value.key == key


@pytest.mark.parametrize(
    ("shape", "toml", "key"),
    [
        (
            shapes.feelings,
            '[hurt]\ntitle = "Hurt"\n[hurt.sore]\nname = "sore"\nmeaning = "It aches."',
            "hurt.sore.body",
        ),
        (shapes.feelings, '[hurt.sore]\nname = "sore"\nmeaning = "It aches."\nbody = "There."', "hurt.title"),
        (shapes.needs, '[rest]\nname = "rest"\nmeaning = ""', "rest.meaning"),
        (shapes.needs, 'rest = "rest"', "rest"),
        (shapes.needs, '[Rest]\nname = "rest"\nmeaning = "Quiet."', "Rest"),
        (shapes.reactions, '[fight]\ntitle = "Fight"\nlook = "Loud."', "fight.protects"),
        (shapes.endings, '[alone]\ntext = "that I am alone"\nties = ["boss"]', "alone.ties"),
        (shapes.alike, '[tired]\nguess = "They may have been tired."', "tired.question"),
    ],
)
def test_what_is_wrong_in_a_list_is_named(shape, toml, key):
    with pytest.raises(ContentError) as caught:
        list(shape(table(toml, "list.toml")))

    assert (caught.value.file, caught.value.key) == ("list.toml", key)


def test_a_week_has_two_to_four_paragraphs():
    toml = 'title = "A"\nidea = ["One."]\npractice = "rest"\ntry = "Rest."\nquestion = "How?"'

    with pytest.raises(ContentError, match=r"1\.toml, idea"):
        shapes.week(1, table(toml, "weeks/1.toml"))


@pytest.mark.parametrize(("found", "told"), [(b'title = "A', "cannot be read"), (b'title = "\xff"', "is not UTF-8")])
def test_a_file_that_is_no_toml_is_named(found, told):
    with pytest.raises(ContentError, match=r"weeks/1\.toml.*" + told):
        files.parsed("weeks/1.toml", found)
