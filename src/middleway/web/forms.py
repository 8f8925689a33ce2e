"""Forms and fields that several pages share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts import passphrases
from middleway.web.accounts.opening import as_name

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

LONGEST = 100_000  # characters
TOO_LONG = _(
    "This is longer than one page can hold (%(limit_value)d characters). Your words are still here. Keep them in parts."
)


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


class WordsField(TextField):
    """A box for words, of so many `rows`, with room for as many characters as one page can hold."""

    def __init__(self, *, rows: int, max_length: int = LONGEST, too_long: Any = TOO_LONG, **options: Any) -> None:
        messages = {"max_length": too_long, **options.pop("error_messages", {})}
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", **PRIVATE})
        super().__init__(strip=False, max_length=max_length, widget=widget, error_messages=messages, **options)


class NameField(forms.CharField):
    """The name to sign in with, however it is typed."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: object) -> str:
        return as_name(super().clean(value))


class PassphraseInput(forms.PasswordInput):
    """A box for a passphrase, which can be looked at on wish."""

    template_name = "signin/passphrase_input.html"

    class Media:
        js = (Script("js/show.js", defer=True),)


class PassphraseField(forms.CharField):
    """A passphrase. Password managers may fill it in.

    Spaces around a `trimmed` one are left out, since keyboards add them behind a word; any other stays as it was typed.
    Shown, it is still nothing for a spelling service or the memory of a keyboard.
    """

    def __init__(self, *, new: bool = False, trimmed: bool = False, **options: Any) -> None:
        attrs = {
            "autocomplete": "new-password" if new else "current-password",
            "autocapitalize": "off",
            "autocorrect": "off",
            "spellcheck": "false",
        }
        messages = {"required": _("Type your passphrase."), "max_length": _("Too long. 256 characters are enough.")}
        super().__init__(
            strip=trimmed,
            max_length=passphrases.LONGEST,
            widget=PassphraseInput(attrs=attrs),
            error_messages=messages,
            **options,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Leave out `maxlength`: a passphrase that the browser cut would be another one."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class SeenForm(forms.Form):
    """A form of something kept. `seen`: the mark of what its page showed; empty when it showed nothing."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    newer: tuple[str, ...] = ()  # what another window wrote meanwhile
    is_older = False

    def put_beside(self, mark: str, newer: Iterable[str], **instead: str) -> None:
        """Show the same words again. Sent once more, they replace the `newer` ones, which have this mark.

        `instead`: fields that are shown with another value than the one that was sent.
        """
        data = self.data.copy() if isinstance(self.data, MultiValueDict) else dict(self.data)
        data.update({"seen": mark, **instead})
        self.data = data
        self.is_older, self.newer = True, tuple(words for words in newer if words.strip())
        self.add_error(
            None,
            _(
                "These words were changed in another window meanwhile. Yours are still here. Keep them once more, "
                "and they take the place of the others."
            ),
        )
