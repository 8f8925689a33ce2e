"""How much the boxes of a form may hold. A box is a name and its values."""

from typing import Final

LONGEST: Final = 400_000  # characters: more than any form of writing takes
_MOST: Final = 60  # boxes
_NAME: Final = 60  # characters


def are_too_much(boxes: list[tuple[str, list[str]]]) -> bool:
    """Whether boxes are more than any form of writing has."""
    size = sum(len(name) + sum(map(len, values)) for name, values in boxes)
    return len(boxes) > _MOST or size > LONGEST or any(len(name) > _NAME for name, _ in boxes)
