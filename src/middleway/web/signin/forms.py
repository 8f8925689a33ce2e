"""Whether what was typed at a door can be tried."""

import hashlib
import hmac
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts import queries
from middleway.web.accounts.passphrases import generated, refuse_weak
from middleway.web.forms import PRIVATE, NameField, PassphraseField

LONGEST = 2_400_000  # characters of carried words, sealed: as much as one request may bring
_NAME = re.compile(r"[\w.-]{2,40}")


class NewPassphraseForm(forms.Form):
    """A new passphrase: one's own, typed twice, or the one that was offered."""

    passphrase = PassphraseField(
        new=True,
        trimmed=True,
        required=False,
        label=_("Passphrase"),
        help_text=_("At least 15 characters. Paste is fine."),
    )
    again = PassphraseField(new=True, trimmed=True, required=False, label=_("The same once more"))
    offered = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    take_offered = forms.BooleanField(required=False, label=_("Use these six words"))

    def offer(self) -> str:
        """Return six words. A page that comes back shows the same ones again: they may be on paper by now."""
        shown = self["offered"].value() if self.is_bound else ""
        return str(shown or generated())

    def personal(self) -> list[str]:
        """Return what others may know of the person, which a passphrase must not be made of."""
        return []

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("take_offered"):
            typed["passphrase"] = typed.get("offered", "")
        elif not typed.get("passphrase"):
            self.add_error("passphrase", _("Type a passphrase, or take the six words."))
            return typed
        elif typed["passphrase"] != typed.get("again"):
            self.add_error("again", _("The two are not the same. Type both again."))
        try:
            refuse_weak(typed["passphrase"], self.personal())
        except forms.ValidationError as refusal:
            self.add_error("passphrase", refusal)
        return typed


class JoinForm(NewPassphraseForm):
    username = NameField(
        label=_("A name to sign in with"),
        help_text=_("It need not be your own. Others here do not see it."),
        error_messages={"required": _("Choose a name.")},
    )
    field_order: tuple[str, ...] = ("username", "passphrase", "again", "take_offered", "offered")

    def personal(self) -> list[str]:
        return [self.cleaned_data.get("username", ""), queries.operator()]

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if not _NAME.fullmatch(name):
            raise forms.ValidationError(_("Use 2 to 40 letters or digits; dot, dash and underscore are fine."))
        if queries.is_taken(name):
            raise forms.ValidationError(_("This name cannot be used here. Choose another."))
        return name


class StartForm(JoinForm):
    code = forms.CharField(
        label=_("The code that the start printed"),
        help_text=_("It stands in the window where you started this server."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the code. It stands in the window where you started this server.")},
    )
    operator = forms.CharField(
        label=_("Who runs this server?"),
        help_text=_("Everybody who makes an account here is shown this first."),
        max_length=80,
        widget=forms.TextInput(attrs=PRIVATE),
        error_messages={"required": _("Write a name that people here will know.")},
    )
    field_order = ("code", "operator", "username", "passphrase", "again", "take_offered", "offered")

    def personal(self) -> list[str]:
        return [*super().personal(), self.cleaned_data.get("operator", "")]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().lower()
        if not hmac.compare_digest(hashlib.sha256(code.encode()).digest(), queries.claim()):
            raise forms.ValidationError(_("This is not the code. Each start prints a new one; take the last."))
        return code


class SignInForm(forms.Form):
    username = NameField(label=_("Name"), error_messages={"required": _("Type your name.")})
    passphrase = PassphraseField(label=_("Passphrase"))
    one_time = forms.CharField(
        required=False,
        label=_("One-time code, if you set one up"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    # The account that a page of writing was made for. It stands before more than 64 KB, and lets them in (limits.py).
    whose = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    # Words that were being written when the session ended; they come back in, sealed, with their owner.
    carried = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def given(self) -> dict[str, str]:
        """Return what was typed, and the carried words."""
        return {name: value for name, value in self.cleaned_data.items() if name != "whose"}


class RecoverForm(NewPassphraseForm):
    username = NameField(label=_("Name"), error_messages={"required": _("Type your name.")})
    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("Nine groups of four, as on your slips."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Type the code.")},
    )
    field_order = ("username", "code", "passphrase", "again", "take_offered", "offered")

    def personal(self) -> list[str]:
        return [self.cleaned_data.get("username", "")]


class SecondStepForm(forms.Form):
    one_time = forms.CharField(
        label=_("One-time code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the code.")},
    )
