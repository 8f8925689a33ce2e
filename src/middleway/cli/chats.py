"""Detects the exported chats of other programs: their names and times would be read as part of the messages."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from middleway.cli.language import gettext_noop as _

_SPACE: Final = "[ \u00a0\u202f]"
# Marks of direction, which phones put anywhere.
_HIDDEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
_HALF: Final = r"(?:[^\d\n:\[\]–-]{0,8})"  # what follows a time in any language: "PM", "p. m.", "Uhr"
_STAMP: Final = rf"{_DATE}[^\d\n:\[\]]{{1,8}}{_CLOCK}{_HALF}"
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"

# The first pattern that fits enough lines names the chat.
_STAMPED: Final = {
    _("a Signal chat"): re.compile(r"\[\d{4}-\d{2}-\d{2},? \d{1,2}:\d{2}\] "),
    _("a WhatsApp chat"): re.compile(rf"\[{_STAMP}\]{_SPACE}|{_STAMP}{_SPACE}[-–]{_SPACE}"),
    _("an iMessage chat"): re.compile(rf"{_MONTH} \d{{1,2}}, \d{{4}}{_SPACE}+(?:at )?{_CLOCK}\b"),
}
_CLOCKED: Final = re.compile(
    rf"[\[(]?(?:\d{{4}}-\d{{2}}-\d{{2}}[ T])?{_CLOCK}(?:{_SPACE}?[AaPp]\.?[Mm]\.?)?[\])]?"
    rf"(?:{_SPACE}[-–]?{_SPACE}?<?[^\s:<>][^:<>\n]{{0,40}}[:>]{_SPACE}|\t[^\t\n]{{1,40}}\t)"
)
_NAMED: Final = re.compile(rf"([^\s:.!?,;\"][^:.!?,;\"\n]{{0,30}}):{_SPACE}+\S")
_LEAST_STAMPED, _LEAST_NAMED = 1 / 4, 1 / 2  # of the lines: a message may have several
_TWICE: Final = 2  # one line with a name or a time before it is not a chat


def chat_in(lines: Iterable[str]) -> str | None:
    """Return which chat the lines are ("a WhatsApp chat"), or None if too few look like one.

    Dates with times must begin a quarter of the lines, or the first line and one more. Times alone, or names that
    occur at least twice, must begin half of the lines.
    """
    written = [shown for line in lines if (shown := _HIDDEN.sub("", line)).strip()]
    for name, stamp in _STAMPED.items():
        fitting = [line for line in written if stamp.match(line)]
        if _are_enough(len(fitting), len(written), 0 if fitting[:1] == written[:1] else _LEAST_STAMPED):
            return name
    names = Counter(found[1] for line in written if (found := _NAMED.match(line)))
    by_name = sum(count for count in names.values() if count >= _TWICE)
    clocked = sum(_CLOCKED.match(line) is not None for line in written)
    return _("a chat") if _are_enough(max(by_name, clocked), len(written), _LEAST_NAMED) else None


def _are_enough(count: int, of: int, share: float) -> bool:
    return count >= _TWICE and count >= share * of
