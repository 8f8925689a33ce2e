"""Bringing an archive back in."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.fields import PassphraseField
from middleway.web.keys.forms import ConfirmForm

LARGEST: Final = 60_000_000  # bytes of an archive


class ImportForm(ConfirmForm):
    archive = forms.FileField(
        label=_("The file"),
        error_messages={"required": _("Choose the file first, of 60 MB at most. Nothing was changed.")},
    )
    archive_passphrase = PassphraseField(label=_("The passphrase of the file"))
    field_order = ("archive", "archive_passphrase", "current")

    def clean_archive(self) -> Any:
        archive = self.cleaned_data["archive"]
        if archive.size > LARGEST:
            raise forms.ValidationError(_("This file is too large (over 60 MB). Nothing was changed."))
        return archive
