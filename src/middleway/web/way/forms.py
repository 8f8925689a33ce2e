"""A step's questions as a form. No answer is required: an empty one is an answer too."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from middleway.web.library import library
from middleway.web.questions.forms import StepForm
from middleway.web.questions.steps.good import GOOD, GoodAnswers


class HeatForm(forms.Form):
    """How hot it is, 0 to 10, or "" for "I cannot tell"."""

    heat = forms.TypedChoiceField(
        label=_("How strong is it right now?"),
        choices=[*((str(number), str(number)) for number in range(11)), ("", _("I cannot tell"))],
        widget=forms.RadioSelect,
        required=False,
        coerce=int,
        empty_value=None,
    )
    person = forms.UUIDField(required=False)
    helped = forms.MultipleChoiceField(
        label=_("What did you do meanwhile?"),
        choices=lambda: [(one.id, one.title) for one in library().practices if not one.turns_to_them],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RememberForm(StepForm):
    """Something good, and whom it was with. One of the two questions is answered: else there is nothing to keep."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(GOOD, "", data)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("kinds") and not given.get("words", "-").strip():
            raise forms.ValidationError(_("Tap one of these, or write a line. It can be short."))
        return given

    def kept(self) -> GoodAnswers:
        """Return the answers of a valid form."""
        given = self.cleaned_data
        return GoodAnswers(kinds=given["kinds"], words=given["words"], page=str(given["page"] or uuid4()))
