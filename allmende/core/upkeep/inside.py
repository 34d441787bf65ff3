"""Does an address of our own answer? Asked of the house itself, without a line to anywhere."""

from functools import cache
from http import HTTPStatus
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse
from django.utils import translation

from allmende.core.towns.models import Town
from allmende.core.towns.queries import by_host


def own_path(href: str, town: Town) -> tuple[str, str] | None:
    """Host and path of an address of this house, as it stands in a text of a town; else None."""
    try:
        parts = urlsplit(href)
    except ValueError:  # a bracket that never closes
        return None
    if parts.scheme not in {"", "http", "https"} or not parts.path.startswith("/"):
        return None
    host = parts.hostname or town.host
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return (host, path) if by_host(host) else None


def is_there(host: str, path: str) -> bool:
    """Whether a reader would get an answer: a page, a file, or the way to another one."""
    with translation.override(settings.LANGUAGE_CODE):
        response = _handler().get_response(_request(host, path))
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()  # not the response: that would end our own connection
    return response.status_code not in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(host: str, path: str) -> WSGIRequest:
    bare, _, query = path.partition("?")
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(bare).encode().decode("latin-1"),  # PEP 3333
            "QUERY_STRING": query,
            "SERVER_NAME": host,
            "SERVER_PORT": str(settings.PUBLIC_PORT),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": settings.SCHEME,
            "wsgi.input": BytesIO(),
        }
    )
