"""The operator's own list of therapists and teachers, a CSV file.

Its columns are place, name, training, contact and, if wanted, languages.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NEEDED: Final = ("place", "name", "training", "contact")
MOST: Final = 2_000


class NotAList(ValueError):
    """The file is not a list as described. The text says where, and what to do."""


@dataclass(frozen=True, slots=True)
class Helper:
    """`training`: how far they were trained, in the operator's words. `contact`: a telephone number or an address."""

    place: str
    name: str
    training: str
    contact: str
    languages: str


def helpers(path: Path) -> list[Helper]:
    """Return everybody on the list, by place and name. Raises NotAList."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                raise NotAList(
                    f"The list of helpers has no column {missing[0]!r}. Its first line names the columns: "
                    f"{', '.join(_NEEDED)}."
                )
            found = [_helper(number, row) for number, row in enumerate(rows, 2)]
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise NotAList(
            f"The list of helpers cannot be read ({type(error).__name__}). Save it as CSV in UTF-8."
        ) from error
    if len(found) > MOST:
        raise NotAList(f"The list of helpers has {len(found)} lines; {MOST} are shown at most.")
    return sorted(found, key=lambda one: (one.place.casefold(), one.name.casefold()))


def _helper(number: int, row: dict[str, str | None]) -> Helper:
    cells = {name: (row.get(name) or "").strip() for name in (*_NEEDED, "languages")}
    for name in _NEEDED:
        if not cells[name]:
            raise NotAList(f"Line {number} of the list of helpers has no {name}. Fill it in, or take the line out.")
    return Helper(**cells)
