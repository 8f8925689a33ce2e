"""Accepts health checks under any host name, and refuses requests whose path a proxy has shortened."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

_Answer = Callable[[HttpRequest], HttpResponseBase]


def health_by_any_name(answer: _Answer) -> _Answer:
    """Answer health checks for any host name.

    They come with an address, a container's name, or none; the answer reveals nothing, so no host need be refused.
    """

    def by_any_name(request: HttpRequest) -> HttpResponseBase:
        if request.path in {reverse("operations:alive"), reverse("operations:ready")}:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
        return answer(request)

    return by_any_name


def whole_path(answer: _Answer) -> _Answer:
    """Refuse requests whose path a proxy has shortened: links, forms and cookies all start at the root of the host."""

    def with_whole_path(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Forwarded-Prefix", "").strip("/"):
            raise DisallowedHost("A proxy cut off the beginning of the path.")
        return answer(request)

    return with_whole_path
