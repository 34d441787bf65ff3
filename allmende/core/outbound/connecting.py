"""Open a connection to the very addresses that were checked."""

import ssl
from functools import cache

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from allmende.core.outbound.deadline import Deadline
from allmende.core.outbound.errors import CertificateError, TimedOutError, UnreachableError
from allmende.core.outbound.targets import Target


def connect(target: Target, addresses: list[str], *, deadline: Deadline) -> HTTPConnection:
    """Try one address after the other.

    The connection is given numbers, so no second look-up can lead elsewhere (DNS rebinding);
    TLS checks the certificate against the name. Raises TimedOutError, CertificateError,
    UnreachableError.
    """
    for position, address in enumerate(addresses):
        share = deadline.remaining() / (len(addresses) - position)
        connection = _connection(target, address, seconds=share)
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            connection.close()
            raise CertificateError(host=target.host) from error
        except (OSError, HTTPError):
            connection.close()
            continue
        return connection
    raise (TimedOutError if deadline.is_over() else UnreachableError)(host=target.host)


def _connection(target: Target, address: str, *, seconds: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    context = _tls(getattr(settings, "OUTBOUND_CA_FILE", None))
    return HTTPSConnection(
        address, target.port, timeout=seconds, ssl_context=context, server_hostname=target.host
    )


@cache  # reading the certificates of the system takes some 20 ms
def _tls(ca_file: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context
