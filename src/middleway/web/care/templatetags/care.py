"""What a help line is for."""

from django import template
from django.utils.functional import Promise

from middleway.web.care.words import FOR_WHOM

register = template.Library()


@register.filter
def for_whom(kind: str) -> Promise:
    return FOR_WHOM[kind]
