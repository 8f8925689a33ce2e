"""Whether lines are a chat as a program exports it: names and times before the messages, which would be read as part of them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_SPACE: Final = "[ \u00a0\u202f]"
_HIDDEN: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK: Final = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:{_SPACE}?[AaPp]\.?{_SPACE}?[Mm]\.?)?"
_STAMP: Final = rf"{_HIDDEN}{_DATE},?{_SPACE}{{1,2}}(?:at{_SPACE})?{_CLOCK}{_HIDDEN}"
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"

# The first that fits enough lines names the chat.
_STAMPED: Final = {
    "a Signal chat": re.compile(rf"{_HIDDEN}\[\d{{4}}-\d{{2}}-\d{{2}},? \d{{1,2}}:\d{{2}}\] "),
    "a WhatsApp chat": re.compile(rf"{_HIDDEN}\[{_STAMP}\]{_SPACE}|{_STAMP}{_SPACE}[-–]{_SPACE}"),
    "an iMessage chat": re.compile(rf"{_HIDDEN}{_MONTH} \d{{1,2}}, \d{{4}}{_SPACE}+(?:at )?{_CLOCK}\b"),
}  # fmt: skip
_CLOCKED: Final = re.compile(rf"{_HIDDEN}[\[(]?(?:\d{{4}}-\d{{2}}-\d{{2}}[ T])?{_CLOCK}[\])]?{_SPACE}[-–]?{_SPACE}?<?[^\s:<>][^:<>\n]{{0,40}}[:>]{_SPACE}")  # fmt: skip
_LEAST_SHARE: Final = 1 / 4  # of the lines: messages may be of several lines, and stamps stand on lines of their own
_NAMED: Final = re.compile(rf"{_HIDDEN}([^\s:.!?,;\"][^:.!?,;\"\n]{{0,30}}):{_SPACE}+\S")
_LEAST_NAMED: Final = 1 / 2
_TWICE: Final = 2  # one line with a name or a time before it is no chat


def chat_in(lines: Iterable[str]) -> str | None:
    """Return what a text is ("a WhatsApp chat"), or None when most of it is not written so."""
    written = [line for line in lines if line.strip()]
    for name, stamp in _STAMPED.items():
        if _are_enough(sum(stamp.match(line) is not None for line in written), len(written), _LEAST_SHARE):
            return name
    if _are_enough(sum(_CLOCKED.match(line) is not None for line in written), len(written), _LEAST_NAMED):
        return "a chat"
    names = Counter(found[1] for line in written if (found := _NAMED.match(line)))
    by_name = sum(count for count in names.values() if count >= _TWICE)
    return "a chat" if _are_enough(by_name, len(written), _LEAST_NAMED) else None


def _are_enough(count: int, of: int, share: float) -> bool:
    return count >= _TWICE and count >= share * of
