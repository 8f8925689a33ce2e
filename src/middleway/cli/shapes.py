"""Detects what a file is from its beginning; its name decides only what the beginning leaves open."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from middleway.cli.chats import chat_in
from middleway.cli.language import gettext_noop as _
from middleway.cli.tables import is_table

FileShape = Literal["lines", "table", "objects"]
HEAD: Final = 65_536  # bytes of the beginning

_FOR_NOW: Final = _("Today give one message a line, or a CSV with a column text.")
_LATER: Final = (_("It has a command of its own later."), _FOR_NOW)
_PLAIN_TEXT: Final = _("Save it as plain text, one message a line.")
_UNPACK: Final = _(
    "Unpack it first. What is in it may be a chat, which has a command of its own later; "
    "today give one message a line, or a CSV with a column text."
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that is known but not supported: its name, as in a sentence, and what to do."""

    name: str
    hint: tuple[str, ...]


_WORD: Final = Foreign(_("a Word document"), (_PLAIN_TEXT,))
_SHEET: Final = Foreign(_("a spreadsheet"), (_("Save it as CSV in UTF-8, with a column text."),))
_DATABASE: Final = Foreign(_("a database"), (_("Export the messages from the program that made it."), _FOR_NOW))
_BEGINNINGS: Final = (
    (b"%PDF-", Foreign(_("a PDF"), (_("Copy its text out, one message a line."),))),
    (
        b"\xd0\xcf\x11\xe0",
        Foreign(_("a document of an old Office"), (_("Save it as plain text, or as CSV in UTF-8."),)),
    ),
    (b"{\\rtf", Foreign(_("a rich text document"), (_PLAIN_TEXT,))),
    (b"SQLite format 3\0", _DATABASE),
    (b"\x1f\x8b", Foreign(_("a packed file (gzip)"), (_UNPACK,))),
    (b"7z\xbc\xaf", Foreign(_("a packed file (7z)"), (_UNPACK,))),
    (b"Rar!", Foreign(_("a packed file (rar)"), (_UNPACK,))),
    (b"\x89PNG", Foreign(_("a picture"), (_FOR_NOW,))),
    (b"\xff\xd8\xff", Foreign(_("a picture"), (_FOR_NOW,))),
)
_ZIP: Final = b"PK\x03\x04"
NO_TEXT: Final = Foreign(_("no text: it holds NUL bytes"), (_("Save it as text in UTF-8, one message a line."),))

_META: Final = re.compile(r'"(?:sender_name|senderName|timestamp_ms|thread_path|threadName)"\s*:')
_TELEGRAM: Final = re.compile(r'"(?:date_unixtime|from_id|text_entities|chats)"\s*:')
_SIGNAL: Final = re.compile(r'"(?:conversationId|sent_at|envelopeTimestamp|chatItem)"\s*:')
# A JSON document begins with a brace before a quoted name, or with a bracket before such a brace or a whole string.
_OBJECT: Final = re.compile(r'\s*\{\s*(?:"|\}\s*$)')
_ARRAY: Final = re.compile(r'\s*\[\s*(?:\{\s*"|"(?:[^"\\]|\\.)*"\s*[,\]])')
_HTML: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|div)\b", re.IGNORECASE | re.DOTALL
)
_XML: Final = re.compile(r"\s*<(?:\?xml|smses|sms|mms)\b")


def foreign_bytes(head: bytes) -> Foreign | None:
    """Return the kind of file, other than text, that begins with these bytes; None if it is not known."""
    if head.startswith(_ZIP):
        inside = ((b"word/", _WORD), (b"xl/", _SHEET), (b"opendocument.text", _WORD), (b"opendocument.spread", _SHEET))
        return next((found for name, found in inside if name in head), Foreign(_("a packed file (zip)"), (_UNPACK,)))
    return next((found for beginning, found in _BEGINNINGS if head.startswith(beginning)), None)


def foreign_text(head: str) -> Foreign | None:
    """Return what a text is, by its beginning; None for lines of messages, a table, or one JSON object a line."""
    if _HTML.match(head):
        return Foreign(_("a page (HTML)"), (_("If it is a chat: it has a command of its own later."), _FOR_NOW))
    if _XML.match(head):
        what = _("a backup of SMS (XML)") if "<sms" in head or "<mms" in head else "XML"
        return Foreign(what, _LATER)
    if _is_document(head):
        return _document(head)
    chat = chat_in(_whole_lines(head))
    return None if chat is None else Foreign(chat, _LATER)


def kind_of(head: str, column: str, suffix: str) -> FileShape:
    """Return how to read a text that is not foreign. `suffix`: that of the file's name, in lower case, or ""."""
    lines = [line for line in _whole_lines(head) if line.strip()]
    if any(_object(line) is not None for line in lines[:5]) or suffix == ".jsonl":
        return "objects"
    if suffix in {".csv", ".tsv"} or is_table(lines, column):
        return "table"
    return "lines"


def _is_document(head: str) -> bool:
    """Whether this is one JSON document, and not one object a line."""
    if _ARRAY.match(head):
        return True
    if not _OBJECT.match(head):
        return False
    first, *others = [_object(line) for line in _whole_lines(head) if line.strip()][:3]
    if first is None:
        return not any(others)
    return any(isinstance(first.get(name), list | dict) for name in ("messages", "chats"))


def _document(head: str) -> Foreign:
    if _TELEGRAM.search(head) or re.search(r'"type"\s*:\s*"(?:message|personal_chat)"', head):
        return Foreign(_("a Telegram chat (JSON)"), _LATER)
    if _META.search(head):
        return Foreign(_("a chat of Messenger or Instagram (JSON)"), _LATER)
    if _SIGNAL.search(head):
        return Foreign(_("a Signal chat (JSON)"), _LATER)
    return Foreign(_("one JSON document"), (_("Give one JSON object a line (.jsonl), or a CSV with a column text."),))


def _object(line: str) -> dict[str, object] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _whole_lines(head: str) -> Sequence[str]:
    """Return the lines of a beginning, without the last if it may be cut."""
    lines = head.splitlines()
    return lines[:-1] if len(head) >= HEAD // 4 and len(lines) > 1 else lines  # a character has at most four bytes
