"""`python3 start.py languages`: what is missing, left over or wrong in a translation is found, each with its sentence."""

import gettext

import pytest
from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.utils import translation

from languages import ages, catalogues, findings, sources
from middleway.web.languages.offered import offered
from tests.support.pages import element, words

TEXTS = {"Keep": "Aufbewahren", "%(name)s is here.": "%(name)s ist hier."}
PLURAL = ("%(count)s day", "%(count)s days")


@pytest.fixture
def template():
    found = Catalog()
    for text in (*TEXTS, PLURAL):
        found.add(text)
    return found


@pytest.fixture
def german(tmp_path, template):
    """A whole catalogue, and a way to change one message of it."""
    language = catalogues.Language("de", tmp_path)
    catalogues.update(language, template)

    def told(original=None, text=None):
        catalogue = language.catalogue()
        for message, german in {**TEXTS, PLURAL: ("ein Tag", "%(count)s Tage"), original: text}.items():
            if message:
                catalogue.get(message[0] if isinstance(message, tuple) else message).string = german
        with language.source.open("wb") as file:
            write_po(file, catalogue)
        language.compiled.write_bytes(catalogues.compiled(catalogue))
        return list(findings.of(language, template))

    told.language = language
    return told


def test_a_whole_catalogue_has_no_findings(german):
    assert german() == []


@pytest.mark.parametrize(
    ("original", "text", "found"),
    [
        ("Keep", "", "not translated"),
        ("%(name)s is here.", "Jemand ist hier.", "placeholders"),
        ("%(name)s is here.", "%(nam)s ist hier.", "placeholders"),
        ("Keep", "Aufbewahren ", "another space"),
        (PLURAL, ("ein Tag", "Tage"), "placeholders"),
        (PLURAL, ("ein Tag", ""), "not translated"),
    ],
)
def test_what_is_wrong_with_a_translation_is_said_of_its_sentence(german, original, text, found):
    (finding,) = german(original, text)

    assert found in finding
    assert f"“{original if isinstance(original, str) else original[1]}”" in finding


def test_a_sentence_that_is_new_or_gone_is_found(german, template):
    german()
    template.add("New")
    template.delete("Keep")

    missing, gone = findings.of(german.language, template)
    assert missing.startswith("not in the catalogue yet: “New”")
    assert gone.startswith("nothing says this any more: “Keep”")


def test_an_old_compiled_file_is_found(german, template):
    german()
    german.language.compiled.write_bytes(b"old")

    (finding,) = findings.of(german.language, template)
    assert finding.startswith("the compiled file is older")


def test_an_update_keeps_what_is_translated_and_guesses_nothing(german, template):
    german()
    template.delete("Keep")
    template.add("Keep it")
    catalogues.update(german.language, template)

    catalogue = german.language.catalogue()
    assert catalogue.get("%(name)s is here.").string == "%(name)s ist hier."
    assert catalogue.get("Keep it").string == ""
    assert "Keep" not in catalogue
    assert not any(message.fuzzy for message in catalogue if message.id)


def test_a_new_language_brings_its_own_plural_rule(tmp_path, template):
    polish = catalogues.Language("pl", tmp_path)
    catalogues.update(polish, template)

    assert polish.catalogue().num_plurals == Catalog(Locale("pl")).num_plurals == 3
    assert len(polish.catalogue().get(PLURAL[0]).string) == 3


def test_what_is_compiled_is_what_gettext_reads(german):
    german()
    with german.language.compiled.open("rb") as file:
        told = gettext.GNUTranslations(file)

    assert told.gettext("Keep") == "Aufbewahren"
    assert told.ngettext(*PLURAL, 2) == "%(count)s Tage"


def test_messages_are_found_in_code_and_in_templates_with_context_and_plural():
    found = sources.template()

    assert found.get("These words name a feeling.")  # gettext_noop
    assert found.get("sample", context="a mark")
    once = "Once you said that you did your part and it did not change."
    assert found.get(once).pluralizable  # over several lines of a template
    assert found.get("middleway: error: {what}")


def test_every_language_in_the_repository_is_whole():
    template = sources.template()

    assert [line for language in catalogues.languages() for line in findings.of(language, template)] == []


def test_a_language_that_is_added_is_offered_and_spoken_in_its_direction(client, db, settings, tmp_path):
    arabic = catalogues.Language("ar", tmp_path)
    catalogues.update(arabic, sources.template())
    catalogue = arabic.catalogue()
    catalogue.get("Help").string = "مساعدة"
    arabic.compiled.write_bytes(catalogues.compiled(catalogue))
    settings.LOCALE_PATHS, settings.LANGUAGES = [tmp_path], offered(tmp_path)

    page = client.get("/", HTTP_ACCEPT_LANGUAGE="ar")
    assert element(page, ".//html").attrib.items() >= {"lang": "ar", "dir": "rtl"}.items()
    assert words(element(page, ".//a[@class='tool help']")) == "مساعدة"
    assert "A hard moment with someone close?" in words(page)  # what is not translated yet is English
    assert words(element(client.get("/"), ".//a[@class='language']")) == "العربيّة"
    translation.deactivate()


@pytest.mark.parametrize("code", ["en", "de"])
def test_whoever_is_twelve_can_read_every_page(code):
    said = sources.template() if code == "en" else catalogues.Language(code).catalogue()
    found = ages.of_files(said, code)

    assert len(found) > 60
    assert {file: age for file, age in found.items() if age > 12} == {}


def test_a_page_that_is_hard_to_read_is_found():
    hard = Catalog()
    sentence = "Notwithstanding considerable organisational complications, administrative responsibilities predominate."
    for number in range(5):
        hard.add(f"{sentence} {number}", locations=[("src/middleway/web/home/templates/home/index.html", 0)])
        hard.add(f"{sentence} {number}", locations=[("src/middleway/cli/main.py", 0)])

    assert ages.of_files(hard, "en").popitem()[1] > 12
    assert len(ages.of_files(hard, "en")) == 1
