"""Is there somebody at an address? The answer itself does not matter and is not read."""

from http import HTTPStatus

from allmende.core.outbound import errors
from allmende.core.outbound.fetching import fetch, head

#: Answers by which a host says that it does not know HEAD, or does not like it.
_ASK_PROPERLY = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
    HTTPStatus.INTERNAL_SERVER_ERROR,
}
ENOUGH = 1_000_000  # bytes


def probe(url: str, *, purpose: str, timeout: float = 10.0) -> int:
    """Ask by HEAD, and by GET where that is refused; returns the status (2xx).

    Raises OutboundError; StatusError carries the status of a host that answered otherwise.
    """
    try:
        return head(url, purpose=purpose, timeout=timeout).status
    except errors.StatusError as error:
        if error.status not in _ASK_PROPERLY:
            raise
    try:
        return fetch(url, purpose=purpose, timeout=timeout, max_bytes=ENOUGH).status
    except errors.TooLargeError:
        return HTTPStatus.OK
