"""Is what was typed something that can be read?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.reading import CHARACTER_LIMIT
from middleway.web.fields import PRIVATE, TextField


class ReadForm(forms.Form):
    text = TextField(
        label=_("Your words"),
        help_text=_("A message you got, one you want to send, or what goes round in your head."),
        strip=False,
        max_length=CHARACTER_LIMIT,
        widget=forms.Textarea(
            attrs={"rows": 7, "dir": "auto", **PRIVATE},
        ),
        error_messages={
            "required": _("Write a line first. It can be short."),
            "max_length": _(
                "This is longer than one reading can take (%(limit_value)d characters). "
                "Your words are still here. Read them in parts."
            ),
        },
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text
