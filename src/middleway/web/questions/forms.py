"""A step's questions as a form. Nothing is demanded: an empty answer is an answer."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from msgspec.structs import asdict

from middleway.web.forms import SeenForm, TextField
from middleway.web.questions.asks import Answer, Ask, Step, StepAnswers
from middleway.web.questions.choices import choices
from middleway.web.questions.fields import AskedField, field_of
from middleway.web.questions.steps.see import SeeAnswers
from middleway.web.safety.states import Standing
from middleway.web.submitted_text import PREFIX

ORDINARY = Standing()


class StepForm(SeenForm):
    """`seen`: the id of the page that wrote what this page showed; `page`: this page's id.

    Newer words from a third page are not overwritten unseen.
    """

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(
        self,
        step: Step,
        tie: str,
        data: QueryDict | None = None,
        kept: StepAnswers | None = None,
        *,
        brief: bool = False,
        standing: Standing = ORDINARY,
    ) -> None:
        # What was sent has the questions that its page had, however hot it is by now.
        self.brief = brief if data is None else "brief" in data
        self.step, self.tie, self.standing = step, tie, standing
        kept = kept or step.answers()
        written_by = kept.writer if isinstance(kept, SeeAnswers) else "me"
        super().__init__(data, initial={**asdict(kept), "seen": kept.page, "page": str(uuid4())})
        for ask in (ask for ask in step.asks if not (self.brief and ask.deeper)):
            listed = choices(ask.choices, tie, written_by) if ask.choices else []
            self.fields[ask.name] = field_of(ask, tie, listed)

    def add_prefix(self, field_name: str) -> str:
        """Begin the names of the boxes for words with PREFIX, by which `submitted_text.py` knows them."""
        asked = {ask.name for ask in self.step.asks if ask.is_words}
        return PREFIX + field_name if field_name in asked - {"text"} else field_name

    @property
    def offered(self) -> list[forms.BoundField]:
        """The questions that the gate allows; answers to the others are kept."""
        return [box for box, ask in self._asked() if ask.offer is None or self.standing.may(ask.offer)]

    @property
    def deeper(self) -> list[forms.BoundField]:
        """Those of them that unfold on wish."""
        deeper = {ask.name for _, ask in self._asked() if ask.deeper}
        return [box for box in self.offered if box.name in deeper]

    @property
    def has_deeper(self) -> bool:
        """Whether one of these is answered, or comes back with a fault: then they stand unfolded."""
        return any(box.value() or box.errors for box in self.deeper)

    @property
    def words(self) -> list[forms.BoundField]:
        """The boxes that hold words; they are shown when the questions are not."""
        return [
            box for box in self.visible_fields() if isinstance(box.field, TextField) and (box.value() or "").strip()
        ]

    def written(self, kept: StepAnswers) -> list[str]:
        """Return the texts among the kept answers of this step."""
        return [str(ask.of(kept)) for ask in self.step.asks if ask.is_words]

    def _asked(self) -> list[tuple[forms.BoundField, Ask]]:
        return [(box, box.field.ask) for box in self.visible_fields() if isinstance(box.field, AskedField)]

    def answers(self) -> dict[str, Answer]:
        """Return the answers, with the id of the page."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
