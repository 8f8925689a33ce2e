"""What a page of private notes holds."""

from typing import Annotated, Final

import msgspec

from middleway.web.care.notes import PAPERS
from middleway.web.questions.asks import StepAnswers
from middleway.web.records.content import Content
from middleway.web.records.marks import ShapedBy, one_of

_NOTES: Final = {paper.id: paper.answers for paper in PAPERS.values()}


class PaperContent(Content, frozen=True, kw_only=True):
    """`kind`: one of `notes.PAPERS`; `answers`: by the name of its questions, with the `page` that wrote them."""

    kind: Annotated[str, one_of(*PAPERS)]
    answers: Annotated[dict[str, str], ShapedBy("kind", _NOTES)]

    @property
    def given(self) -> StepAnswers:
        """The answers, as the page of this kind asks for them."""
        return msgspec.convert(self.answers, _NOTES[self.kind])

    @property
    def page(self) -> str:
        """Which page wrote them."""
        return self.given.page
