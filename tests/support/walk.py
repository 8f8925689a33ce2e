"""One walk over every page that takes words: right, wrong, and when things break. Every word typed is a canary."""

import gzip
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from middleway.vault import write_archive
from middleway.web.accounts.carried import sealed as carried
from middleway.web.accounts.carried import whose
from middleway.web.moments.models import Moment
from middleway.web.submitted_text import Brought
from tests.support import trouble
from tests.support.canaries import Canaries
from tests.support.pages import hidden
from tests.support.passkeys import Passkey
from tests.support.people import Browser, Person, body, somebody
from tests.support.walk_aside import walk_aside
from tests.support.walk_import import walk_the_import
from tests.support.walk_patterns import walk_patterns
from tests.support.walk_the_way import walk_the_way
from tests.support.walk_the_weeks import walk_the_weeks

CHALLENGE = re.compile(r'data-challenge="([^"]*)"')
SEED = re.compile(r"<code dir=\"ltr\">([A-Z2-7 ]+)</code>")


def _found(name: str, page: str) -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', page)
    return found[1] if found else ""


@dataclass
class Walk:
    """Who walks, what they type, which answers come, and what else must not be found: codes, seeds, cookies."""

    words: Canaries
    answers: Counter[int] = field(default_factory=Counter)
    secrets: set[str] = field(default_factory=set)

    def see(self, answer: Any) -> Any:
        self.answers[answer.status_code] += 1
        return answer

    def whole(self) -> None:
        """Walk once."""
        stranger, person = Browser(), somebody(self.words.word())
        self.strange(stranger)
        self.wrong_doors(stranger)
        for part in (self.moments, self.way, self.unlucky, self.breaking, self.late, self.export, self.security):
            part(person)
            self.note(person)
        self.ways_out(person)

    def note(self, person: Person) -> None:
        """Note what must not be found, and check that the owner's list still agrees with what is stored."""
        if "not as you left it" in self.see(person.browser.get("/moments/")).text:
            raise AssertionError("the walk has lost its way: nobody changed the stored files")
        self.secrets |= {person.code, person.code.replace("-", "")}
        self.secrets |= {
            cookie.value for name, cookie in person.browser.cookies.items() if name == "__Host-k" and cookie.value
        }

    def strange(self, browser: Browser) -> None:
        """Send requests that no page of ours makes."""
        word = self.words.word
        self.see(browser.post("/", {"text": self.words.text()}))
        self.see(browser.post("/", {"text": self.words.text() * 1_000}))
        self.see(browser.post("/", {"text": self.words.text() * 20_000}))
        self.see(browser.post("/", {f"{name}{number}": "x" for name in (word(),) for number in range(1_001)}))
        self.see(browser.post("/", {"text": self.words.text(), "file": gzip_of(word())}))
        self.see(browser.get(f"/{word()}/", {word(): word()}))
        self.see(browser.get("/", headers={"host": f"{self.words.marks['Latin'][0]}.example", "referer": f"/{word()}"}))
        self.see(browser.get("/moments/", headers={"cookie": f"__Host-s={word()}; __Host-k={word()}"}))
        self.see(browser.put("/", word().encode(), headers={"user-agent": word(), "x-forwarded-for": word()}))
        self.see(browser.delete(f"/moments/{uuid4()}/?{word()}"))
        self.see(browser.post("/", b"--x\r\n" + word().encode(), content_type="multipart/form-data; boundary=x"))
        self.see(browser.post("/", b"\r\n", content_type=f"multipart/form-data; boundary={self.words.marks['CJK'][0]}"))
        self.see(browser.post("/moments/write/", {"text": self.words.text()}))
        self.see(browser.send("/moments/write/", {"text": self.words.text()}))

    def wrong_doors(self, browser: Browser) -> None:
        word = self.words.word
        guess = {"username": word(), "passphrase": word(), "one_time": word(), "text": self.words.text()}
        self.see(browser.send("/sign-in/", guess))
        self.see(browser.send("/sign-in/", {"username": word() * 20, "text": self.words.text()}))
        self.see(browser.post("/sign-in/", guess))
        new = {"passphrase": word() + word(), "again": word(), "offered": word()}
        self.see(browser.send("/sign-in/recover/", {"username": word(), "code": word(), **new}))
        right_form = "0000-0000-0000-0000-0000-0000-0000-0000-Z2M0"
        self.see(
            browser.send("/sign-in/recover/", {"username": word(), "code": right_form, **new, "take_offered": "on"})
        )
        self.see(browser.send("/sign-in/join/", {"username": word() + " ", **new}))
        self.see(browser.send("/sign-in/start/", {"username": word(), "code": word(), "operator": word(), **new}))
        self.see(browser.send("/sign-in/second/", {"one_time": word()}))

    def moments(self, person: Person) -> None:
        """Draft, keep, look, change, let go, delete."""
        send, draft, text = person.browser.send, uuid4(), self.words.text
        for _ in range(3):
            self.see(send(f"/moments/drafts/{draft}/", {"text": text(), "of": ""}))
        self.see(send(f"/moments/drafts/{uuid4()}/", {"text": text(), "of": self.words.word()}))
        self.see(person.browser.get(f"/moments/drafts/{draft}/"))
        kept = self.see(send("/moments/write/", {"text": text(), "draft": str(draft)}))["Location"]
        self.see(person.browser.get(kept))
        self.see(send(f"{kept}edit/", {"text": text(), "draft": self.words.word()}))
        page = hidden(self.see(person.browser.get(f"{kept}edit/")))
        for _ in range(2):  # the second is late, since there are newer words
            self.see(send(f"{kept}edit/", {**page, "text": text()}))
        self.see(send("/moments/write/", {"text": text() * 600}))
        self.see(send("/moments/write/", {"text": text() * 2_000}))
        self.see(person.browser.get("/moments/"))
        self.see(send(f"{kept}erase/"))
        self.see(send(f"/moments/drafts/{uuid4()}/let-go/", {"text": text()}))
        self.see(person.browser.post("/moments/write/", {"text": text()}))

    def way(self, person: Person) -> None:
        walk_the_way(self, person)
        walk_the_weeks(self, person)
        walk_aside(self, person)
        walk_patterns(self, person)

    def unlucky(self, person: Person) -> None:
        """Meet a full disk, keys that change meanwhile, damage in what is stored, and a save that is undone halfway."""
        send, text, word = person.browser.send, self.words.text, self.words.word
        kept = self.see(send("/moments/write/", {"text": text()}))["Location"]
        page = hidden(self.see(person.browser.get(f"{kept}edit/")))
        with trouble.full_disk(word(), at='INSERT INTO "moments_'):
            self.see(send("/moments/write/", {"text": text()}))
        with trouble.full_disk(
            word(), at='UPDATE "accounts_account"'
        ):  # the moment is in, its place in the list is not
            self.see(send("/moments/write/", {"text": text()}))
            self.see(send(f"{kept}edit/", {**page, "text": text()}))
            self.see(send(f"/moments/drafts/{uuid4()}/", {"text": text()}))
        with trouble.full_disk(word(), at="SELECT"):
            self.see(send(f"{kept}edit/", {**page, "text": text()}))
        with trouble.keys_changed(person.account):
            self.see(send("/moments/write/", {"text": text()}))
        damaged = Moment.objects.filter(account=person.account)
        whole = dict(damaged.values_list("pk", "sealed"))
        damaged.update(sealed=b"\1\1" + b"\0" * 300)
        self.see(person.browser.get(kept))
        self.see(send(f"{kept}edit/", {**page, "text": text()}))
        for pk, sealed in whole.items():
            Moment.objects.filter(pk=pk).update(sealed=sealed)

    def breaking(self, person: Person) -> None:
        """Let a library raise what nobody expects, at every step of a save and of a reading."""
        send, text, word = person.browser.send, self.words.text, self.words.word
        for broken in ("json.dumps", "json.loads", "django.utils.timezone.localdate", "django.db.models.Model.save"):
            with trouble.broken(broken, word()):
                self.see(send("/moments/write/", {"text": text()}))
                self.see(person.browser.get("/moments/"))
        for broken in ("numpy.exp", "unicodedata.normalize", "django.template.base.Template.render"):
            with trouble.broken(broken, word()):
                self.see(send("/", {"text": text()}))
                self.see(send("/sign-in/", {"username": word(), "passphrase": word(), "text": text()}))

    def late(self, person: Person) -> None:
        """Let the session end while they write; the words come in with them."""
        page = hidden(person.browser.get("/moments/write/"))
        with time_machine.travel(timezone.now() + timedelta(minutes=20)):
            answer = self.see(person.browser.send("/moments/write/", {**page, "text": self.words.text()}))
            carried = hidden(answer).get("carried", "")
            if not carried:
                raise AssertionError(
                    "the walk has lost its way: the session should have ended, and the words be carried"
                )
            self.see(
                Browser().send("/sign-in/", {"username": self.words.word(), "passphrase": "x", "carried": carried})
            )
            self.see(person.sign_in(carried=carried))
        self.see(person.sign_in())

    def export(self, person: Person) -> None:
        send, word = person.browser.send, self.words.word
        line = f'{{"kind": "moments.moment", "text": "{self.words.text()}"}}\n'
        sealed = b"".join(write_archive(line.encode(), person.passphrase, settings.COST))
        for archive, name in ((line.encode(), word()), (sealed, f"{word()}.mwa"), (gzip_content(word()), "notes.mwa")):
            fields = {"archive_passphrase": person.passphrase, "current": person.passphrase}
            self.see(send("/imports/", {**fields, "archive": gzip_of(name, archive)}))
        archive = self.see(send("/export/", {"archive_passphrase": word() * 3, "current": person.passphrase}))
        walk_the_import(self, person, body(archive), self.words.given[-1] * 3)
        for kind in ("html", "json", "csv", word()):
            self.see(send("/export/plain/", {"form": kind, "understood": "on", "current": person.passphrase}))
        self.see(send("/export/plain/", {"form": "csv", "understood": "on", "current": word()}))
        self.see(send("/export/delete/", {"sure": "on", "current": word()}))
        person.sign_in()

    def large_uploads(self) -> None:
        """Send files just under and just over what a file may have."""
        person = somebody(self.words.word())
        line = (self.words.text() + "\n").encode()
        for size in (59_000_000, 61_000_000, 71_000_000):
            upload = gzip_of(self.words.word(), line * (size // len(line)))
            self.see(
                person.browser.send(
                    "/imports/",
                    {"archive_passphrase": "x" * 15, "current": person.passphrase, "archive": upload},
                )
            )

    def security(self, person: Person) -> None:
        """Change everything that protects the account, once with wrong words and once with right ones."""
        send, word = person.browser.send, self.words.word
        new = f"{word()} gravel donut unsaid tripod {word()}"
        for path in ("passphrase", "everything"):
            self.see(send(f"/security/{path}/", {"current": word(), "passphrase": new, "again": new}))
            self.see(send(f"/security/{path}/", {"current": person.passphrase, "passphrase": new, "again": word()}))
        self.see(send("/security/passphrase/", {"current": person.passphrase, "passphrase": new, "again": new}))
        person.passphrase = new
        seed = SEED.search(self.see(person.browser.get("/security/one-time/")).text)
        secret = seed[1].replace(" ", "") if seed else ""
        self.secrets.add(secret)
        self.see(send("/security/one-time/", {"code": word(), "current": person.passphrase}))
        self.see(send("/security/one-time/", {"code": code_of(secret), "current": person.passphrase}))
        self.see(send("/security/passkey/", {"name": word(), "credential": word(), "current": person.passphrase}))
        self.add_passkey(person, word())  # at most 40 characters
        self.see(send("/security/browser/", {"current": person.passphrase}))
        self.see(send("/security/idle/", {"minutes": word(), "current": person.passphrase}))
        self.see(send("/security/end-others/", {"text": word()}))

    def add_passkey(self, person: Person, name: str) -> None:
        page = self.see(person.browser.get("/security/passkey/")).text
        found = CHALLENGE.search(page)
        challenge = found[1].replace("&quot;", '"') if found else ""
        fields = {"name": name, "credential": Passkey().made(challenge), "current": person.passphrase}
        if self.see(person.browser.send("/security/passkey/", fields)).status_code != 302:
            raise AssertionError("the walk has lost its way: the passkey should have been added")

    def ways_out(self, person: Person) -> None:
        """Come half in with a wrong code, come back with the recovery code, and go out."""
        word, guest = self.words.word, Browser()
        person.browser = guest
        form = Brought("/moments/write/", [("text", self.words.text()), ("whose", whose(person.account))])
        self.see(person.sign_in(carried=carried(form)))
        self.see(guest.send("/sign-in/second/", {"one_time": word()}))
        self.see(guest.send("/sign-in/second/passkey/", {"credential": word()}))
        new = f"{word()} lentil mosaic tripod {word()}"
        self.see(
            guest.send(
                "/sign-in/recover/", {"username": person.name, "code": person.code, "passphrase": new, "again": new}
            )
        )
        self.note(person)
        self.see(guest.send("/leave/", {"text": self.words.text()}))
        self.see(guest.send("/lock/", {"text": self.words.text()}))


def gzip_content(word: str) -> bytes:
    return gzip.compress(word.encode())


def gzip_of(name: str, content: bytes = b"words") -> Any:
    """Return a file as a form sends it."""
    return SimpleUploadedFile(name, content)


def code_of(secret: str, later: int = 0) -> str:
    """Return what an app whose clock is a little behind shows for a seed, `later` half minutes after that."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())) + later)))
