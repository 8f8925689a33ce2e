"""What autosave sends of a form: which one it is, which page it is on, and every box that is not hidden."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from middleway.web.drafts.addresses import Address, NoAddress, address_of
from middleway.web.forms import TextField
from middleway.web.submitted_text import may_take

LONGEST: Final = 400_000  # characters: more than any form of writing takes
_MOST: Final = 60  # boxes
_KINDS: Final = ("texts", "lines", "chosen")  # boxes of many lines, of one line, and what is ticked or chosen
_NAME: Final = 60  # characters


class AddressField(forms.CharField):
    def clean(self, value: Any) -> Address:
        try:
            return address_of(super().clean(value))
        except NoAddress as fault:
            raise ValidationError("no form") from fault


class WritingField(AddressField):
    """A form that only puts words where they belong: no search, no passphrase, and nothing that keeps nothing."""

    def clean(self, value: Any) -> Address:
        address = super().clean(value)
        try:
            view = resolve(address.path).func
        except Resolver404 as fault:
            raise ValidationError("no form") from fault
        if not may_take(view):
            raise ValidationError("not for words")
        return address


class PagesField(forms.CharField):
    """The page that it is typed on, and the one whose words that page began from."""

    def clean(self, value: Any) -> list[str]:
        return str(super().clean(value)).split()[:2]


class AddressForm(forms.Form):
    typed_at = AddressField(max_length=400)


class EndForm(AddressForm):
    typed_on = PagesField(max_length=80)


class TypedForm(EndForm):
    typed_at = WritingField(max_length=400)
    stands_on = forms.CharField(max_length=400)

    def clean_stands_on(self) -> list[str]:
        try:
            return list(address_of(self.cleaned_data["stands_on"]).parts)
        except NoAddress as fault:
            raise ValidationError("no page") from fault

    def clean(self) -> None:
        if are_too_much([(name, values) for _, name, values in self._boxes()]):
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


def are_too_much(boxes: list[tuple[str, list[str]]]) -> bool:
    """Whether boxes, each a name and its values, are more than any form of writing has."""
    size = sum(len(name) + sum(map(len, values)) for name, values in boxes)
    return len(boxes) > _MOST or size > LONGEST or any(len(name) > _NAME for name, _ in boxes)
