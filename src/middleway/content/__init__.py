"""The words of the way: practices, questions, feelings, needs, explanations, and the eight weeks.

    >>> from middleway.content import practice
    >>> practice("paced_breath").breath_out
    6

They are TOML files below `en/`, which anybody can add to (docs/content.md). A file that is not as it needs to be raises
ContentError, which names the file, the key and what to do. `python -m middleway.content` checks them all.
"""

from middleway.content.entries import (
    HEATS,
    KINDS,
    TIES,
    Alike,
    Explanation,
    Fear,
    Feeling,
    Message,
    Need,
    Practice,
    Prompt,
    Reaction,
    Step,
    Week,
)
from middleway.content.errors import ContentError, NotThere
from middleway.content.library import (
    alike,
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
    weeks,
)
from middleway.content.messages import messages

__all__ = [
    "HEATS",
    "KINDS",
    "TIES",
    "Alike",
    "ContentError",
    "Explanation",
    "Fear",
    "Feeling",
    "Message",
    "Need",
    "NotThere",
    "Practice",
    "Prompt",
    "Reaction",
    "Step",
    "Week",
    "alike",
    "explanation",
    "explanations",
    "fears",
    "feelings",
    "messages",
    "needs",
    "practice",
    "practices",
    "prompt",
    "prompts",
    "reactions",
    "weeks",
]
