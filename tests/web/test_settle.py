"""To settle: for anybody, at once, without an account; nothing is asked and nothing is kept."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.templatetags.static import static

from middleway import content, web
from middleway.web.accounts.models import Session
from middleway.web.settle.forms import USUAL, Pace
from middleway.web.settle.queries import LOOKS
from middleway.web.settle.version import version
from tests.support.pages import main, titled_links, words

ENGLISH = content.library("en")


@pytest.mark.row(3)
def test_the_breath_comes_first_on_the_page_and_nobody_is_asked_who_they_are(client, db):
    page = client.get("/settle/")

    tags = [part.tag for part in main(page).iter()]
    assert page.status_code == 200
    assert tags.index("animatetransform") < tags.index("form")
    assert "In, slowly to 4. Out, to 6." in words(page)
    assert not page.cookies
    assert not Session.objects.exists()


def test_it_is_one_tap_from_every_page(alice, client):
    for page in (
        client.get("/"),
        client.get("/sign-in/"),
        alice.get("/moments/"),
        alice.get("/way/"),
        client.get("/no-such"),
    ):
        assert 'href="/settle/"' in page.text


def test_six_or_more_practices_take_one_to_ten_minutes_each_with_a_way_out(client, db):
    addresses = [address for address, _ in titled_links(client.get("/settle/")) if address.startswith("/settle/")]

    assert len(addresses) >= 6
    kinds = set()
    for address in addresses:
        practice = ENGLISH.practice(address.split("/")[2])
        page = words(client.get(address))
        kinds.add(practice.kind)
        assert 1 <= practice.minutes <= 10
        assert practice.out in page
        assert practice.warning in page
        assert all(step.text in page for step in practice.steps)
    assert {"senses", "feet", "touch", "soften", "water", "movement"} <= kinds


def test_what_turns_inward_says_that_it_can_sting():
    assert [p.id for p in ENGLISH.practices if p.kind in {"touch", "soften", "kindness"} and not p.warning] == []


def test_nothing_here_asks_for_a_kind_look_at_somebody_who_may_be_feared(client, db):
    turning = [practice for practice in ENGLISH.practices if practice.turns_to_them]

    assert turning
    for practice in turning:
        assert practice.title not in words(client.get("/settle/"))
        assert client.get(f"/settle/{practice.id}/").status_code == 404


@pytest.mark.parametrize(("kind", "most"), [("js", 20_000), ("css", 14_000)])
def test_all_scripts_and_all_styles_together_are_light(kind, most):
    files = list((Path(web.__file__).parent / "static").rglob(f"*.{kind}"))

    assert files
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= most  # brotli makes them smaller still


@pytest.mark.parametrize(
    ("asked", "pace"),
    [
        ("breath_in=5&hold=2&breath_out=7", Pace(5, 2, 7)),
        ("breath_in=99&hold=0&breath_out=6", USUAL),
        ("breath_in=x", USUAL),
        ("", USUAL),
    ],
)
def test_lengths_can_be_changed_and_an_impossible_one_is_the_usual_pace(client, db, asked, pace):
    page = client.get(f"/settle/?{asked}").text

    assert f'data-breath="{pace.breath_in} {pace.hold} {pace.breath_out}"' in page
    assert f'dur="{pace.whole}s"' in page


def test_a_phone_can_keep_it_under_a_name_and_a_sign_that_say_nothing(client, db):
    assert len(LOOKS) >= 3
    for look in LOOKS:
        manifest = json.loads(client.get(f"/settle/phone/{look.id}.webmanifest").content)
        assert manifest["name"] == manifest["short_name"] == str(look.name)
        assert not re.search("middleway|breath|calm|love|hurt", json.dumps(manifest), re.IGNORECASE)
        assert f"/settle/phone/{look.id}.webmanifest" in client.get(f"/settle/phone/?look={look.id}").text


def test_what_is_kept_for_use_offline_is_public_and_tells_nothing_of_anybody(client, alice):
    worker = client.get("/settle/worker.js")
    kept = re.findall('"(/[^"]*)"', worker.text[: worker.text.index("};")].encode().decode("unicode_escape"))

    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "/settle/" in kept
    assert all(address.startswith(("/settle/", "/static/")) for address in kept)
    assert kept[0] == "/settle/help/"
    assert worker.text.count("new Request") == worker.text.count('"omit"') == 1
    for address in (address for address in kept if address.startswith("/settle/")):
        page = alice.get(address).text
        assert client.get(address).status_code == 200
        assert "csrfmiddlewaretoken" not in page
        assert alice.name not in page


def test_the_kept_version_is_the_same_for_everybody_and_in_every_process(client, alice):
    version.cache_clear()  # a test with other settings may have asked before, and a process keeps its first answer
    mine, theirs = (browser.get("/settle/worker.js").content for browser in (alice, client))
    code = "import django; django.setup()\nfrom middleway.web.settle.version import version; print(version('en'))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    assert mine == theirs
    assert version.__wrapped__("en") == version.__wrapped__("en") == other
    assert f'"{other}"' in mine.decode()


def test_the_version_is_another_as_soon_as_a_page_a_file_or_the_worker_is(settings, db):
    before = version.__wrapped__("en")
    settings.LEAVE_URL = "https://www.example.org/"

    assert version.__wrapped__("en") != before


def test_a_static_file_is_asked_for_by_its_content_and_a_folder_by_its_name():
    assert re.fullmatch(r"/static/css/parts\.css\?v=[0-9a-f]{12}", static("css/parts.css"))
    assert static("looks/") == "/static/looks/"
    assert static("none.css") == "/static/none.css"


def test_the_styles_are_asked_for_once_and_kept(client):
    page = client.get("/settle/").text
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    answer = client.get(address)

    assert re.fullmatch(r"/static/styles\.css\?v=[0-9a-f]{12}", address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert not answer.cookies
