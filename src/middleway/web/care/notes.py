"""Private notes on safety, staying or leaving, a bad hour, and loss. Each asks questions, and none urges either way."""

from typing import Annotated, Final

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers


class SafetyNotes(StepAnswers, frozen=True, kw_only=True):
    needs: Annotated[str, Ask("safety_needs")] = ""
    exits: Annotated[str, Ask("safety_exits")] = ""
    people: Annotated[str, Ask("safety_people")] = ""
    papers: Annotated[str, Ask("safety_papers")] = ""
    traces: Annotated[str, Ask("safety_traces")] = ""
    others: Annotated[str, Ask("safety_others")] = ""


class StayingNotes(StepAnswers, frozen=True, kw_only=True):
    values: Annotated[str, Ask("staying_values")] = ""
    living: Annotated[str, Ask("staying_living")] = ""
    did: Annotated[str, Ask("staying_did")] = ""
    stay: Annotated[str, Ask("staying_stay")] = ""
    go: Annotated[str, Ask("staying_go")] = ""
    friend: Annotated[str, Ask("staying_friend")] = ""
    now: Annotated[str, Ask("staying_now")] = ""


class BadHourNotes(StepAnswers, frozen=True, kw_only=True):
    signs: Annotated[str, Ask("hour_signs")] = ""
    first: Annotated[str, Ask("hour_first")] = ""
    place: Annotated[str, Ask("hour_place")] = ""
    people: Annotated[str, Ask("hour_people")] = ""
    away: Annotated[str, Ask("hour_away")] = ""


class LossNotes(StepAnswers, frozen=True, kw_only=True):
    letter: Annotated[str, Ask("loss_letter")] = ""
    people: Annotated[str, Ask("loss_people")] = ""
    small: Annotated[str, Ask("loss_small")] = ""
    remains: Annotated[str, Ask("loss_remains")] = ""


SAFETY = Step(
    "safety",
    SafetyNotes,
    _("Thinking about safety"),
    _("For yourself alone: what you need, ways out, people, papers, phone."),
)
STAYING = Step("staying", StayingNotes, _("Stay, step back, or not know"), _("What matters to you. It takes no side."))
BAD_HOUR = Step(
    "hour", BadHourNotes, _("For a bad hour"), _("What carries you, whom to call, what is better out of reach.")
)
LOSS = Step(
    "loss", LossNotes, _("When somebody is lost"), _("A letter to yourself, people to call, and what remains true.")
)
PAPERS: Final = {paper.id: paper for paper in (SAFETY, STAYING, BAD_HOUR, LOSS)}
