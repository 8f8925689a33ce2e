"""The reading that claims nothing."""

from middleway.reading.labels import FIELDS, QUIET, VALUES
from middleway.reading.result import Choice, Reading, fields_of, kind_of
from middleway.reading.shares import Shares


def nothing(tongue: str) -> Reading:
    """Return the reading of a text in which nothing can be read: `tongue` says why."""

    def quiet(field: str) -> Choice:
        return kind_of(field)(QUIET[field], Shares(VALUES[field], [float(v == QUIET[field]) for v in VALUES[field]]))

    return Reading(fields_of({field: quiet(field) for field in FIELDS}), (), (), FIELDS, tongue)
