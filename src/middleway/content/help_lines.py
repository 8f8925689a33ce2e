"""Whom to call in each country: facts with their source and date, kept in `help_lines.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resources

from middleway.content import files
from middleway.content.table import Table

FILE = "help_lines.toml"
# crisis: thoughts of dying; violence: fear of somebody close; using_violence: for people who frighten somebody.
HELP_KINDS = ("crisis", "violence", "using_violence", "listening", "children")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One place to turn to. `phone`, `text` (how to write a message) and `chat` (an address): "" if there is none.

    `hours`, `languages`: only what the source says. `source`: the page that says so; `source_date`: its date, "" if it
    has none; `checked`: the month in which somebody looked it up.
    """

    name: str
    kind: str
    phone: str
    text: str
    chat: str
    web: str
    hours: str
    languages: tuple[str, ...]
    source: str
    source_date: str
    checked: str

    @property
    def dialled(self) -> str:
        return _dialled(self.phone)


@dataclass(frozen=True, slots=True)
class Country:
    """`code`: ISO 3166-1 alpha-2. `emergency`: the number for immediate danger; if several, each with its purpose."""

    code: str
    name: str
    emergency: str
    emergency_source: str
    lines: tuple[HelpLine, ...]

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Each emergency number as text, and as a telephone dials it."""
        return [(one, _dialled(one)) for one in self.emergency.split(", ")]


def _dialled(number: str) -> str:
    """Return a number as a telephone dials it: the first, if there are several or a remark follows."""
    first = re.split(r" or |/|,|;| \((?=[^)]*[A-Za-z])", number)[0]
    return "".join(sign for sign in first if sign in "+*#0123456789")


@cache
def help_lines() -> tuple[Country, ...]:
    """Return every country, sorted by name. Raises ContentError."""
    found = resources("middleway.content").joinpath(FILE).read_bytes()
    with Table(FILE, files.parsed(FILE, found)) as table:
        countries = [_country(each) for each in table.tables("country", 1, 250)]
    return tuple(sorted(countries, key=lambda country: country.name))


def _country(table: Table) -> Country:
    with table:
        return Country(
            code=table.text("code"),
            name=table.text("name"),
            emergency=table.text("emergency"),
            emergency_source=_address(table, "emergency_source"),
            lines=tuple(_line(each) for each in table.tables("line", 1, 12)),
        )


def _line(table: Table) -> HelpLine:
    with table:
        line = HelpLine(
            name=table.text("name"),
            kind=table.one_of("kind", HELP_KINDS),
            phone=table.text_or("phone", ""),
            text=table.text_or("text", ""),
            chat=_address(table, "chat", needed=False),
            web=_address(table, "web", needed=False),
            hours=table.text_or("hours", ""),
            languages=table.texts("languages", 1, 20) if "languages" in table else (),
            source=_address(table, "source"),
            source_date=table.text_or("source_date", ""),
            checked=table.text("checked"),
        )
        if not (line.phone or line.text or line.chat):
            raise table.wrong(
                "phone", "is missing, and so are text and chat", "Add one of the three, or remove the line."
            )
        return line


def _address(table: Table, key: str, *, needed: bool = True) -> str:
    found = table.text(key) if needed else table.text_or(key, "")
    if found and not found.startswith("https://"):
        raise table.wrong(key, f"is {found!r}", "Write the whole address, with https://.")
    return found
