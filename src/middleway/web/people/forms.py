"""The form about somebody close."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.forms import PRIVATE, SeenForm

TIES = {
    "partner": _("Partner"),
    "ex": _("Former partner"),
    "parent": _("Parent"),
    "child": _("Child"),
    "sibling": _("Sister or brother"),
    "friend": _("Friend"),
    "other": _("Somebody else"),
}
CLOSENESS = {
    "": _("I would rather not say"),
    "close": _("Close"),
    "wished": _("Less close than I would like"),
    "too": _("Closer than is good for me"),
    "far": _("Far apart now"),
}


class PersonForm(SeenForm):
    # The page's id: sent twice, the form makes one person, and is not taken for another window's.
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("A name for them"),
        help_text=_("A letter or a sign is enough, if that is safer."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "auto", **PRIVATE}),
        error_messages={"required": _("Put in a letter or a sign.")},
    )
    tie = forms.ChoiceField(label=_("Who they are to you"), choices=TIES.items())
    close = forms.ChoiceField(label=_("How close it is"), choices=CLOSENESS.items(), required=False)

    def said(self) -> dict[str, Any]:
        """Return what is said of them, the page's id, and what the page has seen."""
        return {name: self.cleaned_data[name] for name in ("name", "tie", "close", "page", "seen")}
