"""Words of comfort."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from middleway.web.comfort.models import Wanted
from middleway.web.comfort.sounds import LARGEST, kind_of
from middleway.web.forms import SeenForm, WordsField

SPOKEN = 8_000_000  # bytes of a request: even with a recording that is too long, the words come back
LONGEST = 301_000  # characters: the three boxes of the step of comfort together
TOO_LONG = _("This recording is too long to keep (over 2 MB). Your words are still here. Record a shorter one.")


class CardForm(SeenForm):
    text = WordsField(
        rows=5,
        max_length=LONGEST,
        too_long=_(
            "This is longer than one card can hold (%(limit_value)d characters). Your words are still here. "
            "Keep them in parts."
        ),
        required=False,
        label=_("Words that do you good"),
        help_text=_("In your own voice, as you would say them to somebody you love."),
    )
    # A form that is sent twice makes one card, and its own words are not taken for another window's.
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sound = forms.FileField(
        label=_("In your own voice, if you like"),
        help_text=_("Three minutes at most. It is sealed like your words."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user"}),
    )
    without = forms.BooleanField(label=_("Delete the recording"), required=False)

    is_spoken = False  # whether the card has a recording already

    def clean_sound(self) -> Any:
        sound = self.cleaned_data["sound"]
        if not sound:
            return None
        if sound.size > LARGEST:
            raise forms.ValidationError(TOO_LONG)
        if not kind_of(sound.read(16)):
            raise forms.ValidationError(
                _(
                    "This is no recording that can be played here. Your words are still here. Record it with the "
                    "button, or choose another file."
                )
            )
        sound.seek(0)
        return sound

    def wanted(self) -> Wanted:
        """Return what a valid form asks for."""
        given = self.cleaned_data
        sound = given["sound"].read() if given["sound"] else None
        return Wanted(given["text"], seen=given["seen"], page=given["page"], sound=sound, without=given["without"])

    def put_beside(self, mark: str, newer: Iterable[str], **instead: str) -> None:
        super().put_beside(mark, newer, **instead)
        self.clean()

    def clean(self) -> None:
        """Ask for words where nothing is spoken either.

        A page cannot show a file again: when the form comes back, it says that a chosen recording is gone.
        """
        stays = self.is_spoken and not self.cleaned_data.get("without")
        is_spoken = stays or self.cleaned_data.get("sound") or "sound" in self.errors
        if not is_spoken and not self.cleaned_data.get("text", "-").strip():
            self.add_error("text", _("Write a line first, or say it. It can be short."))
        if self.errors and self.cleaned_data.get("sound"):
            self.add_error("sound", _("The recording is not kept yet. Add it once more, then press Keep."))
