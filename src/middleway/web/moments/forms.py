"""What is being written."""

import re
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.drafts.forms import PagesField
from middleway.web.forms import SeenForm, WordsField
from middleway.web.moments.models import Began

_REVISION = re.compile("[1-9][0-9]{0,17}")


class WriteForm(SeenForm):
    text = WordsField(
        rows=10,
        label=_("Your words"),
        help_text=_("Raw is fine. Nobody else sees them."),
        error_messages={"required": _("Write a line first. It can be short.")},
    )
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # Keeps what another window typed into the same draft from being overwritten unseen.
    typed_on = PagesField(widget=forms.HiddenInput, required=False, max_length=80)

    def draft_id(self) -> UUID:
        """Return the id of the draft that this page writes; a new one if none was sent."""
        try:
            return UUID(str(self["draft"].value()))
        except ValueError:
            return uuid4()


class EditForm(WriteForm):
    """`seen`: which revision of the words its page showed."""

    def wanted(self) -> dict[str, Any]:
        return {
            "text": self.cleaned_data["text"],
            "draft_id": self.cleaned_data["draft"],
            "seen": self.cleaned_data["seen"],
        }


class DraftForm(EditForm):
    """What autosave sends. An emptied box is a draft too."""

    text = WordsField(rows=10, required=False)
    of = forms.UUIDField(required=False)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"])

    def began(self) -> Began:
        """Return what the draft began from, as far as what was sent makes sense."""
        given = self.cleaned_data
        seen = str(given.get("seen", ""))
        revision = int(seen) if _REVISION.fullmatch(seen) else None
        return Began(str(given.get("of") or ""), revision, tuple(given.get("typed_on") or ()))
