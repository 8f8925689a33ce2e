"""The words of the way: practices, questions, feelings, needs, explanations, the eight weeks, and a sample story.

    >>> from middleway.content import library
    >>> library("en").practice("paced_breath").breath_out
    6

They are TOML files below `en/`, which anybody can add to (docs/content.md), and their translations beside it. An
invalid file raises ContentError, which names the file, the key and what to do. `python -m middleway.content` checks
them all.
"""

from middleway.content.entries import (
    CLOSENESS,
    HEATS,
    KINDS,
    TIES,
    Alike,
    Ending,
    Explanation,
    Feeling,
    GivenAnswer,
    Message,
    Need,
    Portrait,
    Practice,
    PracticeStep,
    Prompt,
    Reaction,
    Scene,
    Story,
    Week,
)
from middleway.content.errors import ContentError, NotThere
from middleway.content.files import ENGLISH, Files, languages
from middleway.content.help_lines import HELP_KINDS, Country, HelpLine
from middleway.content.libraries import Library, library
from middleway.content.messages import messages
from middleway.content.translation import troubles

__all__ = [
    "CLOSENESS",
    "ENGLISH",
    "HEATS",
    "HELP_KINDS",
    "KINDS",
    "TIES",
    "Alike",
    "ContentError",
    "Country",
    "Ending",
    "Explanation",
    "Feeling",
    "Files",
    "GivenAnswer",
    "HelpLine",
    "Library",
    "Message",
    "Need",
    "NotThere",
    "Portrait",
    "Practice",
    "PracticeStep",
    "Prompt",
    "Reaction",
    "Scene",
    "Story",
    "Week",
    "languages",
    "library",
    "messages",
    "troubles",
]
