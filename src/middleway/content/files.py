"""Finds the content files and reads their TOML."""

import re
import tomllib
from importlib.resources import files

from middleway.content.errors import ContentError
from middleway.content.table import Table

_HOME = files("middleway.content").joinpath("en")
_NAME = re.compile(r"[a-z0-9_]+\.toml")


def read(file: str) -> dict[str, object]:
    """Return the parsed TOML of one file. Raises ContentError."""
    return parsed(file, _HOME.joinpath(*file.split("/")).read_bytes())


def parsed(file: str, found: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(found.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError(file, f"byte {error.start}", "is not UTF-8", "Save the file as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        remedy = "Look there for a missing quotation mark, comma or bracket."
        raise ContentError(file, "as a whole", f"cannot be read ({error})", remedy) from error


def table(file: str) -> Table:
    return Table(file, read(file))


def ids(folder: str) -> list[str]:
    """Return the names of the files in a folder, sorted and without ".toml". Raises ContentError."""
    names = sorted(each.name for each in _HOME.joinpath(folder).iterdir())
    for name in names:
        if not _NAME.fullmatch(name):
            remedy = "Use small letters, digits and _ in the name, and .toml at its end."
            raise ContentError(folder, name, "is not the name of a content file", remedy)
    return [name.removesuffix(".toml") for name in names]


def every() -> list[str]:
    """Return the paths of all content files."""
    listed = [each.name for each in _HOME.iterdir() if each.name.endswith(".toml")]
    return sorted(listed) + [f"{f}/{name}.toml" for f in ("practices", "explanations", "weeks") for name in ids(f)]
