"""Do not overwrite, unseen, what another window has kept meanwhile.

A form of something kept says what its page showed (`seen`). If something else has been kept since, nothing is written,
and the form comes back with both: what was typed, and what is newer. Sent once more, it replaces the newer one.
"""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _


class ChangedMeanwhile(Exception):
    """Something newer is kept than the page showed. Nothing was written. The message is its mark, never words."""


def check(now: str, *seen: str) -> None:
    """Raise ChangedMeanwhile when `now`, the mark of what is kept, is not in `seen`. "" means that nothing is kept.

    It must be called in the batch, or in what `change` calls (records/writing.py), just before the write.
    """
    if now and now not in seen:
        raise ChangedMeanwhile(now)


class SeenForm(forms.Form):
    """A form of something kept. `seen`: the mark of what its page showed; empty when it showed nothing."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    newer: tuple[str, ...] = ()  # what another window wrote meanwhile
    is_older = False

    def put_beside(self, mark: str, newer: Iterable[str]) -> None:
        """Show the same words again. Sent once more, they replace the `newer` ones, which have this mark."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a dict, or what a request brings
        data["seen"] = mark
        self.data = data
        self.is_older, self.newer = True, tuple(words for words in newer if words.strip())
        self.add_error(
            None,
            _(
                "These words were changed in another window meanwhile. Yours are still here. Keep them once more, "
                "and they take the place of the others."
            ),
        )

    @property
    def status(self) -> int:
        """Return the page's status: 409 if another window was first, 422 if the form cannot be kept, 200 if unsent."""
        if not self.is_bound:
            return 200
        return 409 if self.is_older else 422
