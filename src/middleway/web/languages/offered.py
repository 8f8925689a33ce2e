"""Which languages there are: English, and each one that has a catalogue."""

from pathlib import Path

from django.utils.translation import get_language_info, to_language


def offered(folder: Path) -> list[tuple[str, str]]:
    """Return the code of each language and its name, written in that language; by name."""
    codes = ["en", *(to_language(file.parent.parent.name) for file in folder.glob("*/LC_MESSAGES/django.mo"))]
    named = [(code, get_language_info(code)["name_local"]) for code in codes]
    return sorted(named, key=lambda language: language[1].casefold())
