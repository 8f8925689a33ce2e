"""For how long somebody has been coming to a full door. The page that brings them back tells it.

Each process knows only those who came to it. The value is signed, for one name, for a minute. Whoever leaves it out is
new; whoever keeps it has waited as long as it says.
"""

import time
from typing import Final

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

FIELD: Final = "since"
_SALT: Final = "middleway.doors.waiting"
_LONGEST: Final = 60  # seconds
_TENTHS: Final = 10  # of a second, as a whole number: equally long for every name


def since(name: str, waited: float) -> str:
    """Return the value of the field for whoever claims to be `name` and has waited for so many seconds."""
    return signing.dumps([_digest(name), round((time.time() - waited) * _TENTHS)], salt=_SALT)


def waited(value: str, name: str) -> float | None:
    """Return how many seconds they waited; None when the value is not ours, is for another name, or is too old."""
    try:
        digest, first = signing.loads(value, salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature:
        return None
    return (
        min(max(time.time() - first / _TENTHS, 0.0), _LONGEST) if constant_time_compare(digest, _digest(name)) else None
    )


def _digest(name: str) -> str:
    return salted_hmac(_SALT, name.encode("utf-8", "surrogatepass"), algorithm="sha256").hexdigest()
