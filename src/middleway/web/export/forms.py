"""Taking everything along, and deleting it."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts.passphrases import refuse_weak
from middleway.web.forms import PassphraseField
from middleway.web.security.forms import ConfirmForm


class SealedExportForm(ConfirmForm):
    archive_passphrase = PassphraseField(
        new=True,
        label=_("A passphrase for the file"),
        help_text=_(
            "Take another one than for this page. At least 15 characters. Without it nobody can open the file."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, personal: list[str]) -> None:
        super().__init__(data)
        self._personal = personal

    def clean_archive_passphrase(self) -> str:
        """Guesses at a file are not limited, so its passphrase must be strong, and not open the account as well."""
        passphrase: str = self.cleaned_data["archive_passphrase"]
        refuse_weak(passphrase, self._personal)
        if passphrase.strip() == self.data.get("current", "").strip():
            raise forms.ValidationError(_("This is your passphrase for this page. Take another one for the file."))
        return passphrase


class PlainExportForm(ConfirmForm):
    form = forms.ChoiceField(
        label=_("As"),
        choices=[("html", _("a page to print")), ("json", "JSON"), ("csv", "CSV")],
        widget=forms.RadioSelect,
    )
    understood = forms.BooleanField(
        label=_("I know that anyone who finds this file can read it"),
        error_messages={"required": _("Tick this first. The file will not be sealed.")},
    )
    field_order = ("form", "understood", "current")


class DeleteForm(ConfirmForm):
    sure = forms.BooleanField(
        label=_("Yes, delete everything of mine here"),
        error_messages={"required": _("Tick this if you are sure. Nothing was deleted.")},
    )
    field_order = ("sure", "current")
