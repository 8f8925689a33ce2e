"""`python -m middleway.content` checks all content files; `--pot FILE` writes a gettext template of their texts."""

import argparse
import sys
from pathlib import Path

from middleway.content import library, words
from middleway.content.entries import TIES
from middleway.content.errors import ContentError
from middleway.content.messages import messages, template


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m middleway.content", description="Check all content files.")
    parser.add_argument("--pot", type=Path, metavar="FILE", help="write a gettext template of all texts")
    chosen = parser.parse_args(arguments)
    try:
        counts = _counts()
    except ContentError as error:
        sys.stderr.write(f"content: error: {error}\n")
        return 1
    found = list(messages())
    grades = words.grades(found)
    hardest = max(grades, key=lambda file: grades[file])
    sys.stdout.writelines(f"{count:5}  {name}\n" for name, count in counts.items())
    sys.stdout.write(f"{len(found):5}  texts to translate\n")
    sys.stdout.write(
        f"Reading age {words.grade(m.text for m in words.prose(found)) + 5:.1f} years (Flesch-Kincaid grade + 5); "
    )
    sys.stdout.write(f"hardest: {hardest}, {grades[hardest] + 5:.1f}.\n")
    troubles = list(words.complaints(found))
    sys.stderr.writelines(f"content: error: {trouble}\n" for trouble in troubles)
    if chosen.pot and not troubles:
        chosen.pot.write_text(template(), "utf-8")
    return 1 if troubles else 0


def _counts() -> dict[str, int]:
    return {
        "practices": len(library.practices()),
        "feelings": len(library.feelings()),
        "needs": len(library.needs()),
        "reactions": len(library.reactions()),
        "fears": len({each.id for tie in TIES for each in library.fears(tie)}),
        "guesses": len({each.id for tie in TIES for each in library.alike(tie)}),
        "questions": len(library.prompts()),
        "explanations": len(library.explanations()),
        "weeks": len(library.weeks()),
        "moments of the sample story": len(library.story().scenes),
    }


if __name__ == "__main__":
    sys.exit(main())
