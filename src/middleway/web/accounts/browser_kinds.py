"""What kind of browser somebody uses, as coarsely as people say: "Firefox on Android". No version, address or model."""

from typing import Final

_BROWSERS: Final = (  # the first that fits counts, since most say that they are several
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BrowserKind = tuple[str, str]  # browser and system, each "" when it is not known
UNKNOWN: Final[BrowserKind] = ("", "")


def kind_of(user_agent: str) -> BrowserKind:
    """Return what a browser says it is. It can say anything, so nothing is decided by it."""
    return _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)


def _first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in known if mark in said), "")
