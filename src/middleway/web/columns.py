"""What a column may hold. Every column of every table is given one of these; a test fails if one is not."""

from enum import Enum
from typing import Final


class Holds(Enum):
    """Whoever steals the database can read everything but SEALED."""

    PUBLIC = "random ids, counts, names to sign in with, digests of what cannot be guessed"
    COARSE = "times, no finer than they must be: months for what was written, days for notices, minutes for doors"
    SEALED = "an envelope of docs/spec/sealed-v1.md, or nothing"


PUBLIC, COARSE, SEALED = Holds.PUBLIC, Holds.COARSE, Holds.SEALED

# The tables of libraries. Our own models declare it themselves, in `columns`.
OF_LIBRARIES: Final = {
    "contenttypes.ContentType": {"id": PUBLIC, "app_label": PUBLIC, "model": PUBLIC},
    "auth.Permission": {"id": PUBLIC, "name": PUBLIC, "content_type": PUBLIC, "codename": PUBLIC},
    "auth.Group": {"id": PUBLIC, "name": PUBLIC},
    "auth.Group_permissions": {"id": PUBLIC, "group": PUBLIC, "permission": PUBLIC},
    "account.EmailAddress": {"id": PUBLIC, "user": PUBLIC, "email": PUBLIC, "verified": PUBLIC, "primary": PUBLIC},
    "account.EmailConfirmation": {
        "id": PUBLIC,
        "email_address": PUBLIC,
        "created": COARSE,
        "sent": COARSE,
        "key": PUBLIC,
    },
    # `data`: a seed and the codes that were used, or a passkey's name (beside its public key), under the instance key.
    "mfa.Authenticator": {
        "id": PUBLIC,
        "user": PUBLIC,
        "type": PUBLIC,
        "data": SEALED,
        "created_at": COARSE,
        "last_used_at": COARSE,
    },
}
# Middleway sends no mail and has no groups, so these stay empty.
ALWAYS_EMPTY: Final = ("auth.Group", "auth.Group_permissions", "account.EmailAddress", "account.EmailConfirmation")
