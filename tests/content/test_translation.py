"""A language beside English: it has the texts alone, and a text that English has changed is not shown any more."""

import shutil

import pytest

from middleway import content
from middleway.content import ContentError, Files, files, troubles
from middleway.content import __main__ as command
from middleway.content.libraries import opened
from middleway.content.translation import mark

WEEK = "weeks/1.toml"
SAMPLE = "sample.toml"
LINES = "help_lines.toml"


@pytest.fixture
def home(copied):
    """English as it is, and a French of one title, which was read against it."""
    write(copied, WEEK, 'title = "Revenir au calme"')
    return copied


def write(home, file, toml):
    place = home / "fr" / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(toml, "utf-8")
    mark(Files("fr", home), [file])


def french(home):
    return opened(Files("fr", home))


def lacking(home, file):
    return [one for one in troubles(Files("fr", home)) if one.startswith(f"fr/{file}, ")]


@pytest.mark.parametrize("language", content.languages())
def test_every_text_is_there_and_none_is_older_than_its_english(language):
    assert list(troubles(Files(language))) == []


@pytest.mark.parametrize("language", content.languages())
def test_what_is_no_text_is_the_same_in_every_language(language):
    english, own = content.library("en"), content.library(language)

    assert {p.id: (p.minutes, p.kind, p.heat, len(p.steps), p.turns_to_them) for p in own.practices} == {
        p.id: (p.minutes, p.kind, p.heat, len(p.steps), p.turns_to_them) for p in english.practices
    }
    assert [(p.id, len(p.starters), p.turns_to_them) for p in own.prompts] == [
        (p.id, len(p.starters), p.turns_to_them) for p in english.prompts
    ]
    for tie in ("", *content.TIES):
        assert [one.id for one in own.fears(tie)] == [one.id for one in english.fears(tie)]
        assert [one.id for one in own.alike(tie)] == [one.id for one in english.alike(tie)]


@pytest.mark.parametrize("language", content.languages())
def test_who_is_called_and_what_a_telephone_dials_is_the_same_everywhere(language):
    def dialled(asked):
        lines = {
            c.code: [(one.dialled, one.kind, one.chat, one.web, one.source) for one in c.lines]
            for c in asked.help_lines
        }
        return lines, {c.code: [number for _, number in c.numbers] for c in asked.help_lines}

    assert dialled(content.library(language)) == dialled(content.library("en"))


def test_a_translation_takes_the_place_of_a_text_and_all_else_is_english(home):
    own, english = french(home).weeks[0], opened(Files("en", home)).weeks[0]

    assert own.title == "Revenir au calme"
    assert (own.idea, own.practice) == (english.idea, english.practice)


def test_what_is_missing_is_named_with_its_english(home):
    missing = lacking(home, WEEK)

    assert "fr/weeks/1.toml, idea.2: is not translated. In English it is: There are loud alarms" in missing[1]
    assert len(missing) == 5  # three paragraphs, what to try, and the question


def test_a_text_that_english_changed_is_shown_in_english_until_read_again(home):
    english = home / "en" / WEEK
    english.write_text(english.read_text("utf-8").replace("A way back to calm", "Back to calm"), "utf-8")

    assert french(home).weeks[0].title == "Back to calm"
    assert "fr/weeks/1.toml, title: may be older than its English text" in lacking(home, WEEK)[0]

    mark(Files("fr", home), ["weeks/"])

    assert french(home).weeks[0].title == "Revenir au calme"
    assert not any("title" in one for one in lacking(home, WEEK))


def test_reading_one_file_again_says_nothing_about_the_others(home):
    write(home, "weeks/2.toml", 'title = "Voir ce qui est là"')
    for file, title in ((WEEK, "A way back to calm"), ("weeks/2.toml", "Seeing what is here")):
        english = home / "en" / file
        english.write_text(english.read_text("utf-8").replace(title, "New"), "utf-8")

    mark(Files("fr", home), [WEEK])

    assert [week.title for week in french(home).weeks[:2]] == ["Revenir au calme", "New"]


@pytest.mark.parametrize(
    ("file", "toml", "key", "trouble"),
    [
        (WEEK, 'titel = "Calme"', "titel", "is not in the English file"),
        (WEEK, 'idea = ["a", "b", "c", "d"]', "idea.4", "is not in the English file"),
        (WEEK, 'practice = "rest"', "practice", "is no text to translate"),
        ("practices/rest.toml", "minutes = 5", "minutes", "is no text to translate"),
        ("practices/rest.toml", "title = 7", "title", "is not text"),
        ("prompts.toml", '[need]\nstarters.2 = "Je veux dormir."', "need.starters.2", "is a whole sentence"),
        (SAMPLE, '[moments.1]\ntext = "Elle veut tout savoir."', "moments.1.text", "is no text to translate"),
    ],
)
def test_what_is_wrong_with_a_translation_is_named(home, file, toml, key, trouble):
    write(home, file, toml)

    with pytest.raises(ContentError, match=trouble) as caught:
        french(home)

    assert (caught.value.file, caught.value.key) == (f"fr/{file}", key)
    assert command.checked(Files("fr", home)) == 1


def test_a_copy_of_the_english_file_is_a_beginning(home):
    write(home, "practices/rest.toml", (home / "en" / "practices" / "rest.toml").read_text("utf-8"))

    assert lacking(home, "practices/rest.toml") == []


def test_a_file_that_english_does_not_have_is_named(home):
    write(home, "weeks/9.toml", 'title = "Encore"')

    assert any(one.startswith("fr, weeks/9.toml: is no file") for one in troubles(Files("fr", home)))


def test_rules_of_writing_are_those_of_the_language(home):
    write(home, WEEK, 'title = "Tu dois te calmer!"')
    write(home, "rules.toml", 'forbidden = ["tu dois"]')

    assert len([one for one in lacking(home, WEEK) if ", title: has " in one]) == 2


def test_words_around_a_number_are_translated_and_the_number_is_dialled_as_it_was(home):
    write(home, LINES, '"Norway" = "Norvège"\n"113 or 0800-0113" = "113 ou 0800-0113"\n"24 hours" = "24 heures"')
    found = {country.code: country for country in french(home).help_lines}

    assert found["NO"].name == "Norvège"
    (line,) = [one for country in found.values() for one in country.lines if one.phone == "113 ou 0800-0113"]
    assert line.dialled == "113"
    assert any("Argentina: is not translated" in one for one in lacking(home, LINES))


def test_a_number_that_differs_from_the_facts_is_refused(home):
    write(home, LINES, '"113 or 0800-0113" = "113 ou 0800-0114"')

    with pytest.raises(ContentError, match=r"fr/help_lines\.toml, 113 or 0800-0113: has another number"):
        french(home)


def test_a_phrase_that_no_help_line_has_any_more_is_named(home):
    write(home, LINES, '"at full moon" = "à la pleine lune"')

    assert any("at full moon: is no longer among the help lines" in one for one in lacking(home, LINES))


@pytest.mark.parametrize("asked", [None, "", "xx", "en-gb"])
def test_without_content_in_a_language_people_read_english(asked):
    assert content.library(asked) is content.library("en")


def test_a_region_reads_its_own_words_or_those_of_its_language(home):
    shutil.copytree(home / "fr", home / "fr_CA")

    assert [files.spoken(asked, home) for asked in ("fr", "fr-be", "fr-ca", "xx")] == ["fr", "fr", "fr_CA", "en"]
