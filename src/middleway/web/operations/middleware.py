"""What a supervisor and a proxy add to a request."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

_Answer = Callable[[HttpRequest], HttpResponseBase]


def health_by_any_name(answer: _Answer) -> _Answer:
    """A health check asks by an address, by a container's name, or by no name. Its answer says nothing, so any host will do."""

    def by_any_name(request: HttpRequest) -> HttpResponseBase:
        if request.path in {reverse("operations:alive"), reverse("operations:ready")}:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
        return answer(request)

    return by_any_name


def whole_path(answer: _Answer) -> _Answer:
    """Every link, form and cookie of these pages begins at the root of a host: below a path that a proxy cuts off, none works."""

    def with_whole_path(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Forwarded-Prefix", "").strip("/"):
            raise DisallowedHost("A proxy cut off the beginning of the path.")
        return answer(request)

    return with_whole_path
