"""Changes to what protects an account ask for the passphrase again: an unlocked device is not its owner."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts.zones import names
from middleway.web.forms import PRIVATE, PassphraseField
from middleway.web.signin.forms import NewPassphraseForm


class ConfirmForm(forms.Form):
    """Asks for the passphrase once more. The vault, not the form, is asked whether it is right."""

    current = PassphraseField(label=_("Your passphrase now"))


class ChangePassphraseForm(NewPassphraseForm, ConfirmForm):
    field_order = ("current", "passphrase", "again", "take_offered", "offered")

    def __init__(self, data: QueryDict | None = None, *, personal: list[str]) -> None:
        super().__init__(data)
        self._personal = personal

    def personal(self) -> list[str]:
        return self._personal


class CodeStepForm(ConfirmForm):
    code = forms.CharField(
        label=_("The six digits that your app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ("code", "current")


class PasskeyForm(ConfirmForm):
    name = forms.CharField(
        label=_("A name for it"), required=False, max_length=40, widget=forms.TextInput(attrs=PRIVATE)
    )
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    field_order = ("name", "current", "credential")


# After how many minutes without a sign of life the pages lock themselves, 24 hours at most (accounts/models.py).
IDLE = {
    2: _("2 minutes"),
    5: _("5 minutes"),
    10: _("10 minutes"),
    15: _("15 minutes"),
    60: _("1 hour"),
    8 * 60: _("8 hours"),
    24 * 60: _("24 hours"),
}


class IdleForm(ConfirmForm):
    minutes = forms.TypedChoiceField(
        label=_("Lock by itself when nothing happens for"),
        help_text=_(
            "It holds wherever you sign in. An hour or more is for devices that are yours alone: until the pages lock, "
            "whoever holds one can read everything."
        ),
        coerce=int,
        choices=list(IDLE.items()),
    )
    field_order = ("minutes", "current")


class DismissForm(forms.Form):
    up_to = forms.IntegerField(min_value=1, max_value=2**62)


class ZoneForm(forms.Form):
    zone = forms.ChoiceField(
        label=_("Days and times are those of"),
        choices=[("", _("As my browser says when I sign in")), *((name, name.replace("_", " ")) for name in names())],
        required=False,
    )
