"""What a row holds is said once, beside each field: from there it is searched, read for danger, printed, taken along and brought back."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import pytest

from middleway.content import ENGLISH, Files, library, messages
from middleway.vault import NotOpened
from middleway.web.comfort.models import Recording
from middleway.web.moments.models import Moment
from middleway.web.questions.asks import Ask, StepAnswers
from middleway.web.questions.steps import STEPS
from middleway.web.records import checks, manifest, schema, specification, store
from middleway.web.records.content import Content, decoded
from middleway.web.records.marks import FOR_PEOPLE, Meaning, Words
from middleway.web.records.writing import write
from middleway.web.safety.gate import State
from middleway.web.safety.models import Ledger
from tests.support.archives import archive, bring_in, exported, line
from tests.support.contents import AT, every, holding
from tests.web.test_care import CRISIS, stands
from tests.web.test_export import plain

KINDS = sorted(manifest.kinds(), key=lambda kind: kind.table_name())
SPECIFICATION = Path(__file__).parents[2] / "docs/spec/sealed-v1.md"
by_name = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table_name())


@pytest.fixture
def word():
    """Return what gives words that stand nowhere else, each once, and remembers them."""
    given = []

    def next_word():
        given.append("canary" + "".join(chr(ord("a") + int(digit)) for digit in str(100 + len(given))))
        return given[-1]

    next_word.given = given
    return next_word


def moment_with(person, **way):
    content = {"text": "It rained.", "written": AT, "changed": AT, "way": way}
    write(person.vault(), holding(Moment(), content))


# Faults that lists kept by hand had let in.


@pytest.mark.parametrize("choice", ["them", "partly", "not_said", "now"])
def test_a_search_does_not_find_what_was_only_chosen_from_a_list(alice, choice):
    moment_with(
        alice, both={"missing": "them"}, after={"mended": "partly", "heard": "not_said"}, choose={"when": "now"}
    )

    assert alice.post("/search/", {"wanted": choice}).context["found"].lines == []
    assert len(alice.post("/search/", {"wanted": "rained"}).context["found"].lines) == 1


def test_the_name_of_an_option_is_never_read_as_words_of_danger():
    class NewAnswers(StepAnswers, frozen=True, kw_only=True):
        wish: Annotated[str, Ask("new", "one", "new")] = ""
        wishes: Annotated[list[str], Ask("new", "many", "new")] = msgspec.field(default_factory=list)
        own: Annotated[str, Ask("new", "line")] = ""

    assert schema.words(NewAnswers, {"wish": "kill", "wishes": ["kill"], "own": "I wish", "page": "kill"}) == ["I wish"]


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.id)
def test_of_each_step_only_what_was_typed_is_words(step):
    typed = {ask.name: ("many" not in ask.kind and f"typed {ask.name}") or [f"typed {ask.name}"] for ask in step.asks}

    found = Moment.words_in({"text": "", "way": {step.id: {**typed, "page": "page"}}})

    assert found == [f"typed {ask.name}" for ask in step.asks if ask.kind in {"words", "line"}]


def test_a_choice_raises_no_alarm(alice):
    moment_with(alice, see={"written_by": CRISIS})

    assert stands(alice) is State.ORDINARY


# Every field of every kind.


@by_name
def test_only_words_are_read_for_danger_and_found(kind, word):
    contents = every(kind.holds, word)

    assert [text for content in contents for text in kind.words_in(content)] == word.given
    for content in contents:
        read = msgspec.convert(content, kind.holds)
        assert kind.words_in(read) == kind.words_in(content), "an opened content and its JSON say the same"


@by_name
def test_every_field_goes_out_and_comes_in(alice, bob, kind, word):
    contents = every(kind.holds, word)
    if kind is Ledger:  # of a ledger, only what raises comes in
        contents[0]["checks"][0]["answers"] = {"afraid": "yes"}

    bring_in(alice, archive(*(line(kind.table_name(), content) for content in contents)))
    bring_in(bob, exported(alice))

    came = [store.content_of(row, bob.vault()) for row in store.rows_of(bob.vault()) if isinstance(row, kind)]
    expected = [leaf for content in contents for leaf in kept_leaves(kind, content)]
    assert sorted(leaf for content in came for leaf in kept_leaves(kind, content)) == sorted(expected)


def kept_leaves(kind, content):
    """Return what must be the same elsewhere: ids are new there, and what was found in a text is looked for anew."""
    new = {Meaning.ID, Meaning.TIME, Meaning.NAMED_TIME, Meaning.READING}
    return [
        (".".join(leaf.path), str(leaf.value))
        for leaf in schema.leaves(kind.holds, content)
        if leaf.mark.meaning not in new and leaf.path[0] not in {"sample", "found"}
    ]


@pytest.mark.parametrize("kind", [one for one in KINDS if one not in (Ledger, Recording)], ids=lambda k: k.table_name())
def test_all_that_means_something_to_people_is_in_the_table(alice, kind, word):
    contents = every(kind.holds, word)
    for content in contents:
        write(alice.vault(), holding(kind(), content))

    printed = {(row["what"], row["text"]) for row in csv.DictReader(io.StringIO(plain(alice, "csv")))}

    expected = {
        (".".join(leaf.path), str(leaf.value))
        for content in contents
        for leaf in schema.leaves(kind.holds, content)
        if leaf.mark.meaning in FOR_PEOPLE
    }
    assert expected <= printed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table_name())
def test_a_search_finds_the_words_of_a_kind_and_nothing_else_of_it(alice, kind, word):
    content = {**every(kind.holds, word)[0], "sample": False}
    write(alice.vault(), holding(kind(), content))

    for leaf in schema.leaves(kind.holds, content):
        found = alice.post("/search/", {"wanted": str(leaf.value)}).context["found"]
        if leaf.mark.meaning is not Meaning.WORDS:
            assert [*found.lines, *found.others] == [], leaf.path


def test_of_the_sample_story_words_are_translated_and_choices_are_not():
    texts = {message.text for message in messages(Files()) if message.file == "sample.toml"}
    answers = [
        (step, name, answer)
        for scene in library(ENGLISH).story.scenes
        for step, of in scene.answers.items()
        for name, answer in of.items()
    ]
    asks = {(step.id, ask.name): ask for step in STEPS.values() for ask in step.asks}

    assert answers
    for step, name, answer in answers:
        if asks[step, name].is_words:
            assert answer in texts
        elif isinstance(answer, tuple):
            assert not set(answer) & texts


# A kind that says nothing.


def test_a_field_that_says_nothing_of_itself_is_named():
    class Dream(Content, frozen=True, kw_only=True):
        text: Words
        place: str = ""

    class Kind:
        holds = Dream

    assert list(checks.silent(Kind)) == ["place says nothing of itself"]
    assert list(checks.silent(object)) == ["it does not say what it holds"]


def test_what_no_kind_has_kept_does_not_open_and_is_not_quoted():
    with pytest.raises(NotOpened) as fault:
        decoded(b'{"changed": "now", "text": ["my words"], "written": ""}', Moment.holds)
    assert "my words" not in str(fault.value)
    assert fault.value.__cause__ is None


def test_half_a_character_opens_as_it_was_kept():
    plain_json = json.dumps({"text": "\ud83d", "written": AT, "changed": AT}, ensure_ascii=False)

    assert decoded(plain_json.encode("utf-8", "surrogatepass"), Moment.holds).text == "\ud83d"


# A new kind, in an app of its own.

MODELS = """
from typing import Annotated
from uuid import UUID
from middleway.web.records.content import Content
from middleway.web.records.marks import Chosen, Words
from middleway.web.records.models import SealedRow

class DreamContent(Content, frozen=True, kw_only=True):
    text: Words
    mood: {mood} = ""

    def found_at(self, row: UUID) -> str:
        return f"/dreams/{{row}}/"

class Dream(SealedRow):
    holds = DreamContent
"""
SETTINGS = """
from middleway.web.settings_test import *
INSTALLED_APPS = [*INSTALLED_APPS, "dreams"]
"""
LOOK = """
import django; django.setup()
from django.test.runner import DiscoverRunner
from django.test.utils import setup_test_environment
setup_test_environment()
DiscoverRunner(verbosity=0, interactive=False).setup_databases()
from dreams.models import Dream
from middleway.web import keyfiles
from middleway.web.records import store
from middleway.web.records.writing import write
from tests.support.archives import bring_in, exported
from tests.support.contents import holding
from tests.web.conftest import signed_in
from tests.web.test_care import CRISIS, stands
from tests.web.test_export import plain
keyfiles.make_missing(fresh=True)
alice, bob = signed_in("alice"), signed_in("bob")
content = {"text": "I dreamt of a lighthouse. " + CRISIS, "mood": "dark", "changed": "2026-01-01T10:00:00+00:00"}
write(alice.vault(), holding(Dream(), content))
assert stands(alice) == "crisis"
bring_in(bob, exported(alice))
assert stands(bob) == "crisis"
(row,) = Dream.objects.filter(account=bob.account)
assert store.opened(row, bob.vault()).mood == "dark"
assert f"/dreams/{row.pk}/" in bob.post("/search/", {"wanted": "lighthouse"}).text
assert f"/dreams/{row.pk}/" not in bob.post("/search/", {"wanted": "dark"}).text
assert "lighthouse" in plain(bob, "csv") and "dark" in plain(bob, "csv") and "lighthouse" in plain(bob, "html")
print("all of it")
"""


def started_with(folder, mood):
    (folder / "dreams").mkdir()
    (folder / "dreams/__init__.py").write_text("")
    (folder / "dreams/models.py").write_text(MODELS.format(mood=mood))
    (folder / "scratch_settings.py").write_text(SETTINGS)
    path = [str(folder), *filter(None, sys.path)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "TMPDIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "scratch_settings",
        "PYTHONPATH": ":".join(path),
        "ORT_DISABLE_TELEMETRY": "1",
    }
    command = [sys.executable, "-c", LOOK]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)


def test_a_new_kind_of_row_touches_its_content_and_its_app(tmp_path):
    ended = started_with(tmp_path, "Chosen")

    assert ended.stdout == "all of it\n", ended.stderr[-2_000:]


def test_a_new_kind_that_says_nothing_of_a_field_does_not_start(tmp_path):
    ended = started_with(tmp_path, "str")

    assert ended.stdout == ""
    assert "dreams.Dream: mood says nothing of itself" in ended.stderr


def test_the_specification_names_every_field_and_what_it_holds():
    assert "\n".join(specification.table()) in SPECIFICATION.read_text("utf-8")
