"""What Chromium keeps on disk of what was typed, to restore a tab: nothing. Without our script, all of it."""

import re
from base64 import b64encode
from types import SimpleNamespace

import pytest
from django.urls import resolve
from django.utils import timezone

from middleway.web.accounts import opening
from middleway.web.accounts.models import Budget, Session
from middleway.web.comfort.models import Card, Recording
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person
from middleway.web.records.writing import write
from tests.browser.conftest import PASSPHRASE, sign_in
from tests.support.addresses import one_of_each
from tests.support.contents import holding
from tests.support.people import Browser

STEM = "qvlmx"  # in every canary: no word of ours or of a browser's
# Neither the name to sign in with, which is offered to the browser's own list of passphrases, nor a one-time code,
# which is over once it is used. The threat model says so of both.
NOT_ASKED = (
    "[type=hidden], [type=checkbox], [type=radio], [type=file], [type=time], [name=username], "
    "[autocomplete=one-time-code]"
)
BOXES = f"textarea, input:not({NOT_ASKED})"
OUTSIDE = ("/sign-in/join/", "/sign-in/", "/sign-in/recover/")
NOT_OURS = "form:is(.leave, .lock)"


@pytest.fixture
def profile(browser_type, browser_type_launch_args, tmp_path):
    """A browser whose profile lies on disk, as everybody's does."""
    context = browser_type.launch_persistent_context(tmp_path / "profile", **browser_type_launch_args)
    yield SimpleNamespace(context=context, page=context.pages[0], folder=tmp_path / "profile")
    context.close()


@pytest.fixture
def pages(alice, settings):
    """Return the address of every page there is, with rows of each kind behind it; those outside first."""
    settings.SIGN_UP = True
    vault, now = opening.open_with_passphrase("alice", PASSPHRASE)[1], timezone.now().isoformat()
    rows = {
        "moment": Moment(),
        "draft": Draft(),
        "person": Person(),
        "card": Card(),
        "recording": Recording(),
        "form_draft": FormDraft(),
    }
    for row in rows.values():
        content = {
            "text": "It rained.",
            "name": "T.",
            "tie": "friend",
            "close": "",
            "written": now,
            "changed": now,
            "recording": str(rows["recording"].pk),
            "card": str(rows["card"].pk),
            "type": "audio/ogg",
            "sound": b64encode(b"OggS\0").decode(),
            "address": ["comfort", "new"],
            "box": "",
            "began": "",
            "stands_on": ["comfort", "new"],
            "page": "p",
            "texts": {},
            "lines": {},
            "chosen": {},
        }
        write(vault, holding(row, content))
    browser = Browser()
    browser.send("/sign-in/", {"username": "alice", "passphrase": PASSPHRASE})
    asked = {path: browser.get(path) for path in one_of_each({kind: row.pk for kind, row in rows.items()}).values()}
    inside = {path for path, answer in asked.items() if answer.status_code == 200 and is_page(answer)}
    return [*OUTSIDE, *sorted(inside - set(OUTSIDE), reverse=True)]


def is_page(answer):
    return answer.headers["Content-Type"].startswith("text/html")


def forms_of(page):
    return page.locator(f"form[method=post]:not({NOT_OURS}):has({BOXES})")


def names_of(page):
    """Return the names of the boxes in each of these forms."""
    return [
        tuple(form.locator(BOXES).evaluate_all("boxes => boxes.map(box => box.name)")) for form in forms_of(page).all()
    ]


def fill(form, names, typed, trouble):
    """Type a canary into every box, and note where each was typed."""
    for name, box in zip(names, form.locator(BOXES).all(), strict=True):
        typed.append(f"{form.page.url} {name}")
        text = f"{STEM}{len(typed) - 1}z{'x' * 2_500 if trouble == 'long' else ''}"
        box.evaluate(
            "(box, text) => { box.removeAttribute('maxlength'); box.value = text; "
            "box.dispatchEvent(new Event('input', { bubbles: true })); }",
            text,
        )


def send(page, form):
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/drafts/" not in answer.url):
        form.evaluate(
            "form => { form.noValidate = true; "
            "setTimeout(() => form.requestSubmit(form.querySelector('button:not([type=button])'))); }"
        )
    page.locator("html[data-sending]").wait_for(state="detached")
    page.wait_for_load_state()


def begin_trouble(page, trouble):
    if trouble == "out":
        Session.objects.all().delete()
    elif trouble == "token":
        page.context.clear_cookies(name="__Host-c")


def come_to(page, site, path):
    """Open a page, and sign in first if it is one inside."""
    Budget.objects.all().delete()
    cookies = {one["name"] for one in page.context.cookies()}
    if path not in OUTSIDE and not (Session.objects.exists() and {"__Host-s", "__Host-c"} <= cookies):
        page.context.clear_cookies()
        sign_in(page, site)
    page.goto(site.url + path)


def walk(profile, site, pages, trouble):
    """Write into every box of every form, and send it. Return where that was, and which files hold what of it."""
    page, seen, typed, found = profile.page, set(), [], set()
    for path in pages:
        come_to(page, site, path)
        for at, names in enumerate(names_of(page)):
            if (resolve(path).url_name, names) not in seen:
                seen.add((resolve(path).url_name, names))
                come_to(page, site, path)
                fill(forms_of(page).nth(at), names, typed, trouble)
                begin_trouble(page, trouble)
                if trouble != "unsent":
                    send(page, forms_of(page).nth(at))
                # Chromium deletes what is old there, so look now.
                found |= left_in(profile.folder, "Default/Sessions*/*")
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/healthz")
    profile.context.close()
    found |= left_in(profile.folder, "**/*")
    return typed, {f"{file}: {typed[number]}" for file, number in found}


def left_in(folder, files):
    """Return which canaries are in which files of a profile."""
    found = set()
    for file in (file for file in folder.glob(files) if file.is_file()):
        content = file.read_bytes()
        for plain in (content, content.replace(b"\0", b"")):  # UTF-8; UTF-16, whichever end comes first
            found |= {(file.parent.name, int(number)) for number in re.findall(rb"%s(\d+)z" % STEM.encode(), plain)}
    return found


@pytest.mark.parametrize("trouble", ["long", "out", "token", "unsent"])
def test_nothing_typed_is_on_the_disk_after_leaving(profile, site, pages, trouble):
    typed, found = walk(profile, site, pages, trouble)

    assert found == set()
    assert len(typed) > 40


def test_without_the_script_that_search_finds_what_is_left(profile, site, pages):
    profile.context.route("**/send*.js*", lambda route: route.abort())
    _, found = walk(profile, site, pages[-20:], "token")

    assert any(one.startswith("Sessions") for one in found)
