"""The owner's words at a part. There is one row for each part; an import can make several, which count as one."""

from dataclasses import dataclass

from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.weeks.content import WeekContent
from middleway.web.weeks.models import Part


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept at one part. `seen`: the ids of the pages that wrote it."""

    text: str = ""
    seen: str = ""
    written: str = ""
    rows: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Everything:
    """Every row of one person with its content; None if it does not open."""

    rows: list[tuple[Part, WeekContent | None]]

    @property
    def closed(self) -> bool:
        """Whether a row does not open; its part is not known, because that is sealed too."""
        return any(content is None for _, content in self.rows)

    def at(self, number: int) -> Kept:
        here = sorted(
            ((row, content) for row, content in self.rows if content and content.number == number),
            key=lambda one: one[1].changed,
        )
        return Kept(
            text="\n\n".join(content.text for _, content in here),
            seen=" ".join(content.page for _, content in here),
            written=min((content.written for _, content in here if content.written), default=""),
            rows=tuple(row for row, _ in here),
        )


def everything(vault: Vault) -> Everything:
    return Everything([(row, _content_of(row, vault)) for row in of(vault, Part)])


def _content_of(row: Part, vault: Vault) -> WeekContent | None:
    try:
        return store.opened(row, vault)
    except NotOpened:
        return None
