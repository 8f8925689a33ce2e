"""What autosave sends of a form: which one it is, which page it stands on, and every box that is not hidden."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from middleway.web.drafts.places import NoPlace, Place, place_of
from middleway.web.fields import TextField
from middleway.web.typed import may_take

LONGEST: Final = 400_000  # characters: more than any form of writing takes
_MOST: Final = 60  # boxes
_KINDS: Final = ("texts", "lines", "chosen")  # boxes of many lines, of one, and what is ticked or chosen
_NAME: Final = 60  # characters


class PlaceField(forms.CharField):
    def clean(self, value: Any) -> Place:
        try:
            return place_of(super().clean(value))
        except NoPlace as fault:
            raise ValidationError("no form") from fault


class WritingField(PlaceField):
    """A form that puts words where they belong; so no search, no passphrase, and nothing that keeps nothing."""

    def clean(self, value: Any) -> Place:
        place = super().clean(value)
        try:
            view = resolve(place.path).func
        except Resolver404 as fault:
            raise ValidationError("no form") from fault
        if not may_take(view):
            raise ValidationError("not for words")
        return place


class PagesField(forms.CharField):
    """The page that it is typed on, and the one whose words that page began from."""

    def clean(self, value: Any) -> list[str]:
        return str(super().clean(value)).split()[:2]


class PlaceForm(forms.Form):
    typed_at = PlaceField(max_length=400)


class EndForm(PlaceForm):
    typed_on = PagesField(max_length=80)


class TypedForm(EndForm):
    typed_at = WritingField(max_length=400)
    stands_on = forms.CharField(max_length=400)

    def clean_stands_on(self) -> list[str]:
        try:
            return list(place_of(self.cleaned_data["stands_on"]).parts)
        except NoPlace as fault:
            raise ValidationError("no page") from fault

    def clean(self) -> None:
        boxes = self._boxes()
        size = sum(len(name) + sum(map(len, values)) for _, name, values in boxes)
        if len(boxes) > _MOST or size > LONGEST or any(len(name) > _NAME for _, name, _ in boxes):
            raise ValidationError("too much")

    def typed(self) -> dict[str, Any]:
        """Return what stands in the boxes, and where."""
        found: dict[str, Any] = {kind: {} for kind in _KINDS}
        for kind, name, values in self._boxes():
            found[kind][name] = values if kind == "chosen" else values[-1]
        return {**found, "stands_on": self.cleaned_data["stands_on"]}

    def _boxes(self) -> list[tuple[str, str, list[str]]]:
        text, found = TextField(required=False, strip=False), []
        for field, values in self.data.lists():  # type: ignore[attr-defined]  # of a request, it is a QueryDict
            kind, _, name = field.partition(".")
            if kind in _KINDS and name:
                found.append((kind, name, [text.to_python(value) for value in values]))
        return found
