"""What a translation lacks, and the list of the English texts that it was made from."""

from collections.abc import Iterator
from pathlib import Path

from middleway.content import words
from middleway.content.errors import ContentError
from middleway.content.files import ENGLISH, SEEN, Files
from middleway.content.help_lines import help_lines
from middleway.content.messages import messages, translated
from middleway.content.phrases import PhraseBook
from middleway.content.texts import Texts, digest, leaves, to_translate

_HEAD = """\
# For each text: a mark of the English that it was translated from.
# `python -m middleway.content --seen` writes this file.

"""


def troubles(files: Files) -> Iterator[str]:
    """Yield a message for each text that is missing, older than its English, or against the rules of writing."""
    found = messages(files)
    if files.language != ENGLISH:
        yield from map(str, _lacking(files))
        found = translated(files)
    yield from words.complaints(found, files.language, files.forbidden())


def _lacking(files: Files) -> Iterator[ContentError]:
    for file in files.every():
        own, seen = dict(leaves(files.own(file))), files.seen.get(file, {})
        for key, english in to_translate(file, files.english.own(file)).items():
            if key not in own:
                yield ContentError(files.name(file), key, "is not translated", f"In English it is: {english}")
            elif seen.get(key) != digest(english):
                remedy = f"Read it against the English: {english} Then run --seen {files.language} {file}"
                yield ContentError(files.name(file), key, "may be older than its English text", remedy)
    for file in files.left_over():
        yield ContentError(files.language, file, "is no file of the English content", "Remove it, or correct its name.")
    said = PhraseBook.of(files)
    help_lines(files, said)
    yield from said.troubles()


def mark(files: Files, chosen: list[str]) -> None:
    """Write down that the translations in these files were read against today's English."""
    seen: dict[str, Texts] = {}
    for file in files.every():
        today = to_translate(file, files.english.own(file))
        if any(file.startswith(one) for one in chosen):
            own = dict(leaves(files.own(file)))
            seen[file] = {key: digest(text) for key, text in today.items() if key in own}
        else:
            seen[file] = {key: one for key, one in files.seen.get(file, {}).items() if key in today}
    lines = [_HEAD, *("\n".join([f'["{file}"]', *_lines(found), "\n"]) for file, found in seen.items() if found)]
    Path(str(files.home), files.language, SEEN).write_text("".join(lines).rstrip("\n") + "\n", "utf-8")


def _lines(found: Texts) -> list[str]:
    return [f'"{key}" = "{mark}"' for key, mark in found.items()]
