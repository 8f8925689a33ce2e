"""Pieces of SVG. Colours are `currentColor`, which prints well and follows dark mode and forced colours.

A page may style the classes.
"""

import re
from html import escape

# XML must not hold these characters, not even escaped (XML 1.0, 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, body: str = "", **attributes: str | float) -> str:
    """Return one element. In the names of attributes "_" becomes "-", and is dropped at the end (`class_`)."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{given}>{body}</{name}>" if body else f"<{name}{given}/>"


def words(text: str, x: float, y: float, **attributes: str | float) -> str:
    return tag("text", _sound(text), x=x, y=y, fill="currentColor", **attributes)


def picture(body: str, width: int, height: int, title: str, *, links: bool = False) -> str:
    """Return the whole picture: for a screen reader an image, or with links a group, so that they can be reached."""
    return tag(
        "svg",
        tag("title", _sound(title)) + body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="group" if links else "img",
        aria_label=title,
        font_family="system-ui, sans-serif",
        font_size=13,
        color="#333",
    )


def lines(text: str, width: int, most: int) -> list[str]:
    """Wrap a text into at most `most` lines of at most `width` characters; "…" replaces the rest."""
    found, line = list[str](), ""
    for word in (piece for each in text.split() for piece in _pieces(each, width)):
        if line and len(line) + 1 + len(word) > width:
            found.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    found.append(line)
    if len(found) > most:
        return [*found[: most - 1], found[most - 1][: width - 2].rstrip() + " …"]
    return found


def _pieces(word: str, width: int) -> list[str]:
    return [word[start : start + width] for start in range(0, len(word), width)]


def _text(value: str | float) -> str:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else f"{round(value, 1):g}"


def _sound(text: str) -> str:
    return escape(_text(text), quote=False)
