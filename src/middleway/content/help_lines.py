"""Whom to call in each country: facts with their source and date, kept in `help_lines.toml`.

Numbers, names and addresses are the same in every language. `<language>/help_lines.toml` has the words around them.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from middleway.content.files import HELP_LINES, Files, parsed
from middleway.content.phrases import PhraseBook
from middleway.content.table import Table

# crisis: thoughts of dying; violence: fear of somebody close; using_violence: for people who frighten somebody.
HELP_KINDS = ("crisis", "violence", "using_violence", "listening", "children")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One place to turn to. `phone`, `text` (how to write a message) and `chat` (an address): "" if there is none.

    `dialled`: the number as a telephone dials it. `hours`, `languages`: only what the source says. `source`: the page
    that says so; `source_date`: its date, "" if it has none; `checked`: the month in which somebody looked it up.
    """

    name: str
    kind: str
    phone: str
    dialled: str
    text: str
    chat: str
    web: str
    hours: str
    languages: tuple[str, ...]
    source: str
    source_date: str
    checked: str


@dataclass(frozen=True, slots=True)
class Country:
    """`code`: ISO 3166-1 alpha-2. `numbers`: each number for immediate danger as text, with its purpose if there are
    several, and as a telephone dials it.
    """

    code: str
    name: str
    numbers: tuple[tuple[str, str], ...]
    emergency_source: str
    lines: tuple[HelpLine, ...]


def _dialled(number: str) -> str:
    """Return a number as a telephone dials it: the first, if there are several or a remark follows."""
    first = re.split(r" or |/|,|;| \((?=[^)]*[A-Za-z])", number)[0]
    return "".join(sign for sign in first if sign in "+*#0123456789")


def help_lines(files: Files, said: PhraseBook) -> tuple[Country, ...]:
    """Return every country, sorted by name. Raises ContentError."""
    with Table(HELP_LINES, parsed(HELP_LINES, files.home.joinpath(HELP_LINES).read_bytes())) as table:
        countries = [_country(each, said) for each in table.tables("country", 1, 250)]
    return tuple(sorted(countries, key=lambda country: normalize("NFD", country.name)))


def _country(table: Table, said: PhraseBook) -> Country:
    with table:
        emergency = table.text("emergency")
        return Country(
            code=table.text("code"),
            name=said(table.text("name")),
            # Only the words are translated: what is dialled comes from the facts.
            numbers=tuple((said(one), _dialled(one)) for one in emergency.split(", ")),
            emergency_source=_address(table, "emergency_source"),
            lines=tuple(_line(each, said) for each in table.tables("line", 1, 12)),
        )


def _line(table: Table, said: PhraseBook) -> HelpLine:
    with table:
        name, phone = table.text("name"), table.text_or("phone", "")
        line = HelpLine(
            name=said(name) if "(" in name else name,  # a service is called as it calls itself; a remark is ours
            kind=table.one_of("kind", HELP_KINDS),
            phone=said(phone),
            dialled=_dialled(phone),
            text=said(table.text_or("text", "")),
            chat=_address(table, "chat", needed=False),
            web=_address(table, "web", needed=False),
            hours=said(table.text_or("hours", "")),
            languages=tuple(map(said, table.texts("languages", 1, 20))) if "languages" in table else (),
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
