""" "Try with Hanna's story": weeks of moments to look around in, marked, and gone again with one click."""

import csv
import io
import json
import re
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from django.http import QueryDict
from django.utils import timezone

from middleway import content
from middleway.reading import read
from middleway.vault import read_archive
from middleway.web.comfort import actions
from middleway.web.comfort.models import Card, Recording, Wanted
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.forms import CLOSENESS
from middleway.web.people.models import Person
from middleway.web.questions import steps
from middleway.web.questions.forms import StepForm
from middleway.web.records import manifest, store
from middleway.web.records.models import SealedRow
from middleway.web.records.writing import writing
from middleway.web.safety import gate
from middleway.web.sample import summary
from tests.support.pages import hidden
from tests.support.writing import begun

ENGLISH = content.library("en")

MARK = '<span class="sample">sample</span>'
TAKE_AWAY = 'action="/sample/take-away/"'
OFFER = 'action="/sample/begin/"'
SOUND = b"\x1a\x45\xdf\xa3" + b"a voice that says: I am here"
STORY = ENGLISH.story


@pytest.fixture
def sample(alice):
    assert alice.post("/sample/begin/").headers["Location"] == "/moments/"
    return alice


def contents(person, kind=SealedRow):
    vault = person.vault()
    return [store.content_of(row, vault) for row in store.rows_of(vault) if isinstance(row, kind)]


def rows(person):
    return {(row.pk, row.revision, bytes(row.sealed)) for row in store.rows_of(person.vault())}


def own(person):
    """Write one of each kind, and return what is stored of it."""
    person.post("/moments/write/", {"text": "My own words."})
    person.post("/people/new/", {"name": "Leo", "tie": "friend", "close": ""})
    person.post("/comfort/new/", {"text": "My own card."})
    return rows(person)


def test_it_is_offered_where_nothing_is_kept_and_in_settings_and_explained(alice):
    page = alice.get("/moments/").text

    assert OFFER in page
    assert "take them away with one click" in page
    assert 'href="/sample/"' in alice.get("/security/").text
    assert OFFER in alice.get("/sample/").text
    alice.post("/moments/write/", {"text": "My own words."})
    assert OFFER not in alice.get("/moments/").text
    assert OFFER in alice.get("/sample/").text


def test_the_page_of_the_sample_opens_no_moment(sample, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        assert OFFER not in sample.get("/sample/").text

    assert not any("moments_moment" in query["sql"] for query in asked.captured_queries)


def test_one_click_brings_people_weeks_of_moments_and_cards_all_sealed(sample):
    now, moments = timezone.now(), contents(sample, Moment)
    written = sorted(datetime.fromisoformat(moment["written"]) for moment in moments)

    assert len(moments) == len(STORY.scenes) == 35
    assert len(contents(sample, Person)) == 4
    assert len(contents(sample, Card)) == 3
    assert timedelta(days=56) < now - written[0] < timedelta(days=125)
    assert all(datetime.fromisoformat(moment["changed"]) < now for moment in moments)
    assert all(sample_row["sample"] is True for sample_row in contents(sample))
    assert not any(b"Birgit" in bytes(row.sealed) for row in store.rows_of(sample.vault()))
    assert not manifest.differing(sample.vault())


def test_a_card_is_the_one_of_its_moment(sample):
    cards = {str(row.pk): store.content_of(row, sample.vault()) for row in Card.objects.all()}
    of = [moment for moment in contents(sample, Moment) if "card" in moment]

    assert {moment["card"] for moment in of} == set(cards)
    assert all(moment["way"]["comfort"]["promise"] in cards[moment["card"]]["text"] for moment in of)


def test_samples_say_so_in_lists_and_on_their_pages_and_one_s_own_do_not(sample):
    moment, person, card = (kind.objects.first() for kind in (Moment, Person, Card))
    own(sample)

    for address, count in (("/moments/", 35), ("/people/", 4), ("/comfort/", 3)):
        page = sample.get(address).text
        assert page.count(MARK) == count, address
        assert TAKE_AWAY in page
    assert sample.get("/way/remember/").text.count("(sample)") == 4
    assert sample.get(f"{begun(sample)}about/").text.count("(sample)") == 4
    assert sample.post("/search/", {"wanted": "Birgit"}).text.count(MARK) > 5
    assert MARK not in sample.post("/search/", {"wanted": "My own words."}).text
    pages = [f"/moments/{moment.pk}/{page}" for page in ("", "edit/", "erase/")]
    pages += [f"/way/{moment.pk}/{page}" for page in ("", "whole/", "heat/", *(f"{step}/" for step in steps.STEPS))]
    pages += [
        f"/{kind}/{row.pk}/{page}" for kind, row in (("people", person), ("comfort", card)) for page in ("", "erase/")
    ]
    for address in pages:
        assert sample.get(address).text.count(MARK) == 1, address
    for row in store.rows_of(sample.vault()):
        if not store.opened(row, sample.vault()).sample:
            address = {Moment: "/moments/", Person: "/people/", Card: "/comfort/"}[type(row)]
            assert MARK not in sample.get(f"{address}{row.pk}/").text


def test_a_hot_moment_of_hers_says_so_too(sample):
    hot = next(row for row in Moment.objects.all() if store.content_of(row, sample.vault())["heat"][-1]["value"] >= 7)

    page = sample.get(f"/way/{hot.pk}/").text
    assert "One breath first." in page
    assert page.count(MARK) == 2  # her moment, and her newest words of comfort
    own(sample)
    assert sample.get(f"/way/{hot.pk}/").text.count(MARK) == 1  # one's own words come first


def test_one_click_takes_it_away_and_leaves_one_s_own_as_it_was(alice):
    before = own(alice)
    alice.post("/sample/begin/")
    assert len(rows(alice)) == len(before) + 42

    assert alice.post("/sample/take-away/").headers["Location"] == "/moments/"

    assert rows(alice) == before
    assert not manifest.differing(alice.vault())
    page = alice.get("/moments/").text
    assert MARK not in page
    assert TAKE_AWAY not in page


def test_nobody_elses_sample_goes(sample, bob):
    bob.post("/sample/begin/")
    before = rows(sample)

    bob.post("/sample/take-away/")

    assert rows(bob) == set()
    assert rows(sample) == before


def test_twice_is_once_also_when_only_a_part_is_left(sample):
    before = rows(sample)
    sample.post("/sample/begin/")
    assert rows(sample) == before

    for kind, address in ((Person, "people"), (Card, "comfort")):
        for row in kind.objects.all():
            sample.post(f"/{address}/{row.pk}/erase/")
    sample.post("/sample/begin/")

    assert len(rows(sample)) == 35
    assert TAKE_AWAY in sample.get("/sample/").text
    sample.post("/sample/take-away/")
    assert rows(sample) == set()


def test_what_is_changed_in_it_stays_marked_and_goes_with_it(sample):
    person, card = Person.objects.first(), Card.objects.first()
    moment = next(row for row in Moment.objects.all() if "card" not in store.content_of(row, sample.vault()))
    sample.post(f"/moments/{moment.pk}/edit/", {"text": "changed", "seen": str(moment.revision)})
    sample.post(f"/people/{person.pk}/", {"name": "Changed", "tie": "friend", "close": ""})
    sample.post(f"/comfort/{card.pk}/", {"text": "changed"})
    way = f"/way/{moment.pk}/comfort/"
    sample.post(way, {**hidden(sample.get(way)), "words-pain": "changed", "card": "on"})
    sample.post(f"/way/{moment.pk}/heat/", {"heat": "1"})

    for row in (moment, person, card):
        row.refresh_from_db()
        assert row.revision > 1
        assert store.opened(row, sample.vault()).sample
    sample.post("/sample/take-away/")
    assert [c["text"] for c in contents(sample)] == ["changed"]  # the new card: one's own words of comfort


def test_one_s_own_voice_on_a_card_of_hers_goes_with_the_card(sample):
    card = Card.objects.first()
    text = store.content_of(card, sample.vault())["text"]
    actions.keep(sample.vault(), Wanted(text, sound=SOUND), card.pk)

    assert [content["sample"] for content in contents(sample, Recording)] == [True]
    sample.post("/sample/take-away/")

    assert rows(sample) == set()


def test_an_unfinished_change_of_one_s_own_is_not_lost_with_it(sample):
    moment = Moment.objects.first()
    sample.post("/moments/drafts/00000000-0000-4000-8000-000000000001/", {"text": "mine", "of": str(moment.pk)})

    sample.post("/sample/take-away/")

    assert contents(sample, Draft)[0]["text"] == "mine"
    assert "mine" in sample.get("/moments/drafts/00000000-0000-4000-8000-000000000001/").text


def test_it_only_comes_and_goes_when_asked(sample):
    before = rows(sample)
    for address in ("/sample/begin/", "/sample/take-away/"):
        assert sample.get(address).status_code == 405
    assert rows(sample) == before


def test_an_export_holds_it_marked_and_brings_it_back_marked(sample):
    sample.post("/moments/write/", {"text": "My own words."})
    seal = "quilt armband seventeen reptile"
    archive = sample.post("/export/", {"current": sample.passphrase, "archive_passphrase": seal}).getvalue()
    lines = [json.loads(line) for line in read_archive(archive, seal).splitlines()][1:-1]
    plain = {"current": sample.passphrase, "understood": "on"}
    table = list(
        csv.DictReader(io.StringIO(sample.post("/export/plain/", {**plain, "form": "csv"}).getvalue().decode()))
    )
    printed = sample.post("/export/plain/", {**plain, "form": "html"}).getvalue().decode()

    assert sum(line["content"].get("sample", False) for line in lines) == 42
    marked = {row["id"] for row in table if row["what"] == "sample"}
    assert len(marked) == 42
    assert [row["text"] for row in table if row["id"] not in marked] == ["My own words."]
    assert printed.count("· sample</h2>") == 42
    with writing(sample.vault()) as batch:
        batch.erase(list(store.rows_of(sample.vault())))
    fields = {"archive_passphrase": seal, "current": sample.passphrase, "archive": io.BytesIO(archive)}
    sample.post("/imports/", fields)
    while sample.get("/imports/on/").status_code == 200:
        pass  # each look at the page reads on
    assert len(rows(sample)) == 43
    sample.post("/sample/take-away/")
    assert len(rows(sample)) == 1


def test_the_click_takes_less_than_a_second(alice):
    alice.get("/moments/")

    began = perf_counter()
    alice.post("/sample/begin/")

    assert perf_counter() - began < 1


def test_nothing_in_it_speaks_of_danger():
    texts = [scene.text for scene in STORY.scenes]
    texts += [
        words
        for scene in STORY.scenes
        for step in scene.answers.values()
        for words in step.values()
        if isinstance(words, str)
    ]
    texts += [text for row, content in summary.rows(timezone.now()) for text in row.words_in(content)]

    assert [text for text in texts if not gate.of_words(text).may(gate.Offer.MIRROR)] == []


@pytest.mark.parametrize("scene", STORY.scenes, ids=lambda scene: f"{scene.days_ago}_days_ago")
def test_every_answer_is_one_that_a_page_would_have_taken(scene):
    tie = next(one.tie for one in STORY.people if one.id == scene.person)
    for name, answers in scene.answers.items():
        step, data = steps.STEPS[name], QueryDict(mutable=True)
        form = StepForm(step, tie)
        for question, answer in answers.items():
            data.setlist(form.add_prefix(question), list(answer) if isinstance(answer, tuple) else [str(answer)])
        form = StepForm(step, tie, data)

        assert form.is_valid(), (name, form.errors)
        kept = {question: form.cleaned_data[question] for question in answers}
        assert kept == {question: list(a) if isinstance(a, tuple) else a for question, a in answers.items()}


def test_the_steps_are_those_that_are_offered_at_that_heat():
    for scene in STORY.scenes:
        heat = scene.heat if scene.heat_later is None else scene.heat_later
        offered = (
            {step.id for step in (*steps.offered(heat), *steps.deeper(heat))}
            | {"pause"}
            | ({"well"} if steps.depth(heat) == "calm" else set())
        )
        assert set(scene.answers) <= offered, scene.days_ago


def test_what_helped_her_is_what_can_be_ticked_when_one_looks_again():
    offered = {one.id for one in ENGLISH.practices if not one.turns_to_them}

    assert {name for scene in STORY.scenes for name in scene.helped} <= offered


def test_how_close_somebody_is_can_be_chosen_on_their_page():
    assert set(content.CLOSENESS) == set(CLOSENESS) - {""}


def test_both_wrong_ends_occur_and_the_middle_comes_later():
    found = [
        read(text).fields
        for scene in STORY.scenes
        for text in (scene.text, scene.answers.get("say", {}).get("draft", ""))
        if text
    ]

    assert {"avoidant", "flooded", "mindful"} <= {one.awareness.value for one in found}
    assert {"isolated", "self_omitting"} <= {one.belonging.value for one in found}
    assert {"harsh", "placating", "kind"} <= {one.warmth_other.value for one in found}
    drafts = [
        (s.days_ago, read(str(s.answers["say"]["draft"])).fields)
        for s in STORY.scenes
        if "draft" in s.answers.get("say", {})
    ]
    ends = {"harsh", "placating"}
    assert {one.warmth_other.value for days, one in drafts if days > 40} <= ends
    assert not ends & {one.warmth_other.value for days, one in drafts if days < 28}


def test_the_loop_is_in_it_again_and_again_and_so_is_a_bad_week():
    with_jonas = [scene for scene in STORY.scenes if scene.person == "jonas"]
    asked = [scene for scene in with_jonas if re.search("Birgit|his mother|her back", scene.text)]
    moves = {move for scene in STORY.scenes for move in scene.answers.get("see", {}).get("reactions", ())}
    heard = [scene.answers["after"]["heard"] for scene in STORY.scenes if "heard" in scene.answers.get("after", {})]

    assert len(asked) >= 6
    assert moves == {"fight", "flight", "freeze", "fawn"}
    assert set(heard) == {"yes", "partly", "no", "not_said"}
    assert max(scene.heat for scene in STORY.scenes if scene.days_ago < 35) >= 9
    assert sum(scene.heat for scene in with_jonas[:4]) > sum(scene.heat for scene in with_jonas[-4:])
