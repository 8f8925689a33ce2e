"""The picture in plain English, for the command line and for callers without words of their own; pages have theirs."""

from middleway.loops.drawing import Box, Link, drawing
from middleway.loops.loop import Arrow, Loop, Node

TITLES = {
    "trigger": "What set it off",
    "alarm": "My alarm",
    "move": "My move",
    "their_move": "Their move",
    "cost": "What it cost",
}
NAMES = {
    "pursue_withdraw": "I push, they pull away",
    "withdraw_pursue": "I pull away, they push",
    "attack_attack": "We both push",
    "withdraw_withdraw": "We both pull away",
    "appease_demand": "I give in, they push",
    "demand_appease": "I push, they give in",
    "": "No loop can be told",
}


def svg(loop: Loop) -> str:
    """Return the loop as SVG. Its codes are shown as they are, with spaces for "_"."""
    return drawing(
        [_box(node) for node in loop.nodes],
        [_link(arrow) for arrow in loop.arrows],
        title=f"The loop: {NAMES[loop.name]}",
        again="and round again",
    )


def _box(node: Node) -> Box:
    note = f"{node.count} of {node.of}" + (", a guess" if node.guessed else "") if node.code else ""
    return Box(node.stage, TITLES[node.stage], node.code.replace("_", " ") or "not known", note, node.guessed)


def _link(arrow: Arrow) -> Link:
    return Link(
        f"{arrow.count} of {arrow.of}",
        f"{arrow.start}-{arrow.end}",
        strong=arrow.is_more_than_chance,
        gone=not arrow.count,
    )
