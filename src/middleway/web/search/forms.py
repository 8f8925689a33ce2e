"""What is looked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.forms import PRIVATE, TextField


class FindForm(forms.Form):
    wanted = TextField(
        label=_("A word, or a name"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "type": "search", **PRIVATE}),
        error_messages={"required": _("Put in a word first. A part of one will do.")},
    )
    start = forms.IntegerField(min_value=0, max_value=10_000_000, required=False, widget=forms.HiddenInput)
