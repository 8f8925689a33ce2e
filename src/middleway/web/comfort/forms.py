"""Words of comfort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.fields import PRIVATE, TextField


class CardForm(forms.Form):
    text = TextField(
        label=_("Words that do you good"),
        help_text=_("In your own voice, as you would say them to somebody you love."),
        strip=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", **PRIVATE}),
        error_messages={"required": _("Write a line first. It can be short.")},
    )
