"""All texts of a language, each with its file and key."""

from collections.abc import Iterator

from middleway.content.entries import Message
from middleway.content.files import Files
from middleway.content.texts import texts, to_translate


def messages(files: Files) -> Iterator[Message]:
    """Yield every text that people read in this language."""
    for file in files.every():
        yield from (Message(text, files.name(file), key) for key, text in texts(files.read(file)))


def translated(files: Files) -> Iterator[Message]:
    """Yield every text that is translated; what a language has from English is left out."""
    for file in files.every():
        can, own = to_translate(file, files.english.own(file)), dict(texts(files.own(file)))
        yield from (Message(own[key], files.name(file), key) for key in can if key in own)
