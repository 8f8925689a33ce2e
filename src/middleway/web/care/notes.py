"""Private notes on safety, staying or leaving, a bad hour, and loss. Each asks questions, and none urges either way."""

from typing import Final

from middleway.web.questions.steps import Ask, Step

SAFETY = Step(
    "safety",
    (
        Ask("needs", "safety_needs"),
        Ask("exits", "safety_exits"),
        Ask("people", "safety_people"),
        Ask("papers", "safety_papers"),
        Ask("traces", "safety_traces"),
        Ask("others", "safety_others"),
    ),
)
STAYING = Step(
    "staying",
    (
        Ask("values", "staying_values"),
        Ask("living", "staying_living"),
        Ask("did", "staying_did"),
        Ask("stay", "staying_stay"),
        Ask("go", "staying_go"),
        Ask("friend", "staying_friend"),
        Ask("now", "staying_now"),
    ),
)
BAD_HOUR = Step(
    "hour",
    (
        Ask("signs", "hour_signs"),
        Ask("first", "hour_first"),
        Ask("place", "hour_place"),
        Ask("people", "hour_people"),
        Ask("away", "hour_away"),
    ),
)
LOSS = Step(
    "loss",
    (
        Ask("letter", "loss_letter"),
        Ask("people", "loss_people"),
        Ask("small", "loss_small"),
        Ask("remains", "loss_remains"),
    ),
)
PAPERS: Final = {paper.id: paper for paper in (SAFETY, STAYING, BAD_HOUR, LOSS)}
