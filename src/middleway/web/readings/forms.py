"""Is what was typed something that can be read?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.reading import CHARACTER_LIMIT


class TextField(forms.CharField):
    """Text as it was typed: not stripped, line ends as one character, so that offsets fit what is shown."""

    def to_python(self, value: object) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\0", "\ufffd")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """No `maxlength`: a browser would cut a long paste without a word; the answer says it, with every word still there."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class ReadForm(forms.Form):
    text = TextField(
        label=_("Your words"),
        help_text=_("A message you got, one you want to send, or what goes round in your head."),
        strip=False,
        max_length=CHARACTER_LIMIT,
        widget=forms.Textarea(
            attrs={
                "rows": 7,
                # Typed words stay here: no offering them to the next person, no spelling or writing service.
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "translate": "no",
                "data-gramm": "false",
                "writingsuggestions": "false",
                "dir": "auto",
            }
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
