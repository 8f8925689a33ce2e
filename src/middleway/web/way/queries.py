"""What the pages of the way show."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.care import gate
from middleway.web.moments.models import Moment
from middleway.web.people import queries as people
from middleway.web.shell import store
from middleway.web.way import steps
from middleway.web.way.steps import Step


@dataclass(frozen=True, slots=True)
class Way:
    """One moment's way as far as it has been gone. `answers`: step id to what was answered there."""

    id: UUID
    text: str
    heat: int | None
    asked_heat: bool
    answers: dict[str, dict[str, Any]]
    person: people.Close | None
    state: gate.State

    @property
    def tie(self) -> str:
        return self.person.tie if self.person else ""

    @property
    def depth(self) -> steps.Depth:
        return steps.depth(self.heat) if self.asked_heat else "calm"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are offered now: by heat, and as far as the gate lets them."""
        return tuple(step for step in steps.offered(self.heat if self.depth != "calm" else 0) if self.may(step))

    def may(self, step: Step) -> bool:
        return step.offer is None or gate.may(step.offer, self.state)

    def is_done(self, step: Step) -> bool:
        return (
            bool(self.text)
            if step is steps.OUT
            else any(self.answers.get(step.id, {}).get(ask.name) for ask in step.asks)
        )

    @property
    def done(self) -> list[Step]:
        return [step for step in self.steps if self.is_done(step)]

    def next_after(self, step: Step) -> Step | None:
        return steps.after(step, self.steps)

    @property
    def not_so(self) -> list[str]:
        """What the person says is not so in the reading of their words."""
        return list(self.answers.get("see", {}).get("not_so", []))

    def kept(self, step: Step) -> dict[str, Any]:
        """Return what was answered at a step before."""
        answers = self.answers.get(step.id, {})
        return {**answers, "text": self.text} if step is steps.OUT else answers


def way_of(account: Account, vault: Vault, moment: Moment) -> Way:
    """Raises NotOpened."""
    content = store.content_of(moment, vault)
    heats, answers = content.get("heat", []), content.get("way", {})
    state = gate.state_of(content["text"], *_words(answers))
    return Way(
        id=moment.pk,
        text=content["text"],
        heat=heats[-1]["value"] if heats else None,
        asked_heat=bool(heats),
        answers=answers,
        person=people.person(account, vault, content.get("person", "")),
        state=state,
    )


def _words(answers: dict[str, dict[str, Any]]) -> list[str]:
    """Return everything that was written on the way: danger can be said at any step."""
    return [
        value for step in answers.values() for name, value in step.items() if isinstance(value, str) and name != "page"
    ]
