"""`{% icon "help" "small" %}`: one of our own line icons (static/icons.svg), always beside a word. Every template has it."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """Draw an icon; `more`: classes, such as "small", or "turns" for what points along the line of reading."""
    address = f"{static('icons.svg')}#{name}"
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}"/></svg>', more, address)
