"""The words that are let out are the moment's own, and stand nowhere else."""

from msgspec.structs import replace

from middleway.web.moments.content import MomentContent
from middleway.web.questions.steps.out import OUT
from middleway.web.way.steps.page import Answers, StepPage


class OutPage(StepPage):
    def answered(self, content: MomentContent, answers: Answers) -> MomentContent:
        out = replace(content.way.out, **answers)
        return replace(content, text=out.text, way=replace(content.way, out=replace(out, text="")))


PAGE = OutPage(OUT)
