"""Leave the file of a form unread until its view asks for it, and then read it piece by piece.

The fields before the file are read, but nothing of the file until it is known whose form it is. So nobody fills memory
or a disk with a file that is then refused. A field after the file is not seen: our pages put the file last.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, Final, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import FIELD, FILE, ChunkIter, LazyStream, Parser
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict
from django.utils.deprecation import MiddlewareMixin
from django.utils.encoding import force_str

from middleway.web.limits import USUAL

_LEFT: Final = "leaves_file_unread"
_View = TypeVar("_View")


class UnreadFile(UploadedFile):  # type: ignore[type-arg]  # it takes none at run time
    """`chunks` gives the file once, as it comes; its size is known only at the end."""

    def __init__(self, name: str, pieces: LazyStream) -> None:
        super().__init__(BytesIO(), name)
        self._pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield from self._pieces


def file_unread(view: _View) -> _View:
    """Mark a view that reads the file of its form itself."""
    setattr(view, _LEFT, True)
    return view


def _leaves_unread(view: object) -> bool:
    return getattr(view, _LEFT, False)


class LeaveFilesUnread(MiddlewareMixin):
    """Stands before everything else that looks at a form."""

    def process_view(self, request: HttpRequest, view: object, _args: object, _kwargs: object) -> None:
        if _leaves_unread(view):
            request.upload_handlers = [_Fields(request)]

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.resolver_match and _leaves_unread(request.resolver_match.func):
            _take_the_rest(request)
        return response


def _take_the_rest(request: HttpRequest) -> None:
    """Read on, and keep nothing: a browser that is still sending would take an answer for a broken connection."""
    with suppress(OSError):
        while request.read(USUAL):
            pass


class _Fields(FileUploadHandler):
    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Read the form as Django does, up to its file, and no more than a form without a file may have."""
        encoding = encoding or settings.DEFAULT_CHARSET
        post, files, left = QueryDict(mutable=True), MultiValueDict[str, Any](), USUAL
        every = Parser(LazyStream(ChunkIter(input_data, self.chunk_size)), boundary)
        for number, (kind, about, part) in enumerate(every):
            if number > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
                raise TooManyFieldsSent
            said = about.get("content-disposition", ("", {}))[1]
            name = force_str(said.get("name", b""), encoding, errors="replace").strip()
            if kind == FILE:
                if file_name := force_str(said["filename"], encoding, errors="replace"):
                    files.appendlist(name, UnreadFile(file_name, part))
                break
            if kind == FIELD:
                value = part.read(left + 1)
                left -= len(value) + len(name)
                if left < 0:
                    raise RequestDataTooBig
                post.appendlist(name, force_str(value, encoding, errors="replace"))
        post._mutable = False  # noqa: SLF001 (as Django's own parser does)
        return post, files
