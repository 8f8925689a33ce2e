"""What comes from the content files is in the reader's language: an example of each kind, on the page that shows it."""

from django.utils.translation import gettext, override

from middleway import content
from middleway.web.comfort.models import Card
from middleway.web.moments.models import Moment
from middleway.web.records import store
from tests.support.pages import main, words
from tests.support.writing import CALM, begun, friend

GERMAN, ENGLISH = content.library("de"), content.library("en")
MIRROR = "What Hanna wrote in anger, and what she drafts, is in English, since the mirror reads English only."
ASKED = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9"}


def read(person, address):
    return words(main(person.get(address, **ASKED)))


def test_practices(client, db):
    own, english = (library.practice("five_senses") for library in (GERMAN, ENGLISH))
    page, listed = read(client, "/settle/five_senses/"), read(client, "/settle/")

    for text in (own.title, own.about, own.out, own.steps[0].text):
        assert text in page
    assert own.title in listed
    assert english.title not in page + listed


def test_help_lines_in_german_words_with_the_same_numbers(client, db):
    page = client.get("/settle/help/", **ASKED)

    assert "Österreich" in page.text
    assert "24 Stunden am Tag" in page.text
    assert "113 oder 0800-0113" in page.text
    for country in ENGLISH.help_lines:
        assert all(f'href="tel:{line.dialled}"' in page.text for line in country.lines if line.dialled)
        assert all(f'href="tel:{number}"' in page.text for _, number in country.numbers)


def test_questions_lists_and_examples_of_the_way(alice):
    way = begun(alice, heat=CALM)
    page = read(alice, f"{way}turn/")

    for name in ("body", "feeling", "fear", "need"):
        prompt = GERMAN.prompt(name)
        missing = [text for text in (prompt.question, prompt.help, prompt.example) if text not in page]
        assert missing == []
        assert ENGLISH.prompt(name).question not in page
    assert GERMAN.prompt("body").starters[0] in page
    for one in (GERMAN.feelings[0].family_title, GERMAN.feelings[0].meaning, GERMAN.needs[0].name):
        assert one in page
    assert GERMAN.fears()[0].text in page


def test_guesses_reactions_triggers_and_costs(alice):
    way = begun(alice, heat=CALM)
    alice.post(f"{way}out/", {"text": "You never listen."})

    assert GERMAN.alike("")[0].guess in read(alice, f"{way}both/")
    assert GERMAN.reactions[0].look in read(alice, f"{way}see/")
    assert GERMAN.triggers("")[0].text in read(alice, f"{way}round/")
    assert GERMAN.costs("")[0].text in read(alice, f"{way}round/")


def test_words_for_one_tie(alice):
    way = begun(alice, friend(alice, "Leo", tie="parent"), heat=CALM)

    assert GERMAN.prompt("fear", "parent").example in read(alice, f"{way}turn/")


def test_explanations_and_weeks(alice):
    more, index, part = (read(alice, address) for address in ("/weeks/more/", "/weeks/", "/weeks/1/"))

    own = GERMAN.explanation("long_view")
    assert own.title in more
    assert own.text[0] in more
    week = GERMAN.weeks[0]
    assert week.title in index
    assert all(text in part for text in (*week.idea, week.to_try, week.question))


def test_private_notes(alice):
    assert GERMAN.prompt("safety_exits").help in read(alice, "/care/pages/safety/")


def test_hannas_story_is_german_and_what_the_mirror_reads_stays_english(alice):
    with override("de"):
        assert gettext(MIRROR) in read(alice, "/sample/")
    assert MIRROR not in words(main(alice.get("/sample/")))

    alice.post("/sample/begin/", **ASKED)
    vault = alice.vault()
    kept = [store.content_of(row, vault) for row in Moment.objects.all()]
    cards = [store.content_of(row, vault)["text"] for row in Card.objects.all()]

    assert {one["text"] for one in kept} == {scene.text for scene in ENGLISH.story.scenes}
    says = [one["way"]["say"] for one in kept if "event" in one["way"].get("say", {})]
    assert says
    assert {say["event"] for say in says} <= {
        scene.answers.get("say", {}).get("event") for scene in GERMAN.story.scenes
    }
    assert {say["draft"] for say in says} <= {
        scene.answers.get("say", {}).get("draft") for scene in ENGLISH.story.scenes
    }
    assert any("Drei Tage lächeln ist viel." in card for card in cards)


def test_two_people_read_in_their_own_languages_at_once(client, db):
    for _ in range(2):
        assert ENGLISH.practice("rest").title in words(main(client.get("/settle/rest/")))
        assert GERMAN.practice("rest").title in read(client, "/settle/rest/")
