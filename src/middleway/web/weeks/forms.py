"""The form for the owner's words at a part."""

from uuid import uuid4

from django import forms
from django.http import QueryDict

from middleway.web.forms import SeenForm, WordsField
from middleway.web.submitted_text import PREFIX
from middleway.web.weeks.kept import Kept


class PartForm(SeenForm):
    """`seen`: the id of the page that wrote what this page showed; `page`: this page's id.

    Newer words from a third page are not overwritten unseen.
    """

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    text = WordsField(rows=8, required=False)

    def __init__(self, data: QueryDict | None = None, kept: Kept | None = None) -> None:
        kept = kept or Kept()
        super().__init__(data, initial={"text": kept.text, "seen": kept.seen, "page": str(uuid4())})

    def add_prefix(self, field_name: str) -> str:
        """Begin the name of the box for words with PREFIX, by which `submitted_text.py` knows it."""
        return PREFIX + field_name if field_name == "text" else field_name

    def words(self) -> str:
        """Return the text in the box."""
        return str(self["text"].value() or "")
