"""Host names as operators write them and browsers send them. What can never match is refused, with a suggestion."""

import ipaddress
import re
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final
from urllib.parse import urlsplit

LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")  # as browsers send them
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST: Final = 253
# Browsers keep these letters, but the older rules that Python knows replace them: the two would never match.
_OTHERWISE: Final = re.compile("[ßς\u200c\u200d]")
_JOINERS: Final = {0x200C: None, 0x200D: None}
# More than a name: a whole address, or what is left of one. A colon may end "2001:db8::", though.
_MORE: Final = re.compile(r"[/?#\s]|(?<!:):$")
_WHOLE: Final = re.compile(
    r"(?:https?(?::/{0,2}|//)|//)?(?P<name>[^/?#]*?):?(?:(?P<path>/[^?#]*)?(?:[?#].*)?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Host:
    """A name as a browser sends it, and the port of its pages as seen from outside, if one was written."""

    name: str
    port: int | None = None

    def __str__(self) -> str:
        return self.name if self.port in {None, 443} else f"{self.name}:{self.port}"


def hosts(value: str) -> list[Host]:
    """Return the hosts in a list with commas. Raises ValueError with a sentence that names the fix."""
    _before, login, name = value.rpartition("@")
    if login:  # nothing before the @ is shown, since a password may hold a comma too
        raise ValueError(
            _("has a login before an @, which is not shown here. {instead}").format(
                instead=_instead(name.partition(",")[0].strip())
            )
        )
    found = [host(written.strip()) for written in value.split(",") if written.strip()]
    if not found:
        raise ValueError(
            _("names no host. Write the name that people type, such as notes.example.org, or leave it out")
        )
    return found


def host(written: str) -> Host:
    """Return one host. Upper case, a dot at the end, umlauts, and an IPv6 address without brackets are accepted.

    Raises ValueError with the rest of a sentence that begins with the name of the setting.
    """
    said = _("has {written}").format(written=repr(written))
    if "*" in written or written.startswith("."):
        raise ValueError(said + _(", which would stand for many hosts. Name each one, such as notes.example.org"))
    if _MORE.search(written):
        raise ValueError(f"{said}. {_instead(written)}")
    name, port = _parted(written, said)
    return Host(_address(name) or _name(name, said), port)


def name_in(origin: str, scheme: str) -> str | None:
    """Return the host name in an origin that a browser sent; None when the origin has another scheme."""
    try:
        parts = urlsplit(origin)
        name = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    if parts.scheme != scheme or not name:
        return None
    return f"[{name}]" if ":" in name else name


def _instead(written: str) -> str:
    """Say what to write in place of more than a name; never a name that would be refused itself."""
    if re.search(r"\s", written):
        return _("Write one name between two commas")
    found = _WHOLE.fullmatch(written)
    if found and (found["path"] or "").strip("/"):
        return _(
            "The pages need a whole host to themselves, not a path on one. Write a name of their own, such as "
            "notes.example.org"
        )
    try:
        if found and host(found["name"]):
            return _("Write only the name: {name}").format(name=found["name"])
    except ValueError:
        pass
    return _("Write a name such as notes.example.org")


def _parted(written: str, said: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*):([0-9]+)", written)
    if not found:
        return written, None
    if not 1 <= int(found[2]) <= 65_535:
        raise ValueError(said + _(", and {port} is no port. Leave it out: any port works").format(port=found[2]))
    return found[1], int(found[2])


def _address(name: str) -> str | None:
    """Return an IP address as browsers write it; None when `name` is not one."""
    try:
        found = ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    if found.is_unspecified or "%" in name:
        return None
    return f"[{found.compressed}]" if found.version == 6 else str(found)


def _name(name: str, said: str) -> str:
    if _OTHERWISE.search(name):
        raise ValueError(
            said + _(", with a letter that browsers send in another way. Write the form that begins with xn--")
        )
    try:
        found = name.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        found = ""
    labels = found.split(".")
    # A browser takes a name for an address when its last part is a number.
    if len(found) > _LONGEST or not all(map(_is_label, labels)) or labels[-1].isdigit():
        raise ValueError(said + _(", which no browser sends as a host. Write a name such as notes.example.org"))
    return found


def _is_label(label: str) -> bool:
    """Whether a browser takes it as part of a name. After xn-- it must decode to letters."""
    if not _LABEL.fullmatch(label) or not label.startswith("xn--"):
        return bool(_LABEL.fullmatch(label))
    try:
        letters = label.removeprefix("xn--").encode().decode("punycode").translate(_JOINERS)
    except UnicodeError:
        return False
    return letters.isprintable() and not letters.isascii()
