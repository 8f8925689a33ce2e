"""The mark on what is Hanna's."""

from typing import Any

from django import template

from middleway.web.sample import queries
from middleway.web.shell.models import SealedRow

register = template.Library()


@register.inclusion_tag("sample/_mark.html", takes_context=True)
def sample_mark(context: Any, row: SealedRow | None) -> dict[str, bool]:
    """Say "sample" on the page of a row that is one; nothing for one's own, and for a row that is yet to be."""
    return {"sample": row is not None and queries.is_sample(row, context["request"].vault)}
