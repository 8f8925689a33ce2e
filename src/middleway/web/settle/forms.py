"""The form for the pace of a breath."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 2, 12  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """The seconds of breathing in, holding, and breathing out."""

    breath_in: int
    hold: int
    breath_out: int

    @property
    def whole(self) -> int:
        return self.breath_in + self.hold + self.breath_out

    @property
    def turns(self) -> tuple[str, str]:
        """Where in a breath, from 0 to 1, holding and breathing out begin; formatted for SVG's `keyTimes`."""
        return f"{self.breath_in / self.whole:.3f}", f"{(self.breath_in + self.hold) / self.whole:.3f}"

    @property
    def times(self) -> int:
        """How many breaths take about a minute."""
        return max(1, round(60 / self.whole))


# Six breaths a minute, out longer than in: Laborde et al. 2022, Psychophysiology, doi 10.1111/psyp.13952
# (slow breathing and vagal tone).
USUAL = Pace(4, 0, 6)


class PaceForm(forms.Form):
    breath_in = forms.IntegerField(
        label=_("In, seconds"), min_value=SHORTEST, max_value=LONGEST, initial=USUAL.breath_in
    )
    hold = forms.IntegerField(label=_("Hold, seconds"), min_value=0, max_value=LONGEST, initial=USUAL.hold)
    breath_out = forms.IntegerField(
        label=_("Out, seconds"), min_value=SHORTEST, max_value=LONGEST, initial=USUAL.breath_out
    )

    def pace(self) -> Pace:
        """Return the requested pace, or the usual one if none is requested or it is out of range."""
        return Pace(**self.cleaned_data) if self.is_valid() else USUAL
