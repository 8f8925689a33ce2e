"""The form in which the owner corrects one box or one arrow of the picture."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from middleway.loops import STAGES
from middleway.web.drafts.addresses import mark_of
from middleway.web.forms import PRIVATE, SeenForm, TextField
from middleway.web.patterns.content import ARROWS
from middleway.web.patterns.words import PERIODS, of_stage
from middleway.web.submitted_text import PREFIX

_LINE = 200
_TOO_LONG = {"max_length": _("A line of up to %(limit_value)d characters fits here. Your words are still here.")}


class OwnWordForm(SeenForm):
    """`at`: a stage or an arrow; `period`: the period of the page that it was sent from.

    The name of the box for words begins with PREFIX, so that they can be shown again when something goes wrong.
    """

    at = forms.ChoiceField(choices=[(one, one) for one in (*STAGES, *ARROWS)])
    code = forms.CharField(required=False, max_length=60)
    gone = forms.BooleanField(required=False)
    period = forms.ChoiceField(required=False, choices=[(one, one) for one in PERIODS])

    def __init__(self, data: QueryDict | None = None, *, tie: str = "") -> None:
        super().__init__(data)
        self.tie = tie
        self.fields[f"{PREFIX}own"] = TextField(
            required=False,
            max_length=_LINE,
            strip=True,
            error_messages=_TOO_LONG,
            widget=forms.TextInput(attrs=PRIVATE),
        )

    @property
    def own(self) -> str:
        return str(self.cleaned_data[f"{PREFIX}own"])

    @property
    def typed(self) -> str:
        """What was typed, valid or not; it is shown again."""
        return str(self.data.get(f"{PREFIX}own", ""))

    @property
    def chosen(self) -> str:
        """What was chosen from the list, in words; "" if nothing was."""
        return of_stage(self.data.get("at", ""), self.tie).get(self.data.get("code", ""), "")

    def put_beside(self, mark: str, newer: Iterable[str], **instead: str) -> None:
        """If a code was chosen, drop words that stood there before: they are not what was changed."""
        is_theirs = self.cleaned_data["code"] and mark_of(self.own) == self.cleaned_data["seen"]
        super().put_beside(mark, newer, **instead, **({f"{PREFIX}own": ""} if is_theirs else {}))

    def clean(self) -> None:
        at, code = self.cleaned_data.get("at", ""), self.cleaned_data.get("code", "")
        if code and (at not in STAGES or code not in of_stage(at, self.tie)):
            raise forms.ValidationError(_("This is not on the list. Choose again, or use your own words."))
