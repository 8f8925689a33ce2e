"""The schema of each kind of file: each function takes a table and returns frozen values. They raise ContentError."""

from collections.abc import Iterator
from dataclasses import dataclass

from middleway.content.entries import (
    HEATS,
    KINDS,
    TIES,
    Alike,
    Ending,
    Explanation,
    Feeling,
    Need,
    Practice,
    PracticeStep,
    Prompt,
    Reaction,
    Week,
)
from middleway.content.table import Table


@dataclass(frozen=True, slots=True)
class _Breath:
    breath_in: int = 0
    breath_out: int = 0
    hold: int = 0


def practice(name: str, table: Table) -> Practice:
    with table:
        kind = table.one_of("kind", KINDS)
        breath = _breath(table) if kind == "breath" else _Breath()
        minutes = table.whole("minutes", 1, 10)
        steps = tuple(_step(step) for step in table.tables("steps", 2, 12))
        if sum(step.seconds for step in steps) > minutes * 60:
            raise table.wrong(
                "minutes", "is shorter than the seconds of the steps together", "Raise it, or cut a step."
            )
        return Practice(
            id=name,
            title=table.text("title"),
            minutes=minutes,
            kind=kind,
            heat=table.some_of("heat", HEATS),
            about=table.text("about"),
            out=table.text("out"),
            steps=steps,
            warning=table.text_or("warning", ""),
            turns_to_them=table.flag("turns_to_them"),
            breath_in=breath.breath_in,
            breath_out=breath.breath_out,
            hold=breath.hold,
        )


def _breath(table: Table) -> _Breath:
    return _Breath(table.whole("breath_in", 2, 10), table.whole("breath_out", 2, 15), table.whole("hold", 0, 7))


def _step(table: Table) -> PracticeStep:
    with table:
        return PracticeStep(table.text("text"), table.whole("seconds", 5, 600) if "seconds" in table else 0)


def feelings(table: Table) -> Iterator[Feeling]:
    for family, inside in table.named():
        title = inside.text("title")
        for name, each in inside.named():
            with each:
                yield Feeling(name, each.text("name"), family, title, each.text("meaning"), each.text("body"))


def needs(table: Table) -> Iterator[Need]:
    for name, each in table.named():
        with each:
            yield Need(name, each.text("name"), each.text("meaning"))


def reactions(table: Table) -> Iterator[Reaction]:
    for name, each in table.named():
        with each:
            yield Reaction(name, each.text("title"), each.text("look"), each.text("protects"))


def endings(table: Table) -> Iterator[Ending]:
    for name, each in table.named():
        with each:
            yield Ending(name, each.text("text"), _ties(each))


def alike(table: Table) -> Iterator[Alike]:
    for name, each in table.named():
        with each:
            yield Alike(name, each.text("guess"), each.text("question"), _ties(each))


def _ties(table: Table) -> tuple[str, ...]:
    return table.some_of("ties", TIES) if "ties" in table else ()


def prompt(name: str, table: Table) -> dict[str, Prompt]:
    """Return the question for each kind of tie, and under "" for an unknown tie."""
    with table:
        question, help_, example = table.text("question"), table.text_or("help", ""), table.text_or("example", "")
        starters = _starters(table, ())
        turns = table.flag("turns_to_them")
        found = dict.fromkeys(("", *TIES), Prompt(name, question, help_, example, starters, turns))
        for tie, own in _variants(table):
            with own:
                found[tie] = Prompt(
                    name,
                    own.text_or("question", question),
                    own.text_or("help", help_),
                    own.text_or("example", example),
                    _starters(own, starters),
                    turns,
                )
        return found


def _starters(table: Table, default: tuple[str, ...]) -> tuple[str, ...]:
    found = table.texts("starters", 0, 4) if "starters" in table else default
    for n, starter in enumerate(found, 1):
        if starter[-1] in ".?!":
            raise table.wrong(f"starters.{n}", "is a whole sentence", "Leave its end open, without a full stop.")
    return found


def explanation(name: str, table: Table) -> dict[str, Explanation]:
    """Return the explanation for each kind of tie, and under "" for an unknown tie."""
    with table:
        title, text, turns = table.text("title"), table.texts("text", 1, 6), table.flag("turns_to_them")
        found = dict.fromkeys(("", *TIES), Explanation(name, title, text, turns))
        for tie, own in _variants(table):
            with own:
                own_text = own.texts("text", 1, 6) if "text" in own else text
                found[tie] = Explanation(name, own.text_or("title", title), own_text, turns)
        return found


def _variants(table: Table) -> Iterator[tuple[str, Table]]:
    if "tie" not in table:
        return
    inside = table.table("tie")
    for tie, own in inside.named():
        if tie not in TIES:
            raise inside.wrong(tie, "is not a kind of tie", f"Choose one of: {', '.join(TIES)}.")
        yield tie, own


def week(number: int, table: Table) -> Week:
    with table:
        return Week(
            number=number,
            title=table.text("title"),
            idea=table.texts("idea", 2, 4),
            practice=table.text("practice"),
            to_try=table.text("try"),
            question=table.text("question"),
            turns_to_them=table.flag("turns_to_them"),
        )
