"""The private questions as a form, and the writer's own word."""

from typing import Any

from django import forms

from middleway.web.care import ledger
from middleway.web.care.checks import ANSWERS, QUESTIONS


class CheckForm(forms.Form):
    """Any question can be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in QUESTIONS:
            radio = forms.RadioSelect
            label: Any = one.words  # a translation, which the field turns into text on the page
            self.fields[one.name] = forms.ChoiceField(label=label, choices=ANSWERS, widget=radio, required=False)


class SayForm(forms.Form):
    """`moment` and `step`: the page to go back to, of the way; `step` alone is "patterns" for that page, and "" when it was another."""

    what = forms.ChoiceField(choices=[(one, one) for one in (ledger.UNSAFE, ledger.CALM, ledger.SAFE_NOW)])
    moment = forms.UUIDField(required=False)
    step = forms.SlugField(required=False, max_length=20)
