"""What is being written."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.fields import PRIVATE, TextField

LONGEST = 100_000


class WriteForm(forms.Form):
    text = TextField(
        label=_("Your words"),
        help_text=_("Raw is fine. Nobody else sees them."),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", **PRIVATE}),
        error_messages={
            "required": _("Write a line first. It can be short."),
            "max_length": _("This is longer than one page can hold (%(limit_value)d characters). Your words are still here. Keep them in parts."),
        },
    )  # fmt: skip
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def draft_id(self) -> UUID:
        """Return the id of the draft that this page writes; a new one when what was sent is none."""
        try:
            return UUID(str(self["draft"].value()))
        except ValueError:
            return uuid4()


class DraftForm(WriteForm):
    """What autosave sends. An emptied box is a draft too."""

    text = TextField(required=False, strip=False, max_length=LONGEST)
    of = forms.UUIDField(required=False)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"])
