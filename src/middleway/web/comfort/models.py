"""Words of comfort, kept for the next hard moment."""

from middleway.web.shell.models import SealedRow


class Card(SealedRow):
    """A comfort card. Content: `text`, `written`, `changed`. A card of a moment has the moment's id."""
