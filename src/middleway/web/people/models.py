"""Those who are close."""

from typing import Any

from middleway.web.shell.models import SealedRow


class Person(SealedRow):
    """Somebody close. Content: `name` (a sign will do), `tie` (one of `middleway.content.TIES`), `close` (see forms), `changed`,
    and `sample` (see Moment).
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["name"]]  # whatever was typed there

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        return True
