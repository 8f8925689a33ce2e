"""What speaks of danger, as it was found, answered and said (`entries.py`), and the standing that it makes.

No words are kept here: they stay where they were written, and go with it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from middleway.web.safety import entries
from middleway.web.safety.entries import AnsweredCheck, Book, Entry, FoundSign, SaidOfSafety
from middleway.web.safety.questionnaire import added, result
from middleway.web.safety.states import Reason, Standing, State

UNSAFE, CALM, SAFE_NOW = entries.UNSAFE, entries.CALM, entries.SAFE_NOW
QUIET_FOR: Final = timedelta(days=30)  # for which faint signs do not ask again after "a wrong guess"
EVERYBODY: Final = None
E = TypeVar("E", bound=Entry)


def joined(books: Iterable[Book]) -> Book:
    """Return several books as one: an archive that was brought in can bring another."""
    out = Book()
    for book in books:
        out = Book(_both(out.found, book.found), _both(out.checks, book.checks), _both(out.said, book.said))
    return out


def _both(some: list[E], more: list[E]) -> list[E]:
    """Return all entries, each once. There are none before the first book, which is nearly always the only one."""
    known = set(map(msgspec.json.encode, some))
    return [*some, *(one for one in more if msgspec.json.encode(one) not in known)] if known else more


def believed(book: Book, now: str) -> Book:
    """Return the book without what lies after `now`: a clock ran ahead, or somebody wrote the time themselves.

    Nobody knows when it was really said. So what raises the state counts as of now, until something is said after it.
    What lowers the state does not count, and is asked anew.
    """
    return Book(_until(book.found, now), _until(book.checks, now), _until(book.said, now))


def _until(some: list[E], now: str) -> list[E]:
    return [one if one.at <= now else replace(one, at=now) for one in some if one.at <= now or one.raises]


def noted(book: Book, row: str, people: Iterable[str], signs: Iterable[tuple[str, str, bool]], now: str) -> Book:
    """Replace what was found in a row by `signs`: (digest, kind, clear). What was there of a person keeps its time.

    `people`: whom the row is about, "" for nobody named, and whoever else is named in it.
    """
    before = {(one.person, one.of, one.kind): one.at for one in book.found if one.row == row}
    found = list(signs)
    fresh = [
        FoundSign(row=row, person=person, kind=kind, clear=clear, of=of, at=before.get((person, of, kind), now))
        for person in people
        for of, kind, clear in found
    ]
    return replace(book, found=[one for one in book.found if one.row != row] + fresh)


def brought(book: Book, found: Iterable[FoundSign], raised: Book, now: str) -> Book:
    """Add what an archive brought: what was found in its texts, as of now, and what raises the state in its ledger."""
    new = [*book.found, *(replace(one, at=now) for one in found)]
    return replace(joined([book, replace(raised, found=[])]), found=new)


def without(book: Book, rows: Iterable[str]) -> Book:
    """Forget what was found in rows that are gone.

    What was said of a person stays when they are taken out, since that takes only two taps.
    """
    gone = set(rows)
    return replace(book, found=[one for one in book.found if one.row not in gone])


def answered(book: Book, person: str, answers: dict[str, str], now: str) -> Book:
    """Add answers to those before, unless the writer has said since then that it is not so."""
    calm = _said(book, person, CALM)
    before = [one for one in book.checks if one.person == person and one.at > calm]
    for one in before:
        answers = added(one.answers, answers)
    others = [one for one in book.checks if one.person != person]
    return replace(book, checks=[*others, AnsweredCheck(person=person, answers=answers, at=now)])


def said(book: Book, person: str, what: str, now: str, moment: str = "") -> Book:
    """Add the writer's own word, in place of an earlier one of the same kind and place.

    Calm, on a page of its own and after its explanation, takes back every "not safe". Calm in a moment is about that
    moment.
    """
    over = {(what, moment)} | ({(UNSAFE, one.moment) for one in book.said} if what == CALM and not moment else set())
    others = [one for one in book.said if one.person != person or (one.what, one.moment) not in over]
    return replace(book, said=[*others, SaidOfSafety(person=person, what=what, at=now, moment=moment)])


def unsaid(book: Book, person: str, moment: str) -> Book:
    """Take back "it is not safe with them" where it was said in that moment, and nothing else."""
    mine = (person, UNSAFE, moment)
    return replace(book, said=[one for one in book.said if (one.person, one.what, one.moment) != mine])


def standing(book: Book, person: str | None) -> Standing:
    """Return how it stands with a person: an id, "" for somebody not named, or EVERYBODY for nobody in particular."""
    whole = Standing()
    for sign in book.found:
        whole = whole.and_also(_weight(book, sign, person), Reason(sign.kind))
    for check in book.checks:
        found = result(check.answers)
        # "Calm" settles in any moment what makes only careful; on a page that explains it, also what makes unsafe.
        if check.at > _said(book, check.person, CALM, everywhere=found.state is State.CAREFUL):
            whole = whole.joined(_about(book, check, person, found))
    for word in book.said:
        if word.what == UNSAFE:
            whole = whole.joined(_about(book, word, person, Standing(State.UNSAFE, frozenset({Reason.SAID}))))
    return whole


def _about(book: Book, one: Entry, person: str | None, found: Standing) -> Standing:
    """Return what was answered or said, as it counts for this person. If it names nobody, the writer is asked."""
    if person in (EVERYBODY, one.person):
        return found
    if person or found.state is not State.UNSAFE or one.at <= _said(book, "", CALM, everywhere=True):
        return Standing()
    return Standing(State.CAREFUL, found.reasons)


def counted(book: Book, person: str | None) -> list[str]:
    """Return the rows whose words count now for how it stands with somebody, newest first."""
    count = [one for one in book.found if _weight(book, one, person) is not State.ORDINARY]
    rows = [one.row for one in sorted(count, key=lambda one: one.at, reverse=True)]
    return list(dict.fromkeys(rows))


def _weight(book: Book, one: FoundSign, person: str | None) -> State:
    """Return the state that one finding makes. If it names nobody, it may be about this person: the writer is asked."""
    if one.kind == Reason.CRISIS:
        state = State.CRISIS if one.clear else State.CAREFUL
        return state if one.at > _said(book, "", SAFE_NOW) else State.ORDINARY
    known = {one.person, one.person if person is EVERYBODY else person}
    if len(known) == 2 and "" not in known:
        return State.ORDINARY  # about somebody else
    for each in known:
        if one.at <= _said(book, each, CALM, one.row):
            return State.ORDINARY
        calm = _said(book, each, CALM, everywhere=True)
        if not one.clear and calm and one.at <= _later(calm):
            return State.ORDINARY
    return State.UNSAFE if one.clear and len(known) == 1 else State.CAREFUL


def _said(book: Book, person: str | None, what: str, moment: str = "", *, everywhere: bool = False) -> str:
    """Return when this was last said of somebody: on a page of its own, in that moment, or anywhere; "" for never."""
    of = [one for one in book.said if one.person == person and one.what == what]
    return max((one.at for one in of if everywhere or one.moment in ("", moment)), default="")


def _later(at: str) -> str:
    return (datetime.fromisoformat(at) + QUIET_FOR).isoformat()
