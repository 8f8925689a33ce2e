"""Pairs whose loop and trends are known, made at random from a seed. Nothing was chosen by looking at what comes out.

A pair with a loop runs it in six of ten moments: I make a move of one class, and they one of the other. In the rest
both do anything else. One move in twenty is told wrong.
"""

import random
from datetime import UTC, datetime, timedelta

from middleway.loops import Moment

START = datetime(2026, 1, 1, 20, tzinfo=UTC)
RUNS, WRONG = 0.6, 0.05
MOVES = ("fight", "flight", "freeze", "fawn", "connect")
OF_CLASS = {"push": ("fight",), "away": ("flight", "freeze"), "give": ("fawn",)}
LOOPS = {
    "pursue_withdraw": ("push", "away"),
    "withdraw_pursue": ("away", "push"),
    "attack_attack": ("push", "push"),
    "withdraw_withdraw": ("away", "away"),
    "appease_demand": ("give", "push"),
    "demand_appease": ("push", "give"),
}


def pair(loop, moments, rng, *, runs=RUNS, wrong=WRONG):
    """Return the moments of one pair, a few days apart. With `loop` "" it has none."""
    return [
        Moment(at=START + timedelta(days=3 * number), moves=frozenset({mine}), their_moves=frozenset({theirs}))
        for number, (mine, theirs) in enumerate(turn(loop, rng, runs, wrong) for _ in range(moments))
    ]


def turn(loop, rng, runs, wrong):
    if not loop:
        mine, theirs = rng.choice(MOVES), rng.choice(MOVES)
    elif rng.random() < runs:
        mine, theirs = (rng.choice(OF_CLASS[of]) for of in LOOPS[loop])
    else:
        mine, theirs = (rng.choice([move for move in MOVES if move not in OF_CLASS[of]]) for of in LOOPS[loop])
    return tuple(rng.choice(MOVES) if rng.random() < wrong else move for move in (mine, theirs))


def shuffled(moments, rng):
    """Return the same moments with the other's moves dealt out anew, so that nothing follows from anything."""
    theirs = [one.their_moves for one in moments]
    rng.shuffle(theirs)
    return [Moment(at=one.at, moves=one.moves, their_moves=other) for one, other in zip(moments, theirs, strict=True)]


def seeded(number):
    return random.Random(number)
