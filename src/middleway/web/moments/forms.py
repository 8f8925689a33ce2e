"""What is being written."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.fields import PRIVATE, TextField

LONGEST = 100_000


class WriteForm(forms.Form):
    text = TextField(
        label=_("Your words"),
        help_text=_("Raw is fine. Nobody else sees them."),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", **PRIVATE}),
        error_messages={
            "required": _("Write a line first. It can be short."),
            "max_length": _("This is longer than one page can hold (%(limit_value)d characters). Your words are still here. Keep them in parts."),
        },
    )  # fmt: skip
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def draft_id(self) -> UUID:
        """Return the id of the draft that this page writes; a new one when what was sent is none."""
        try:
            return UUID(str(self["draft"].value()))
        except ValueError:
            return uuid4()


class EditForm(WriteForm):
    # What the page showed: newer words, from another window, are not overwritten unseen.
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)

    def wanted(self) -> dict[str, Any]:
        return {
            "text": self.cleaned_data["text"],
            "draft_id": self.cleaned_data["draft"],
            "revision": self.cleaned_data["revision"],
        }

    newer: tuple[str, ...] = ()  # what another window wrote meanwhile

    def again(self, revision: int, newer: str) -> "EditForm":
        """Return the form with the same words, which takes the place of `revision`, the newer ones, when it is sent once more."""
        form = EditForm({**{name: self.data[name] for name in self.data}, "revision": str(revision)})
        form.newer = (newer,)
        form.add_error("text", _("These words were changed in another window meanwhile. Yours are still here. Keep them once more, and they take the place of the others."))  # fmt: skip
        return form


class DraftForm(EditForm):
    """What autosave sends. An emptied box is a draft too."""

    text = TextField(required=False, strip=False, max_length=LONGEST)
    of = forms.UUIDField(required=False)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"])


class FindForm(forms.Form):
    wanted = TextField(
        label=_("A word, or a name"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "type": "search", **PRIVATE}),
        error_messages={"required": _("Put in a word first. A part of one will do.")},
    )
    start = forms.IntegerField(min_value=0, max_value=10_000_000, required=False, widget=forms.HiddenInput)
