"""Something that went well: closeness, thanks, a quarrel that came right."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers


class GoodAnswers(StepAnswers, frozen=True, kw_only=True):
    kinds: Annotated[list[str], Ask("good_kinds", "many", "good")] = []
    words: Annotated[str, Ask("good_words")] = ""


GOOD = Step("good", GoodAnswers, _("Something good"), _("What went well counts as much as what hurt."))
