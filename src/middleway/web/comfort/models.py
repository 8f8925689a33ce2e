"""Words of comfort, kept for the next hard moment."""

from typing import Any

from middleway.web.shell.models import SealedRow


class Card(SealedRow):
    """A comfort card. Content: `text`, `written`, `changed`, `recording`, the id of one, if there is one, and `sample` (see Moment)."""

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["text"]]


class Recording(SealedRow):
    """The words of a card in a person's own voice; a row of its own, so that lists of cards stay quick.

    Content: `card` (its id), `type` (one of `sounds.TYPES`), `sound` (the file, in base64), `changed`, and `sample`, as its card has it.
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return []  # what is spoken is not read
