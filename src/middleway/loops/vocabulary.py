"""The stages of a loop, what people do when alarmed, and the loops that have a name."""

from functools import cache
from typing import Final

STAGES: Final = ("trigger", "alarm", "move", "their_move", "cost")

# What people do under threat, and (connect) when they feel safe; the same codes for the writer and the other.
MOVES: Final = ("fight", "flight", "freeze", "fawn", "connect")
# The heat counts as an alarm: its code, and from which heat of 10 on.
HEATS: Final = (("hot", 7), ("warm", 4), ("calm", 0))

# Loops are made of pushing, going away and giving in. From outside, freezing looks like going away.
_CLASS: Final = {"fight": "push", "flight": "away", "freeze": "away", "fawn": "give"}

# (what I do, what they do) to the name of the loop. Demand and withdraw: Christensen and Heavey 1990,
# doi 10.1037/0022-3514.59.1.73; the others are its siblings in the Communication Patterns Questionnaire.
LOOPS: Final = {
    ("push", "away"): "pursue_withdraw",
    ("away", "push"): "withdraw_pursue",
    ("push", "push"): "attack_attack",
    ("away", "away"): "withdraw_withdraw",
    ("give", "push"): "appease_demand",
    ("push", "give"): "demand_appease",
}


@cache  # five moves make few sets
def classes(moves: frozenset[str]) -> frozenset[str]:
    """Return the classes of moves; "connect" has none."""
    return frozenset(_CLASS[move] for move in moves if move in _CLASS)


def moves_of(of_class: str) -> tuple[str, ...]:
    return tuple(move for move, name in _CLASS.items() if name == of_class)
