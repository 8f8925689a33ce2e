"""Where a writer writes: beside moments and their drafts one place for each kind of row that takes words, as its page sends them."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Final

# Plain words of danger: what is found in them goes into the ledger in the same write. So plain that they are noticed whatever letters
# stand beside them ("I want to kill myself" was missed beside one in a hundred), and short enough for the name of a person.
DANGER: Final = "He choked me last night and said he would kill me."
NEW_MOMENT: Final = "/moments/write/"
_STAGES: Final = ("alarm", "cost")


@dataclass(frozen=True)
class Place:
    """A form. Sent there again, words take the place of those before. `box`: the name of its box for words; `fields`: what else it sends.

    `shown_on`: the page that it is taken from each time; "" for a page that stays open, and knows its own words by its `fields`.
    """

    path: str
    box: str = "text"
    fields: dict[str, str] = field(default_factory=dict, compare=False)
    number: int = 0  # two pages of one address
    shown_on: str = field(default="", compare=False)

    def form(self, text: str) -> dict[str, str]:
        return {**self.fields, self.box: text}

    def said_on(self, page: str) -> dict[str, str]:
        """Return what the form says of itself on a page: whose it is, and what that page shows. Where several stand there, each says then which it is."""
        after = f'><input type="hidden" name="at" value="{self.fields["at"]}">' if "at" in self.fields else ""
        found = {
            "whose": re.search('name="whose" value="([^"]*)"', page),
            "seen": re.search(f'name="seen" value="([^"]*)"{after}', page),
        }
        return {name: one[1] for name, one in found.items() if one}


def moment(row: uuid.UUID | str) -> Place:
    return Place(f"/moments/{row}/edit/", shown_on=f"/moments/{row}/edit/")


def draft() -> Place:
    """Return a new draft of a moment: it has its id from its page."""
    return Place(f"/moments/drafts/{uuid.uuid4()}/", fields={"typed_on": str(uuid.uuid4())})


def seldom() -> list[Place]:
    """Return places of the other kinds, for one writer."""
    papers = [
        Place(f"/care/pages/{kind}/", box, _page(), shown_on=f"/care/pages/{kind}/")
        for kind, box in (("safety", "words-needs"), ("hour", "words-first"))
    ]
    weeks = [Place(f"/weeks/{number}/", "words-text", _page(), shown_on=f"/weeks/{number}/") for number in (1, 2)]
    people = [Place("/people/new/", "name", {**_page(), "tie": "partner"}, number) for number in (1, 2)]
    cards = [Place("/comfort/new/", "text", _page(), number) for number in (1, 2)]
    loop = [
        Place("/patterns/any/say/", "words-own", {"at": stage}, number, "/patterns/any/")
        for number, stage in enumerate(_STAGES)
    ]
    typed = [
        Place(
            "/drafts/", "texts.text", {"typed_at": path, "typed_on": str(uuid.uuid4()), "stands_on": path}, number, path
        )
        for number, path in enumerate(("/comfort/new/", "/weeks/3/"))
    ]
    return [*papers, *weeks, *people, *cards, *loop, *typed]


def _page() -> dict[str, str]:
    return {"page": str(uuid.uuid4())}
