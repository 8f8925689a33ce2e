"""The words of the vocabulary, in the language of a page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from middleway.vocabulary import Term


def lazily(term: Term) -> Promise:
    """Return the word, translated whenever it is shown."""
    return pgettext_lazy(term.context, term.word) if term.context else gettext_lazy(term.word)
