"""The only place that reads settings from the environment. A value that makes no sense stops the start."""

import os
import re
import zoneinfo
from gettext import gettext as _
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from middleway.web.hosts import LOCAL, Host
from middleway.web.hosts import hosts as parsed

PREFIX = "MIDDLEWAY_"
_read: set[str] = set()


def text(name: str, default: str) -> str:
    """Return the value of `MIDDLEWAY_<name>`, or `default` when it is not set."""
    _read.add(PREFIX + name)
    return os.environ.get(PREFIX + name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no setting. Anything but "yes" or "no" stops the start."""
    value = text(name, "yes" if default else "no")
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(
            _('{setting} is {value}. Use "yes" or "no".').format(setting=PREFIX + name, value=repr(value))
        )
    return value == "yes"


def secret(name: str, default: str) -> str:
    """Return a secret: its value, or what the file in `MIDDLEWAY_<name>_FILE` holds. An empty one stops the start."""
    path = text(f"{name}_FILE", "")
    value = text(name, default)
    try:
        value = Path(path).read_text("utf-8").strip() if path else value
    except OSError as error:
        raise ImproperlyConfigured(
            _("{setting} names a file that cannot be read: {why}.").format(
                setting=f"{PREFIX}{name}_FILE", why=error.strerror
            )
        ) from error
    if not value and (path or PREFIX + name in os.environ):
        raise ImproperlyConfigured(
            _("{setting} is empty. Give it a value, or leave it out.").format(setting=PREFIX + name)
        )
    return value


def address(name: str, default: str) -> str:
    """Return the address of a page: https, or on this server. Anything else stops the start."""
    value = text(name, default)
    if not re.fullmatch(r"(https://[^\s/]+|(?=/))(/[^\s]*)?", value) or value.startswith("//"):
        shown = value.rpartition("@")[2]  # what stands before the @ may be a password
        raise ImproperlyConfigured(
            _("{setting} is {value}. Use a whole address, such as https://www.example.org/.").format(
                setting=PREFIX + name, value=repr(shown)
            )
        )
    return value


def hosts(name: str, default: tuple[str, ...]) -> list[Host]:
    """Return the hosts in a list with commas. One that no browser could ever ask for stops the start."""
    try:
        return parsed(text(name, ",".join(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} {error}.") from error


def refuse_unsafe_hosts(found: list[Host], *, https: bool) -> None:
    """Stop the start when passphrases would cross a network unencrypted, or nobody could reach the pages."""
    names = {host.name for host in found}
    if not https and names - set(LOCAL):
        raise ImproperlyConfigured(
            _(
                "MIDDLEWAY_HOSTS names a host that is not this machine, and MIDDLEWAY_HTTPS is not yes. Passphrases "
                "would cross the network for anyone to read. Put a reverse proxy that speaks HTTPS in front "
                "(docs/self-hosting.md), and set MIDDLEWAY_HTTPS=yes."
            )
        )
    if names == {"[::1]"}:
        raise ImproperlyConfigured(
            _("MIDDLEWAY_HOSTS is [::1] alone, and the server answers on 127.0.0.1. Add localhost to it.")
        )


def file(name: str) -> Path | None:
    """Return the path of a file; None when none is named. A missing file stops the start."""
    value = text(name, "")
    if value and not Path(value).expanduser().is_file():
        raise ImproperlyConfigured(
            _("{setting} names {value}, which is no file. Give its whole path, or leave it out.").format(
                setting=PREFIX + name, value=repr(value)
            )
        )
    return Path(value).expanduser() if value else None


def time_zone(name: str) -> str:
    """Return the time zone of `MIDDLEWAY_<name>`, or this machine's own. An unknown one stops the start."""
    here = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    zone = text(name, here if here in zoneinfo.available_timezones() else "UTC")
    if zone not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(
            _("{setting} is {value}. Use a name such as Europe/Vienna.").format(setting=PREFIX + name, value=repr(zone))
        )
    return zone


def refuse_unknown(also: frozenset[str]) -> None:
    """Stop the start on a `MIDDLEWAY_` name that nobody reads: a typing mistake must not turn a safety setting off."""
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in _read | also)
    if unknown:
        raise ImproperlyConfigured(
            _("Unknown setting: {names}. The known ones are in .env.example.").format(names=", ".join(unknown))
        )
