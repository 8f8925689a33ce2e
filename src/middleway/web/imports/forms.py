"""Bringing an archive back in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.forms import PassphraseField
from middleway.web.security.forms import ConfirmForm


class ImportForm(ConfirmForm):
    """The file comes last, also when it is sent: by then it is known who sends it, and what opens it (unread.py)."""

    archive = forms.FileField(
        allow_empty_file=True,  # its size is not known yet
        label=_("The file"),
        error_messages={"required": _("Choose the file first, of 60 MB at most. Nothing was changed.")},
    )
    archive_passphrase = PassphraseField(label=_("The passphrase of the file"))
    field_order = ("archive_passphrase", "current", "archive")

    def clean(self) -> None:
        """Refuse a page from before an update, which sends its file first: what comes after a file is not read."""
        if "archive" in self.files and "current" not in self.data:
            raise forms.ValidationError(_("This page was not the newest. Nothing was changed. Fill it in once more."))
