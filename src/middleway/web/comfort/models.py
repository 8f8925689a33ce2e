"""Words of comfort, kept for the next hard moment."""

from middleway.web.shell.models import SealedRow


class Card(SealedRow):
    """A comfort card. Content: `text`, `written`, `changed`, `recording`, the id of one, if there is one, and `sample` (see Moment)."""


class Recording(SealedRow):
    """The words of a card in a person's own voice; a row of its own, so that lists of cards stay quick.

    Content: `card` (its id), `type` (one of `sounds.TYPES`), `sound` (the file, in base64), `changed`, and `sample`, as its card has it.
    """
