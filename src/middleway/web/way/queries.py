"""Gathers what the pages of the way show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from msgspec.structs import replace

from middleway.reading import WrittenBy
from middleway.vault import Vault
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Moment
from middleway.web.moments.queries import standing_of
from middleway.web.people import queries as people
from middleway.web.questions import steps
from middleway.web.questions.answers import WayAnswers
from middleway.web.questions.asks import Step, StepAnswers
from middleway.web.questions.steps.out import OUT
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.safety import gate
from middleway.web.way import returns

_THIS_EVENING = timedelta(hours=6)


@dataclass(frozen=True)
class Way:
    """The way of one moment, as far as it was gone.

    `heats`: each rating of the heat, 0 to 10, or None for "I cannot tell". `answers`: of every step. `whose`:
    the id of the person it is about, or "".
    """

    id: UUID
    text: str
    written: datetime
    heats: list[int | None]
    answers: WayAnswers
    person: people.Close | None
    sample: bool = False
    whose: str = ""
    stands: Callable[[], gate.Standing] = gate.Standing
    promised: Callable[[], returns.Promise | None] = lambda: None

    @cached_property
    def standing(self) -> gate.Standing:
        """How safe it looks with that person. It is computed when first needed."""
        return self.stands()

    @cached_property
    def promise(self) -> returns.Promise | None:
        """The promise that was made here and still stands. It is looked for when first needed."""
        return self.promised()

    @property
    def said_unsafe(self) -> bool:
        """Whether the writer says that it is not safe to say this to them."""
        return self.answers.choose.safe == "no"

    @property
    def heat(self) -> int | None:
        return self.heats[-1] if self.heats else None

    @property
    def is_begun(self) -> bool:
        """Whether it is more than words that were kept, and everything that it offers is open."""
        return bool(self.heats) and self.standing.is_ordinary

    @property
    def was_hot(self) -> bool:
        return any(heat is not None and heat >= steps.HOT for heat in self.heats)

    @property
    def tie(self) -> str:
        return self.person.tie if self.person else ""

    @property
    def depth(self) -> steps.Depth:
        return steps.depth(self.heat) if self.heats else "calm"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are offered now, by the heat and by what the gate allows."""
        return tuple(step for step in steps.offered(self._heat) if self.is_listed(step))

    @property
    def deeper(self) -> tuple[Step, ...]:
        """The steps beside the way that are offered now."""
        return tuple(step for step in steps.deeper(self._heat) if self.is_listed(step))

    @property
    def _heat(self) -> int | None:
        """The heat by which steps are offered: words that were kept without one are taken for calm."""
        return self.heat if self.heats else 0

    def may(self, step: Step) -> bool:
        if step.closes_itself and self.said_unsafe and self.standing.reasons == {gate.Reason.SAID}:
            return self.standing.state is gate.State.UNSAFE  # the answer can be changed at the step where it was given
        return step.offer is None or self.standing.may(step.offer)

    def is_listed(self, step: Step) -> bool:
        """Whether the overview lists a step: also for a faint sign, since then a question comes before the step."""
        return self.standing.state is gate.State.CAREFUL or self.may(step)

    @property
    def sentence(self) -> str:
        """What the writer would say to them; "" if nothing was written, or if nothing may turn to them now."""
        return self.answers.say.draft.strip() if self.may_lean else ""

    @property
    def may_lean(self) -> bool:
        """Whether words for the other are offered at all."""
        return self.standing.may(gate.Offer.DRAFT)

    @property
    def may_mirror(self) -> bool:
        """Whether the page shows how the writer's words may read."""
        return self.standing.may(gate.Offer.MIRROR)

    def is_done(self, step: Step) -> bool:
        answers = self.kept(step)
        return any(ask.of(answers) for ask in step.asks)

    def was_done(self, step: Step) -> bool:
        """Whether a question was answered that counts; at a step that counts as nothing, any."""
        return step.was_done(self.kept(step)) if step.counts_as else self.is_done(step)

    @property
    def done(self) -> list[Step]:
        return [step for step in (*self.steps, *self.deeper) if self.is_done(step)]

    def next_after(self, step: Step) -> Step | None:
        return steps.after(step, self.steps)

    @property
    def next_open(self) -> Step | None:
        """The step after the last one that was done: what was skipped on purpose is not where one stopped."""
        done = [at for at, step in enumerate(self.steps) if self.is_done(step)]
        left = self.steps[done[-1] + 1 :] if done else self.steps
        return left[0] if left else None

    @property
    def not_so(self) -> list[str]:
        """The fields of the reading that the person says are not so."""
        return self.answers.see.not_so

    @property
    def written_by(self) -> WrittenBy:
        """Who wrote the raw text, as the person says."""
        return self.answers.see.writer

    def kept(self, step: Step) -> StepAnswers:
        """Return the kept answers of a step."""
        return replace(self.answers.out, text=self.text) if step is OUT else self.answers.at(step.id)


def way_of(vault: Vault, moment: Moment) -> Way:
    """Return the way of a moment. Raises NotOpened."""
    content = store.opened(moment, vault)
    return Way(
        id=moment.pk,
        text=content.text,
        written=content.when,
        heats=[heat.value for heat in content.heat],
        answers=content.way,
        person=people.person(vault, content.person),
        sample=content.sample,
        whose=content.person,
        stands=lambda: standing_of(moment, vault)[0],
        promised=lambda: returns.promise_of(moment.pk, vault),
    )


def latest(vault: Vault) -> Moment | None:
    """Return the moment begun or changed last, if that was within the last six hours; else None."""
    now = timezone.now()
    months = {timezone.localtime(at).date().replace(day=1) for at in (now, now - _THIS_EVENING)}
    found = []
    for row, content in of(vault, Moment).where(month__in=months).opened(MomentContent):
        if not content.sample:
            found.append((datetime.fromisoformat(content.changed), row))
    changed, moment = max(found, key=lambda one: one[0], default=(now, None))
    # The limit holds in both directions: a moment written while the clock ran ahead must not count for a year.
    return moment if abs(now - changed) <= _THIS_EVENING else None
