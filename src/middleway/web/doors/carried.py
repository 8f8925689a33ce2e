"""Words that were being written when a session ended. They wait on the page of the door, sealed, for whoever wrote them.

The page cannot show them: somebody else may be sitting there by now. The server keeps nothing of them.
"""

import base64
import zlib
from typing import Final
from uuid import UUID

from django.core import signing

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts.models import Account

_SALT: Final = "whose words"
_NOWHERE: Final = UUID(int=0)


def whose(account: Account) -> str:
    """Return what a page of writing carries, so that its words find their owner again."""
    return signing.dumps(str(account.pk), salt=_SALT)


def sealed(text: str, whose: str) -> str:
    """Return words sealed under the server's own key for the account that `whose` names; "" when it names none."""
    try:
        owner = UUID(signing.loads(whose, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return ""
    content = zlib.compress(text.encode("utf-8", "surrogatepass"))
    return f"{owner}.{base64.b64encode(seal_with_key(keyfiles.instance_key(), content, _at(owner))).decode()}"


def opened(carried: str, account: Account) -> str:
    """Return the words, if they are this account's; else "" ."""
    owner, _, envelope = carried.partition(".")
    try:
        content = open_with_key(keyfiles.instance_key(), base64.b64decode(envelope), _at(account.pk))
        return zlib.decompress(content).decode("utf-8", "surrogatepass") if owner == str(account.pk) else ""
    except (NotOpened, ValueError, zlib.error):
        return ""


def _at(owner: UUID) -> Context:
    return Context(_NOWHERE, "carried words", owner, owner, "text", 1, 1)
