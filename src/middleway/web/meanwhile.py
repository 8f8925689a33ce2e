"""What another window has kept meanwhile is not overwritten unseen.

A form of what is kept says what its page showed (`seen`). Where something else is kept by now, nothing is written, and the form comes back
with both: what was typed, and what is newer. Sent once more, it takes the place of that.
"""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _


class ChangedMeanwhile(Exception):
    """Something newer is kept than what a page showed. Nothing was written. Its text is the mark of what is kept, and never words."""


def check(now: str, *seen: str) -> None:
    """Raise ChangedMeanwhile when `now`, the mark of what is kept, is none of `seen`. "" stands for nothing: there nothing is overwritten.

    It holds where it is asked under the lock (`store.locked`, or in what `store.change` asks), just before that is written.
    """
    if now and now not in seen:
        raise ChangedMeanwhile(now)


class SeenForm(forms.Form):
    """A form of what is kept. `seen`: the mark of what its page showed; without one it showed nothing."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    newer: tuple[str, ...] = ()  # what another window wrote meanwhile
    is_older = False

    def put_beside(self, mark: str, newer: Iterable[str]) -> None:
        """Come back with the same words, which take the place of the `newer` ones, of that mark, when they are sent once more."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a dict, or what a request brings
        data["seen"] = mark
        self.data = data
        self.is_older, self.newer = True, tuple(words for words in newer if words.strip())
        self.add_error(None, _("These words were changed in another window meanwhile. Yours are still here. Keep them once more, and they take the place of the others."))  # fmt: skip

    @property
    def status(self) -> int:
        """Return the status of the page that shows it: 409 where another window was first, 422 where it cannot be kept as it is."""
        if not self.is_bound:
            return 200
        return 409 if self.is_older else 422
