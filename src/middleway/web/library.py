"""The content in the language of the request: the one place in which pages ask for it."""

from django.utils.translation import get_language

from middleway import content


def library() -> content.Library:
    return content.library(get_language())
