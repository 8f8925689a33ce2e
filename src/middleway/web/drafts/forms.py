"""What autosave sends of a form: which one it is, which page it is on, and every box that is not hidden."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict

from middleway.web.drafts.addresses import Address, NoAddress, address_of
from middleway.web.drafts.boxes import are_too_much
from middleway.web.drafts.content import FormDraftContent
from middleway.web.forms import TextField
from middleway.web.submitted_text import may_take

_KINDS: Final = ("texts", "lines", "chosen")  # boxes of many lines, of one line, and what is ticked or chosen


class AddressField(forms.CharField):
    def clean(self, value: object) -> Address:
        try:
            return address_of(super().clean(value))
        except NoAddress as fault:
            raise ValidationError("no form") from fault


class WritingField(AddressField):
    """A form that only puts words where they belong: no search, no passphrase, and nothing that keeps nothing."""

    def clean(self, value: object) -> Address:
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

    def clean(self, value: object) -> list[str]:
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

    def typed(self) -> FormDraftContent:
        """Return what stands in the boxes, and where, still without its time."""
        address, boxes = self.cleaned_data["typed_at"], self._boxes()
        return FormDraftContent(
            address=list(address.parts),
            box=address.box,
            began=address.began,
            stands_on=self.cleaned_data["stands_on"],
            page=self.cleaned_data["typed_on"][0],
            texts={name: values[-1] for kind, name, values in boxes if kind == "texts"},
            lines={name: values[-1] for kind, name, values in boxes if kind == "lines"},
            chosen={name: values for kind, name, values in boxes if kind == "chosen"},
            changed="",
        )

    def _boxes(self) -> list[tuple[str, str, list[str]]]:
        text, found = TextField(required=False, strip=False), []
        for field, values in self.data.lists() if isinstance(self.data, MultiValueDict) else ():
            kind, _, name = field.partition(".")
            if kind in _KINDS and name:
                found.append((kind, name, [text.to_python(value) for value in values]))
        return found
