"""A step's questions as a form. No answer is required: an empty one is an answer too."""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.library import library


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
