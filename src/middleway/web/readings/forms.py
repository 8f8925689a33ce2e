"""The form for words to be read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.reading import CHARACTER_LIMIT
from middleway.web.forms import WordsField

WRITTEN_BY = (("me", _("I wrote it")), ("them", _("They wrote it to me")), ("about", _("It is about someone")))


class OneWriter(forms.RadioSelect):
    """One of three writers; "me" if none is sent, as when an example is tried."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or "me"


class ReadForm(forms.Form):
    text = WordsField(
        rows=7,
        max_length=CHARACTER_LIMIT,
        too_long=_(
            "This is longer than one reading can take (%(limit_value)d characters). "
            "Your words are still here. Read them in parts."
        ),
        label=_("Your words"),
        help_text=_("A message you got, one you want to send, or what you cannot stop thinking."),
        error_messages={"required": _("Write a line first. It can be short.")},
    )

    written_by = forms.ChoiceField(
        label=_("Who wrote it?"),
        choices=WRITTEN_BY,
        initial="me",
        widget=OneWriter,
        error_messages={"invalid_choice": _("Tap one of the three. Your words are still here.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text
