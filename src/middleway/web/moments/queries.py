"""What the pages of moments show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from middleway.reading import CHARACTER_LIMIT, TextTooDense, WrittenBy
from middleway.vault import NotOpened, Vault
from middleway.web.drafts.queries import current
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Began, Draft, Moment
from middleway.web.people.queries import people_of
from middleway.web.questions.choices import chosen
from middleway.web.readings.queries import ReadingPage, page_of
from middleway.web.records import manifest, store
from middleway.web.records.owned import of
from middleway.web.safety import gate
from middleway.web.safety.scan import own_words

PAGE = 50
_FIRST_LINE = 80


@dataclass(frozen=True, slots=True)
class MomentLine:
    """One row of a list. `text`: its first line; None if it does not open. `heats`: how hot it was, time after time."""

    id: UUID
    text: str | None
    written: datetime | None
    person: str = ""
    heats: tuple[int, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed and is not kept: `drafts` of moments, and what was `typed` into other forms."""

    drafts: list[MomentLine]
    typed: list[MomentLine]

    def __bool__(self) -> bool:
        return bool(self.drafts or self.typed)


@dataclass(frozen=True, slots=True)
class Index:
    unfinished: Unfinished
    moments: list[MomentLine]
    page: int
    more: bool
    differs: bool

    @property
    def sample(self) -> bool:
        """Whether any of the moments is from the sample story."""
        return any(line.sample for line in self.moments)


def index(vault: Vault, page: int) -> Index:
    """Return one page of what was kept, newest first, and everything that is not finished."""
    start, skipped, lines = (page - 1) * PAGE, 0, list[MomentLine]()
    names = names_of(vault)
    for month, count in of(vault, Moment).months():
        # Only this page's months are opened: a list of years must not take longer than one of weeks.
        if skipped + count <= start:
            skipped += count
        elif skipped + len(lines) <= start + PAGE:
            rows = of(vault, Moment).where(month=month)
            lines += sorted((_line(row, vault, names) for row in rows), key=_newest, reverse=True)
    start -= skipped
    more = len(lines) > start + PAGE
    return Index(unfinished(vault), lines[start : start + PAGE], page, more, not is_as_left(vault))


def unfinished(vault: Vault) -> Unfinished:
    drafts = [_line(row, vault, {}) for row in of(vault, Draft)]
    typed = [MomentLine(one.id, first_line("\n".join(one.words)), one.changed) for one in current(vault)]
    return Unfinished(drafts, typed)


def names_of(vault: Vault) -> dict[str, str]:
    """Return the names of those who are close, by their id as text."""
    return {str(one.id): one.name for one in people_of(vault) if one.name}


def text_of(row: Moment | Draft, vault: Vault) -> str:
    """Return the words of a moment or a draft. Raises NotOpened."""
    return store.opened(row, vault).text


def reading_of(text: str, written_by: WrittenBy = "me") -> ReadingPage | None:
    """Return how a text reads, made for this answer and stored nowhere. None when it is too long for one reading."""
    try:
        return page_of(text, written_by) if len(text) <= CHARACTER_LIMIT else None
    except TextTooDense:
        return None


def reading_shown(moment: Moment, vault: Vault) -> ReadingPage | None:
    """Return how a moment reads, without what its writer says is not so. Raises NotOpened."""
    content = store.opened(moment, vault)
    page = reading_of(content.text, content.way.see.writer)
    return page.without(content.way.see.not_so) if page else None


def standing_of(moment: Moment, vault: Vault) -> tuple[gate.Standing, str]:
    """Return how it stands with the person of a moment, and that person's id, or "". Raises NotOpened."""
    content = store.opened(moment, vault)
    kept = gate.standing(vault, content.person)
    if content.signs:
        return kept, content.person
    # Written before texts were looked at.
    return kept.joined(gate.of_words(*own_words(moment, content))), content.person


def began_from(draft: Draft, vault: Vault) -> Began:
    """Return what a draft began from, and which page typed it."""
    content = store.opened(draft, vault)
    return Began(content.of, content.revision, (content.page,) if content.page else ())


def written(moment: Moment, vault: Vault) -> datetime:
    return store.opened(moment, vault).when


def _newest(line: MomentLine) -> datetime:
    return line.written or timezone.now()


def _line(row: Moment | Draft, vault: Vault, names: dict[str, str]) -> MomentLine:
    try:
        content = store.opened(row, vault)
    except NotOpened:
        return MomentLine(row.pk, None, None)
    if isinstance(content, MomentContent):
        return line_of(row.pk, content, names)
    return MomentLine(row.pk, first_line(content.text), content.when)


def line_of(row_id: UUID, content: MomentContent, names: dict[str, str], text: str | None = None) -> MomentLine:
    """Return a moment in a list, with `text`, if given, in place of its first line.

    A moment without words of its own is known by the first that were written on its way, or by what was good.
    """
    heats = tuple(heat.value for heat in content.heat if heat.value is not None)
    own = next((words for words in Moment.words_in(content) if words.strip()), "")
    first = first_line(text or own or "; ".join(map(str, chosen("good", content.way.good.kinds))))
    return MomentLine(row_id, first, content.when, names.get(content.person, ""), heats, content.sample)


def first_line(text: str) -> str:
    """Return the first line, shortened at a word to 80 characters."""
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _FIRST_LINE else first[:_FIRST_LINE].rsplit(" ", 1)[0] + " …"


def is_as_left(vault: Vault) -> bool:
    """Whether all rows are as their owner left them: none put back, taken away or slipped in."""
    try:
        return not manifest.differing(vault)
    except NotOpened:
        return False
