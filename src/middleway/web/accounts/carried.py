"""Words that were being written when a session ended. They wait, sealed, on the page of the door, for their writer.

The page cannot show them: somebody else may be sitting there by now. The server keeps nothing of them.
"""

import base64
import json
import zlib
from typing import Final
from uuid import UUID

from django.core import signing

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts.models import Account
from middleway.web.submitted_text import WHOSE, Brought

_SALT: Final = "whose words"
_NOWHERE: Final = UUID(int=0)
_A_MONTH: Final = 30 * 24 * 60 * 60  # seconds


def whose(account: Account) -> str:
    """Return what a page of writing carries, so that its words find their owner again."""
    return signing.dumps(str(account.pk), salt=_SALT)


def is_ours(whose: str) -> bool:
    """Whether this server made it, for a page of writing, within the last month."""
    try:
        return bool(signing.loads(whose, salt=_SALT, max_age=_A_MONTH))
    except signing.BadSignature:
        return False


def owner_of(whose: str) -> UUID | None:
    """Return the account that a page of writing was made for; None when this server did not make it."""
    try:
        return UUID(signing.loads(whose, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None


def sealed(brought: Brought) -> str:
    """Return a form, sealed under the server's own key for the account that it names; "" when it names none."""
    owner = owner_of(brought.one(WHOSE))
    if owner is None:
        return ""
    form = json.dumps([brought.path, brought.fields], ensure_ascii=False)
    content = zlib.compress(form.encode("utf-8", "surrogatepass"))
    return f"{owner}.{base64.b64encode(seal_with_key(keyfiles.instance_key(), content, _at(owner))).decode()}"


def opened(carried: str, account: Account) -> Brought | None:
    """Return the form, if it is this account's."""
    owner, _, envelope = carried.partition(".")
    if owner != str(account.pk):
        return None
    try:
        content = open_with_key(keyfiles.instance_key(), base64.b64decode(envelope), _at(account.pk))
    except (NotOpened, ValueError):
        return None
    path, fields = json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))
    return Brought(path, [(name, value) for name, value in fields])


def _at(owner: UUID) -> Context:
    return Context(_NOWHERE, "carried form", owner, owner, "fields", 1, 1)
