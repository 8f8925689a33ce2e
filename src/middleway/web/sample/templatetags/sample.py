"""The mark on rows of the sample story."""

from django import template
from django.template import Context

from middleway.web.records.models import SealedRow
from middleway.web.sample import queries

register = template.Library()


@register.inclusion_tag("sample/_mark.html", takes_context=True)
def sample_mark(context: Context, row: SealedRow | None) -> dict[str, bool]:
    """Show "sample" on the page of a sample row, and nothing for the owner's own rows or for a row not written yet."""
    return {"sample": row is not None and queries.is_sample(row, context["request"].vault)}
