"""A step's questions as a form. No answer is required: an empty one is an answer too."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from middleway.web.forms import PRIVATE
from middleway.web.library import library
from middleway.web.people.forms import TIES
from middleway.web.people.queries import Close
from middleway.web.questions.forms import StepForm
from middleway.web.questions.steps.good import GOOD, GoodAnswers


class HeatForm(forms.Form):
    """How hot it is, 0 to 10, or "" for "I cannot tell"."""

    heat = forms.TypedChoiceField(
        label=_("How strong is it right now?"),
        choices=[*((str(number), str(number)) for number in range(11)), ("", _("I cannot tell"))],
        widget=forms.RadioSelect,
        required=False,
        coerce=int,
        empty_value=None,
    )
    helped = forms.MultipleChoiceField(
        label=_("What did you do meanwhile?"),
        choices=lambda: [(one.id, one.title) for one in library().practices if not one.turns_to_them],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class WhenForm(forms.Form):
    """For when the words are."""

    when = forms.ChoiceField(
        label=_("Is it for now, for later, or not at all?"),
        choices=[
            ("now", _("Now")),
            ("tomorrow", _("Tomorrow")),
            ("days", _("In a few days")),
            ("not", _("Not at all")),
        ],
        error_messages={"required": _("Tap one of these."), "invalid_choice": _("Tap one of these.")},
    )


class RememberForm(StepForm):
    """Something good, and whom it was with. One of the two questions is answered: else there is nothing to keep."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(GOOD, "", data)

    def clean(self) -> None:
        if not self.errors and not (self.kept().kinds or self.kept().words.strip()):
            raise forms.ValidationError(_("Tap one of these, or write a line. It can be short."))

    def kept(self) -> GoodAnswers:
        """Return the answers of a valid form."""
        answers = ("kinds", "words")
        page = self.cleaned_data["page"] or uuid4()
        return GoodAnswers(page=str(page), **{name: self.cleaned_data[name] for name in answers})


class WhomForm(forms.Form):
    """Whom a moment is about: somebody who was named before, or somebody new, by a name or a sign."""

    # The page's id: sent twice, it adds one person.
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Or somebody new"),
        help_text=_("A letter or a sign is enough, if that is safer."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", **PRIVATE}),
    )
    tie = forms.ChoiceField(label=_("Who they are to you"), choices=TIES.items(), required=False, initial="other")
    field_order = ("person", "name", "tie", "page")

    def __init__(self, people: Iterable[Close], data: QueryDict | None = None, *, whose: str = "") -> None:
        """`whose`: the id of the person it is about so far, or ""."""
        super().__init__(data, initial={"person": whose, "page": str(uuid4())})
        named: list[tuple[str, str | Promise]] = [(str(one.id), _named(one)) for one in people if one.name]
        if whose and whose not in dict(named):
            named.append((whose, _("Whom it was about so far")))
        self.fields["person"] = forms.ChoiceField(
            label=_("It is about"),
            choices=[*named, ("", _("I would rather not say"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(self.field_order)

    def clean_tie(self) -> str:
        return self.cleaned_data["tie"] or "other"

    def clean_page(self) -> UUID:
        return self.cleaned_data["page"] or uuid4()


def _named(one: Close) -> str:
    """Return the name of somebody, with a mark if they belong to the sample story."""
    return f"{one.name} ({pgettext('a mark', 'sample')})" if one.sample else str(one.name)
