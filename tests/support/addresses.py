"""Every address of the site, as the URL configuration has them, and a way to ask for one of each."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What stands in an address beside an id. "practice_id" means one thing on the public pages and another inside.
_EXAMPLES = {"kind": "safety", "look": "garden", "number": 3, "page": 2, "period": "year", "step_id": "turn"}
_PRACTICES = {"settle": "five_senses", "practices": "both_hands"}


def every() -> Iterator[tuple[str, URLPattern, str]]:
    """Yield (name, pattern, address as written) for everything in the URL configuration."""
    yield from _under(get_resolver().url_patterns, "", "")


def one_of_each(ids: Mapping[str, UUID]) -> dict[str, str]:
    """Return name -> path of every address. `ids` gives rows for "person", "moment", "card", "draft", "form_draft"."""
    return {name: reverse(name, kwargs=_arguments(name, pattern, ids)) for name, pattern, _ in every()}


def _arguments(name: str, pattern: URLPattern, ids: Mapping[str, UUID]) -> dict[str, Any]:
    given = {f"{kind}_id": row for kind, row in ids.items()} | _EXAMPLES
    space = name.partition(":")[0]
    if space == "drafts":
        given["draft_id"] = ids["form_draft"]
    if space in _PRACTICES:
        given["practice_id"] = _PRACTICES[space]
    return {parameter: given[parameter] for parameter in pattern.pattern.converters}


def _under(patterns: list[URLPattern | URLResolver], space: str, prefix: str) -> Iterator[tuple[str, URLPattern, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _under(pattern.url_patterns, space + inner, address)
        else:
            yield space + (pattern.name or ""), pattern, address
