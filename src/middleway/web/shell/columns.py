"""What a column may hold. Every column of every table has one of these; a test fails when one has none."""

from enum import Enum


class Holds(Enum):
    """A thief of the database reads everything but SEALED."""

    PUBLIC = "random ids, counts, names to sign in with, digests of what cannot be guessed"
    COARSE = "times, no finer than they must be: months for what was written, days for notices, minutes for doors"
    SEALED = "an envelope of docs/spec/sealed-v1.md, or nothing"


PUBLIC, COARSE, SEALED = Holds.PUBLIC, Holds.COARSE, Holds.SEALED
