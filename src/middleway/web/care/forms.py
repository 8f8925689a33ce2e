"""The private questions as a form, and the writer's own word."""

from django import forms
from django.http import QueryDict

from middleway.web.safety import ledger
from middleway.web.safety.questionnaire import ANSWERS, QUESTIONS


class CheckForm(forms.Form):
    """The private questions. Any of them can be left out."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        for one in QUESTIONS:
            radio = forms.RadioSelect
            self.fields[one.name] = forms.ChoiceField(
                label=str(one.words), choices=ANSWERS, widget=radio, required=False
            )


class SayForm(forms.Form):
    """`moment` and `step`: the page of the way to go back to. `step` alone: "patterns" for that page, or ""."""

    what = forms.ChoiceField(choices=[(one, one) for one in (ledger.UNSAFE, ledger.CALM, ledger.SAFE_NOW)])
    moment = forms.UUIDField(required=False)
    step = forms.SlugField(required=False, max_length=20)
