"""The private questions as a form, and the writer's own word."""

from typing import Any

from django import forms

from middleway.web.safety import ledger
from middleway.web.safety.questionnaire import ANSWERS, QUESTIONS


class CheckForm(forms.Form):
    """The private questions. Any of them can be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in QUESTIONS:
            radio = forms.RadioSelect
            label: Any = one.words  # a translation, which the field turns into text on the page
            self.fields[one.name] = forms.ChoiceField(label=label, choices=ANSWERS, widget=radio, required=False)


class SayForm(forms.Form):
    """`moment` and `step`: the page of the way to go back to. `step` alone: "patterns" for that page, or ""."""

    what = forms.ChoiceField(choices=[(one, one) for one in (ledger.UNSAFE, ledger.CALM, ledger.SAFE_NOW)])
    moment = forms.UUIDField(required=False)
    step = forms.SlugField(required=False, max_length=20)
