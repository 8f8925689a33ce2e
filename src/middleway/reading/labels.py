"""The values of the codebook, in the one order that model, results and schema share.

`POSITIONS` puts each value of a spectrum on the line from one wrong end (-1) over the middle (0) to
the other (+1). `none` has no position: it says that the spectrum is not touched.
"""

from typing import Final, Literal

SPECTRA: Final = ("awareness", "belonging", "warmth_self", "warmth_other")
CHOICES: Final = ("response", "in_view", "risk")
FIELDS: Final = (*SPECTRA, *CHOICES)

VALUES: Final[dict[str, tuple[str, ...]]] = {
    "awareness": ("none", "avoidant", "mindful", "flooded"),
    "belonging": ("none", "isolated", "shared", "self_omitting"),
    "warmth_self": ("none", "harsh", "kind", "indulgent"),
    "warmth_other": ("none", "harsh", "kind", "placating"),
    "response": ("neutral", "fight", "flight", "freeze", "fawn", "connect"),
    "in_view": ("none", "self", "other", "both"),
    "risk": ("none", "crisis", "danger"),
}

# What the network for risk tells apart. The codebook's `danger` is both of the last two: the writer is not safe, or
# somebody is not safe from them.
RISKS: Final = ("none", "crisis", "danger", "threat")

PARTS: Final = (
    "observation",
    "feeling",
    "need",
    "request",
    "limit",
    "blame",
    "absolute",
    "label",
    "mind_reading",
    "demand",
    "apology",
    "appreciation",
    "validation",
    "curiosity",
    "reassurance",
)

POSITIONS: Final = (None, -1.0, 0.0, 1.0)

# The value that stands for "not touched": nothing is claimed when it wins.
QUIET: Final = {field: "neutral" if field == "response" else "none" for field in FIELDS}

# Who wrote a text: the one who reads its reading, somebody else to them, or the reader about somebody.
WrittenBy = Literal["me", "them", "about"]
WRITERS: Final[tuple[WrittenBy, ...]] = ("me", "them", "about")
