"""`python -m middleway.content` checks the content files of every language; `--seen` says what was read again."""

import argparse
import sys
from collections.abc import Iterable

from middleway.content import grades, words
from middleway.content.entries import TIES, Message
from middleway.content.errors import ContentError
from middleway.content.files import ENGLISH, Files, languages
from middleway.content.libraries import Library, opened
from middleway.content.messages import messages
from middleway.content.translation import mark, troubles


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m middleway.content", description="Check all content files.")
    told = "say that FILES of LANGUAGE were read against today's English; the beginning of a name is enough"
    parser.add_argument("--seen", nargs="+", metavar=("LANGUAGE", "FILES"), help=told)
    chosen = parser.parse_args(arguments)
    if chosen.seen:
        language, *read = chosen.seen
        if language == ENGLISH or not Files(language).is_there():
            parser.error(f"{language} is no folder of a translation")
        mark(Files(language), read)
    return max([checked(Files(language)) for language in languages()])


def checked(files: Files) -> int:
    """Print what a language has, and what is wrong with it; return the status of the command."""
    try:
        _report(files.language, opened(files), list(messages(files)))
        wrong = list(troubles(files))
    except ContentError as error:
        wrong = [str(error)]
    sys.stderr.writelines(f"content: error: {trouble}\n" for trouble in wrong)
    return 1 if wrong else 0


def _report(language: str, library: Library, found: list[Message]) -> None:
    if language == ENGLISH:
        sys.stdout.writelines(f"{count:5}  {name}\n" for name, count in _counts(library).items())
    hardest = max(grades_of := words.grades(found, language), key=lambda file: grades_of[file], default="")
    whole = grades.grade((message.text for message in words.prose(found)), language)
    sys.stdout.write(f"{language}: {len(found)} texts.")
    if hardest and whole is not None:
        sys.stdout.write(f" Reading age {whole + 5:.1f} years; hardest: {hardest}, {grades_of[hardest] + 5:.1f}.")
    sys.stdout.write("\n")


def _counts(library: Library) -> dict[str, int]:
    return {
        "practices": len(library.practices),
        "feelings": len(library.feelings),
        "needs": len(library.needs),
        "reactions": len(library.reactions),
        "fears": _distinct(library.fears(tie) for tie in TIES),
        "guesses": _distinct(library.alike(tie) for tie in TIES),
        "questions": len(library.prompts),
        "explanations": len(library.explanations),
        "weeks": len(library.weeks),
        "moments of the sample story": len(library.story.scenes),
    }


def _distinct(found: Iterable[tuple[object, ...]]) -> int:
    return len({each for every in found for each in every})


if __name__ == "__main__":
    sys.exit(main())
