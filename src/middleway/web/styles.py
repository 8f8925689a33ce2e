"""The styles of every page: some files, each about one thing, sent as one, so that a slow phone asks once."""

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

_FILES: Final = tuple(
    f"css/{name}.css" for name in ("tokens", "base", "frame", "bar", "parts", "care", "forms", "picture", "settle")
)


@cache
def joined() -> bytes:
    """Return all of them, in their order. The files must exist."""
    return b"\n".join(Path(str(finders.find(name))).read_bytes() for name in _FILES)


def address() -> str:
    """Return where they are; it ends with a part of their digest, as that of a static file does (staticfiles.py)."""
    return f"{reverse('styles')}?v={hashlib.sha256(joined()).hexdigest()[:12]}"


def integrity() -> str:
    return f"sha256-{b64encode(hashlib.sha256(joined()).digest()).decode()}"


@login_not_required
@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}  # its address changes with it
    return HttpResponse(joined(), content_type="text/css; charset=utf-8", headers=kept)
