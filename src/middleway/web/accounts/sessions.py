"""Sessions in the database, sealed, with times in whole minutes. Deleting an account deletes its sessions."""

import base64
import contextlib
import hashlib
import hmac
import json
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import get_random_string

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts.models import Account, Session

_NOWHERE = UUID(int=0)
_DRAWN: Final = 20  # of 36 characters: 103 bits. The 20 after them show that this server drew them.


def is_ours(key: str) -> bool:
    """Whether this server made the key of a session, and nobody else. No database is asked."""
    return len(key) == 2 * _DRAWN and key.isascii() and hmac.compare_digest(key, _signed(key[:_DRAWN]))


def _signed(drawn: str) -> str:
    told = hmac.new(keyfiles.instance_key(), f"session/{drawn}".encode(), hashlib.sha256).hexdigest()
    return drawn + told[:_DRAWN]


class SessionStore(DatabaseStore):
    account: Account | None = None  # whose session it is, once it was loaded

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, object]:
        """Load what is behind a key that this server drew. A made-up one, which anybody can send, asks no database."""
        found = self._found() if is_ours(self.session_key or "") else None
        if found is None:
            self._session_key = None
            return {}
        self.account = found.account
        return self.decode(found.session_data)

    def _found(self) -> Session | None:
        """Return the session, and by the same question its account, which every page needs too."""
        going_on = Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now())
        return going_on.select_related("account").first()

    def create_model_instance(self, data: dict[str, object]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)  # noqa: S101 (for the type checker: the store's model is ours)
        owner = data.get("_auth_user_id") or data.get("due")
        session.account_id = UUID(str(owner)) if owner else None
        return session

    def encode(self, session_dict: dict[str, object]) -> str:
        """Seal under the instance key: while a second step is being set up, its seed is here."""
        content = json.dumps(session_dict).encode()
        return base64.b64encode(seal_with_key(keyfiles.instance_key(), content, self._place())).decode()

    def decode(self, session_data: bytes | str) -> dict[str, object]:
        try:
            content = open_with_key(keyfiles.instance_key(), base64.b64decode(session_data), self._place())
        except (NotOpened, ValueError):
            return {}
        decoded: dict[str, object] = json.loads(content)
        return decoded

    def _get_new_session_key(self) -> str:
        """Draw a key that differs from a made-up one. Nobody draws the same 20 characters twice."""
        return _signed(get_random_string(_DRAWN, VALID_KEY_CHARS))

    def save(self, must_create: bool = False) -> None:
        """Save. A session ended in another window meanwhile stays ended, and this answer is given all the same."""
        with contextlib.suppress(UpdateError):
            super().save(must_create)

    def get_expiry_date(self, **kwargs: object) -> datetime:
        return super().get_expiry_date(**kwargs).replace(second=0, microsecond=0)

    def _place(self) -> Context:
        row = UUID(bytes=hashlib.sha256((self.session_key or "").encode()).digest()[:16])
        return Context(_NOWHERE, "session row", row, _NOWHERE, "data", 1, 1)
