"""What somebody writes on the way through "me first, then us"."""

from middleway.web.shell.models import SealedRow


class Part(SealedRow):
    """One's own words at one part. Content: `number`, `text`, `page` (which page wrote it), `written`, `changed`."""
