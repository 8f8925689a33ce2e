"""A page as a parser reads it: its words, its links, its boxes, and what its forms send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, TreeBuilder

_ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What nobody reads as words: what opens a door (`type="password"` too), codes, and how many minutes.
_NO_WORDS = {"one-time-code", "one_time", "username"}


def parsed(page: Any) -> Element:
    """Return the tree of an answer or of its text. A tag that is closed and not open is a fault of the page."""
    if isinstance(page, Element):
        return page
    builder = _Builder()
    builder.feed(page if isinstance(page, str) else page.text)
    builder.close()
    return builder.whole()


def elements(page: Any, path: str) -> list[Element]:
    """Return every element on that path, as ElementTree understands it: `.//a[@class='quiet']`."""
    return parsed(page).findall(path)


def element(page: Any, path: str) -> Element:
    """Return the element on that path, of which there is only one."""
    (only,) = elements(page, path)
    return only


def main(page: Any) -> Element:
    return element(page, ".//main")


def words(page: Any) -> str:
    """Return what is read on a page or in a part of it, each tag a space."""
    return " ".join(" ".join(parsed(page).itertext()).split())


def shown(person: Any, path: str) -> str:
    """Return the words of a page that somebody asks for."""
    return words(person.get(path))


def links(page: Any, beginning: str = "") -> list[str]:
    """Return where the links lead that begin so."""
    return [to for link in elements(page, ".//a[@href]") if (to := link.attrib["href"]).startswith(beginning)]


def titled_links(page: Any) -> list[tuple[str, str]]:
    """Return (where it leads, title) of every link that has a title in it."""
    return [(link.get("href", ""), words(element(link, "b"))) for link in elements(page, ".//a[b]")]


def value_of(page: Any, name: str) -> str:
    """Return what the first box or field of that name holds."""
    return _holds(elements(page, f".//*[@name='{name}']")[0])


def hidden(page: Any) -> dict[str, str]:
    """Return the hidden fields of a page, which its form sends along."""
    given = [box.attrib for box in elements(page, ".//input[@type='hidden'][@name][@value]")]
    return {box["name"]: box["value"] for box in given}


def seed_on(page: Any) -> str:
    """Return the seed of one-time codes that a page shows to be typed into an app."""
    return words(element(page, ".//code")).replace(" ", "")


def checked(page: Any) -> list[tuple[str, str]]:
    """Return (name, value) of every box and button that is ticked."""
    return [(box.attrib["name"], box.get("value", "")) for box in elements(page, ".//input[@checked]")]


@dataclass
class Form:
    """A form with what it sends when nothing is touched, and its boxes for words."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)


class Page:
    """A page at an address: its forms, and where its links lead within the site."""

    def __init__(self, address: str, text: str) -> None:
        tree = parsed(text)
        self.address, self.text = address, text
        self.forms = [_form(form, address) for form in tree.iter("form")]
        self.links = [urlsplit(link).path for link in links(tree, "/")]


def _form(form: Element, address: str) -> Form:
    made = Form(urlsplit(form.get("action") or address).path)
    for box in form.iter():
        if name := box.get("name"):
            made.fields |= _fields_of(box, name)
            if _is_for_words(box):
                made.boxes.append(name)
    return made


def _fields_of(box: Element, name: str) -> dict[str, str]:
    if box.tag == "input":
        is_sent = box.get("type", "text") in {"text", "search", "hidden"} or "checked" in box.attrib
    else:
        is_sent = box.tag in {"textarea", "select"}
    return {name: _holds(box)} if is_sent else {}


def _is_for_words(box: Element) -> bool:
    if box.tag == "input":
        return box.get("type", "text") in {"text", "search"} and box.get("autocomplete") not in _NO_WORDS
    return box.tag == "textarea"


def _holds(box: Element) -> str:
    if box.tag == "textarea":
        return "".join(box.itertext()).removeprefix("\n")  # as a browser reads it
    if box.tag == "select":
        options = list(box.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options[:1]
        return chosen[-1].get("value", "") if chosen else ""
    return box.get("value", "")


class _Builder(HTMLParser):
    """Makes a tree of a page. Where the standard lets a tag stay open, ours are closed."""

    def __init__(self) -> None:
        super().__init__()
        self._tree, self._open = TreeBuilder(), ["page"]
        self._tree.start("page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tree.start(tag, {name: given or "" for name, given in attrs})
        if tag in _ALONE:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _ALONE:
            return
        if self._open[-1] != tag:
            raise AssertionError(f"</{tag}> where <{self._open[-1]}> is open")
        self._tree.end(self._open.pop())

    def handle_data(self, data: str) -> None:
        self._tree.data(data)

    def whole(self) -> Element:
        if self._open != ["page"]:
            raise AssertionError(f"never closed: {self._open[1:]}")
        self._tree.end("page")
        return self._tree.close()
