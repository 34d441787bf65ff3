"""What can go wrong with a request to another host, each with a sentence that says what to do.

The sentences name the host but never the whole address: its query may hold a key or a name.
"""

from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OutboundError(Exception):
    """A request to another host brought nothing; ``str()`` is a sentence for editors."""

    text: ClassVar[Promise]
    # May the same request succeed in an hour, without anybody changing anything?
    is_passing: bool = False

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.text) % self.facts


class BadAddressError(OutboundError):
    """No http or https address, or one with a password in it."""

    text = _(
        "This is not an address we can ask. Enter one that begins with https:// and contains"
        " no user name or password."
    )


class HostNotAllowedError(OutboundError):
    """The host or its port is not on the list of the caller."""

    text = _(
        "The host %(host)s with port %(port)s may not be asked for this purpose. Check the"
        " address, or have the operator allow this host."
    )


class PrivateAddressError(OutboundError):
    """The name leads into our own network (server-side request forgery)."""

    text = _(
        "The host %(host)s is in an internal network. Enter a public address; if this host is"
        " meant, the operator can name it in OUTBOUND_ALLOW_PRIVATE_HOSTS."
    )


class NameNotFoundError(OutboundError):
    """The name has no address."""

    text = _("There is no host named %(host)s. Check the address for typing errors.")
    is_passing = True


class TimedOutError(OutboundError):
    """The whole request took longer than allowed."""

    text = _(
        "The host %(host)s did not answer completely in time. Try again later; if it stays so,"
        " ask the operator of that host."
    )
    is_passing = True


class UnreachableError(OutboundError):
    """Connection refused or broken, or an answer that is not HTTP."""

    text = _(
        "The host %(host)s cannot be reached or gives no proper answer. Try again later; if it"
        " stays so, ask the operator of that host."
    )
    is_passing = True


class CertificateError(OutboundError):
    """The host could not prove who it is."""

    text = _(
        "The host %(host)s has no valid certificate, so it may be a different one. Ask the"
        " operator of that host to renew it."
    )
    is_passing = True


class StatusError(OutboundError):
    """The host answered with an error; ``status`` is the HTTP status."""

    text = _("The host %(host)s answered with error %(status)d. Check the address.")

    def __init__(self, *, host: str, status: int) -> None:
        super().__init__(host=host, status=status)
        self.status = status
        # Too slow, too many requests, or the server's own fault (RFC 9110, 15.5.9 and 15.6).
        self.is_passing = status in {408, 429} or status >= HTTPStatus.INTERNAL_SERVER_ERROR


class TooLargeError(OutboundError):
    """More bytes than allowed, packed or unpacked."""

    text = _(
        "The answer of %(host)s is larger than the allowed %(limit)d bytes. Choose an address"
        " with less content."
    )


class TooManyRedirectsError(OutboundError):
    """The host sends us on and on."""

    text = _(
        "The host %(host)s forwards us too often. Open the address in a browser and enter the"
        " one you arrive at."
    )


class InsecureRedirectError(OutboundError):
    """From https to http: what follows could be forged on the way."""

    text = _(
        "The host %(host)s forwards us from a secure to an insecure connection. Enter the"
        " address of the new place with https://."
    )


class WrongTypeError(OutboundError):
    """Not the kind of content we asked for."""

    text = _(
        "The host %(host)s sent %(found)s where %(wanted)s was expected. Check whether the"
        " address leads to the data itself and not to a page about it."
    )
