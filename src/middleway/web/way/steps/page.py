"""What the page of a step does beside asking its questions. A step that does more than this has a file of its own."""

from dataclasses import dataclass

from django.http import QueryDict
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Moment
from middleway.web.questions.asks import Answer, Step, StepAnswers
from middleway.web.records.content import Content
from middleway.web.records.writing import Batch
from middleway.web.way.queries import Way

Answers = dict[str, Answer]  # by the name of the question, with the id of the page


@dataclass(frozen=True, slots=True)
class Saving:
    """One save under the lock: the moment as it is `before`, and as it is with the new answers, `now`.

    `ahead`: what the step read before the lock.
    """

    moment: Moment
    batch: Batch
    before: MomentContent
    now: MomentContent
    ahead: Content | None


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one step."""

    step: Step

    def kept(self, way: Way) -> StepAnswers:
        """Return the answers that the page begins with."""
        return way.kept(self.step)

    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        """Return the context for what stands beside the questions."""
        return {}

    def answered(self, content: MomentContent, answers: Answers) -> MomentContent:
        """Return the moment with these answers. The short way asks less, but keeps the other answers."""
        return replace(content, way=replace(content.way, **{self.step.id: self.now(content, answers)}))

    def now(self, content: MomentContent, answers: Answers) -> StepAnswers:
        return replace(content.way.at(self.step.id), **answers)

    def read_ahead(self, before: MomentContent, now: MomentContent, vault: Vault) -> Content | None:
        """Return what else is to be written, read for signs before the lock; None if there is nothing."""
        return None

    def with_saving(self, saving: Saving) -> MomentContent:
        """Write what the moment is to know of, and return the moment to be kept."""
        return saving.now

    def after_saving(self, saving: Saving) -> None:
        """Write what follows from the answers."""

    def ends_with(self, way: Way) -> str:
        """Return the name of the page that the way ends with here; "" if it goes on."""
        return ""

    def stays(self, way: Way, posted: QueryDict) -> bool:
        """Whether the page is shown again before the way goes on."""
        return False
