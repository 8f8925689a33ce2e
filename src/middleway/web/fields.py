"""Fields that several pages share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts.opening import as_name
from middleway.web.accounts.passphrases import LONGEST

# Typed words stay here: no browser offers them to the next person, and no spelling or writing service sees them.
PRIVATE = {
    "autocomplete": "off",
    "autocapitalize": "off",
    "autocorrect": "off",
    "spellcheck": "false",
    "translate": "no",
    "data-gramm": "false",
    "writingsuggestions": "false",
}


class TextField(forms.CharField):
    """Text as typed: not stripped, line ends one character, so that offsets fit what is shown. Blanks are no words."""

    def to_python(self, value: object) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\0", "\ufffd")

    def validate(self, value: str) -> None:
        super().validate(value.strip())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Leave out `maxlength`: browsers would cut a long paste silently. The answer says so, and keeps every word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class NameField(forms.CharField):
    """The name to sign in with, however it is typed."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: object) -> str:
        return as_name(super().clean(value))


class PassphraseField(forms.CharField):
    """A passphrase as typed, spaces included; password managers may fill it in."""

    def __init__(self, *, new: bool = False, **options: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        messages = {"required": _("Type your passphrase."), "max_length": _("Too long. 256 characters are enough.")}
        super().__init__(
            strip=False, max_length=LONGEST, widget=forms.PasswordInput(attrs=attrs), error_messages=messages, **options
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Leave out `maxlength`: a passphrase that the browser cut would be another one."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
