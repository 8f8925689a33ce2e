"""All texts that need a translation, and a gettext template of them."""

from collections.abc import Iterator

from middleway.content import files
from middleway.content.entries import Message

# Keys whose values are codes; all other text is for people. The last two lines: choices of the sample story.
_CODES = frozenset({"kind", "heat", "practice", "ties", "tie", "close", "person", "at"}) | frozenset(
    {"feelings", "fears", "needs", "not_so", "reactions", "missing", "alike", "safe", "when", "heard", "mended"}
    | {"trigger", "me", "they", "cost", "helped"}
)

_HEAD = (
    "Project-Id-Version: Middleway",
    "PO-Revision-Date: ",
    "Last-Translator: ",
    "Language-Team: ",
    "Language: ",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
)


def messages() -> Iterator[Message]:
    """Yield every text to translate, with its file and key."""
    for file in files.every():
        yield from _inside(file, "", files.read(file))


def _inside(file: str, place: str, found: object) -> Iterator[Message]:
    if isinstance(found, str):
        yield Message(found, file, place)
    elif isinstance(found, dict):
        for key, value in found.items():
            if key not in _CODES or isinstance(value, dict):
                yield from _inside(file, f"{place}.{key}".lstrip("."), value)
    elif isinstance(found, list):
        for number, value in enumerate(found, 1):
            yield from _inside(file, f"{place}.{number}", value)


def template() -> str:
    """Return all messages as a gettext template (.pot). A text that is used twice is one entry with two references."""
    places: dict[str, list[str]] = {}
    for message in messages():
        places.setdefault(message.text, []).append(f"{message.file}:{message.key}")
    head = "".join(f'"{line}\\n"\n' for line in _HEAD)
    entries = (
        "".join(f"#: {place}\n" for place in found) + f'msgid "{_escaped(text)}"\nmsgstr ""\n'
        for text, found in places.items()
    )
    return "\n".join([f'msgid ""\nmsgstr ""\n{head}', *entries])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
