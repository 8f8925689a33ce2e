"""Those who are close."""

from middleway.web.shell.models import SealedRow


class Person(SealedRow):
    """Somebody close. Content: `name` (a sign will do), `tie` (one of `middleway.content.TIES`), `close` (see forms), `changed`,
    and `sample` (see Moment).
    """
