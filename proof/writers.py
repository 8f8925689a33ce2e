"""Sixteen people who write at once, each noting what the server has acknowledged; and what must be true of the disk afterwards."""

import http.client
import random
import re
import secrets
import threading
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from middleway.vault import Vault
from middleway.web.accounts import actions
from middleway.web.accounts.models import Account
from middleway.web.moments.models import Draft, Moment
from middleway.web.shell import manifest, store

ROWS = 12  # moments of each writer; then they change those they have
_AT_THE_DOOR = 403
_FAILED = (OSError, http.client.HTTPException)


@dataclass
class Writer:
    """One person, their browser, and their own account of what was saved."""

    port: int
    name: str
    passphrase: str
    account: Account
    vault: Vault
    cookies: dict[str, str] = field(default_factory=dict)
    # Row -> the text that was acknowledged last; and the one that may or may not have been saved when the server was killed.
    saved: dict[uuid.UUID, str] = field(default_factory=dict)
    moments: set[uuid.UUID] = field(default_factory=set)  # the others are drafts
    open_text: str | None = None
    open_row: uuid.UUID | None = None
    acknowledged: int = 0
    is_in: bool = False
    link: http.client.HTTPConnection | None = None

    @classmethod
    def new(cls, port: int, number: int) -> "Writer":
        passphrase = secrets.token_hex(16)
        account, vault, _ = actions.create(username=f"writer-{number}", passphrase=passphrase)
        return cls(port, f"writer-{number}", passphrase, account, vault)

    def sign_in_if_needed(self) -> None:
        """Sign in at first, and when the session turned out to be gone: after 8 hours, or lost with the power."""
        self.link = None  # the one before went down with the server
        if self.is_in:
            return
        self.cookies = {}
        self._ask("GET", "/sign-in/")
        status, _ = self._ask("POST", "/sign-in/", username=self.name, passphrase=self.passphrase)
        assert status == 302, f"signing in was answered with {status}"
        self.is_in = True

    def write_until(self, stop: threading.Event, chance: random.Random) -> None:
        """Write as fast as answers come, until the server is gone or `stop` is set."""
        try:
            while not stop.is_set():
                self._write(chance)
        except _FAILED:
            self.link = None

    def _write(self, chance: random.Random) -> None:
        text = secrets.token_hex(8) * chance.randint(1, 40)
        row = chance.choice(list(self.saved)) if len(self.saved) >= ROWS else None
        if row is None and chance.random() < 0.3:
            row = uuid.uuid4()  # a draft has its id from its page
        self.open_text, self.open_row = text, row
        if row is None:
            status, place = self._ask("POST", "/moments/write/", text=text)
            row = uuid.UUID(re.findall("[0-9a-f-]{36}", place)[0]) if status == 302 else None
            self.moments |= {row} if row else set()
        elif row in self.moments:
            status, _ = self._ask("POST", f"/moments/{row}/edit/", text=text)
        else:
            status, _ = self._ask("POST", f"/moments/drafts/{row}/", text=text)
        if status not in {204, 302} or row is None:
            self.is_in = status != _AT_THE_DOOR
            return  # refused, and said so: nothing was promised
        self.saved[row], self.open_text, self.open_row = text, None, None
        self.acknowledged += 1

    def _ask(self, method: str, path: str, **form: str) -> tuple[int, str]:
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("__Host-c", "")}) if form else None
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location", "")


@dataclass
class Damage:
    """What must all be nought."""

    lost: int = 0
    half_written: int = 0
    listed_wrong: int = 0

    def __add__(self, other: "Damage") -> "Damage":
        return Damage(
            self.lost + other.lost, self.half_written + other.half_written, self.listed_wrong + other.listed_wrong
        )


def damage_to(writer: Writer) -> Damage:
    """Compare the disk with what was acknowledged to one writer. The server must be down. Takes the disk's side afterwards."""
    found, damage = {}, Damage()
    for kind in (Moment, Draft):
        for row in kind.objects.filter(account=writer.account):
            try:
                found[row.pk] = store.content_of(row, writer.vault)["text"]
            except Exception:  # noqa: BLE001 (whatever it is, it is the damage that is looked for)
                damage.half_written += 1
    for row_id, text in writer.saved.items():
        allowed = {text, writer.open_text} if writer.open_row == row_id else {text}
        damage.lost += found.get(row_id) not in allowed
    new = set(found) - set(writer.saved)
    damage.lost += sum(found[row_id] != writer.open_text for row_id in new)
    damage.listed_wrong += bool(manifest.differing(writer.vault))
    writer.saved, writer.open_text, writer.open_row = found, None, None
    writer.moments = set(Moment.objects.filter(account=writer.account).values_list("pk", flat=True))
    return damage
