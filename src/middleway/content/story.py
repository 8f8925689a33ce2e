"""The schema of sample.toml, the sample story."""

from collections.abc import Iterator
from datetime import time

from middleway.content.entries import CLOSENESS, TIES, Portrait, Scene, Story
from middleway.content.table import Table

_LONGEST_AGO = 120  # days
_DAY = 24 * 60  # minutes


def story(table: Table) -> Story:
    with table:
        people = tuple(_people(table.table("people")))
        return Story(people, tuple(_scenes(table, tuple(one.id for one in people))))


def _people(table: Table) -> Iterator[Portrait]:
    for name, each in table.named():
        with each:
            yield Portrait(name, each.text("name"), each.one_of("tie", TIES), each.one_of("close", CLOSENESS))


def _scenes(table: Table, people: tuple[str, ...]) -> Iterator[Scene]:
    before = _LONGEST_AGO
    for each in table.tables("moments", 1, 100):
        days_ago = each.whole("days_ago", 2, _LONGEST_AGO)
        if days_ago > before:
            raise each.wrong(
                "days_ago", "is longer ago than the moment before", "Put the moments in order, oldest first."
            )
        before = days_ago
        yield _scene(each, people, days_ago)


def _scene(table: Table, people: tuple[str, ...], days_ago: int) -> Scene:
    with table:
        later = "heat_later" in table
        return Scene(
            person=table.one_of("person", people),
            days_ago=days_ago,
            at=_time(table),
            heat=table.whole("heat", 0, 10),
            heat_later=table.whole("heat_later", 0, 10) if later else None,
            # The later rating lies in the past too.
            minutes_later=table.whole("minutes_later", 1, (days_ago - 1) * _DAY) if later else 0,
            helped=table.texts("helped", 1, 4) if "helped" in table else (),
            text=table.text("text"),
            answers={step: {question: each.answer(question) for question in each} for step, each in table.named()},
        )


def _time(table: Table) -> time:
    found = table.text("at")
    try:
        return time.fromisoformat(found)
    except ValueError:
        raise table.wrong("at", f"is {found!r}", 'Write a time of the day, such as "20:40".') from None
