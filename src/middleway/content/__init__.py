"""The words of the way: practices, questions, feelings, needs, explanations, the eight weeks, and a sample story.

    >>> from middleway.content import practice
    >>> practice("paced_breath").breath_out
    6

They are TOML files below `en/`, which anybody can add to (docs/content.md). An invalid file raises ContentError, which
names the file, the key and what to do. `python -m middleway.content` checks them all.
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
from middleway.content.help_lines import HELP_KINDS, Country, HelpLine, help_lines
from middleway.content.library import (
    alike,
    costs,
    explanation,
    explanations,
    fears,
    feelings,
    needs,
    practice,
    practices,
    prompt,
    prompts,
    reactions,
    story,
    triggers,
    weeks,
)
from middleway.content.messages import messages

__all__ = [
    "CLOSENESS",
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
    "GivenAnswer",
    "HelpLine",
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
    "alike",
    "costs",
    "explanation",
    "explanations",
    "fears",
    "feelings",
    "help_lines",
    "messages",
    "needs",
    "practice",
    "practices",
    "prompt",
    "prompts",
    "reactions",
    "story",
    "triggers",
    "weeks",
]
