"""What was promised, row by row: each capability has a test that names it, by `@pytest.mark.row`."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PROMISED = {
    1: "turn from the other's faults to one's own experience",
    2: "see what keeps happening",
    3: "come back to safety first",
    4: "speak from safety: settle, then comfort, then words",
    5: "calm truth in the place of the blast",
    6: "tie the feeling to one event",
    7: "say what has been said before, plainer",
    8: "ask for what is needed",
    9: "see what one pulls back from",
    10: "see what one's own move may do to them, as a guess",
    11: "see the need under what they did, as a guess",
    12: "take alarm for alarm, not for a lack of love",
    13: "know fight, flight, freeze and fawn",
    14: "belonging has two wrong ends",
    15: "see who is missing",
    16: "everybody can be hurt",
    17: "why those who are close hurt more",
    18: "see how each one's alarm sets off the other's",
    19: "neither shame nor blame",
    20: "comfort oneself",
    21: "pain, shared, promise",
    22: "before and after",
    23: "stay in what one says, while softening it",
    24: "be curious",
    25: "know what one hopes for",
    26: "one thing for them that does not cost oneself",
    27: "warmth has two wrong ends",
    28: "what does good in a year",
    29: "giving in helps nobody",
    30: "both needs have room",
    31: "see whether it gets safer, either way",
    32: "see what went better",
    33: "any close tie",
    34: "one's own part may not be enough",
    37: "meet one's own kind words again",
    38: "one true thing, and not now is a good answer",
}


def rows_named() -> set[int]:
    """Return the rows that some test names."""
    marks = [
        mark
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.row"
    ]
    return {ast.literal_eval(mark.args[0]) for mark in marks}


@pytest.mark.parametrize(("row", "capability"), PROMISED.items())
def test_every_capability_has_a_test_that_names_it(row, capability):
    assert row in rows_named(), capability
