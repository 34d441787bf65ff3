"""Where a request goes: read an address, and decide whether we may ask there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from allmende.core.outbound.addresses import is_public
from allmende.core.outbound.errors import (
    BadAddressError,
    HostNotAllowedError,
    PrivateAddressError,
)

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: ``host`` is in lower case and ASCII, without brackets or last dot."""

    scheme: str
    host: str
    port: int
    request_uri: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read an address; raises BadAddressError if it is none that we ask."""
        try:
            parts = parse_url(url)
        except LocationParseError:
            raise BadAddressError from None
        if parts.scheme not in DEFAULT_PORTS or not parts.host or parts.auth is not None:
            raise BadAddressError
        host = parts.host.strip("[]").rstrip(".")
        if not host or "%" in host:  # a zone (fe80::1%eth0) names a cable of ours
            raise BadAddressError
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        return cls(parts.scheme, host, port, parts.request_uri)

    @property
    def has_default_port(self) -> bool:
        """Return whether the port is the one of the scheme."""
        return self.port == DEFAULT_PORTS[self.scheme]

    @property
    def host_header(self) -> str:
        """Return the value of the Host field (RFC 9110, 7.2)."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.has_default_port else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        """Return the whole address."""
        return f"{self.scheme}://{self.host_header}{self.request_uri}"


def check_host(target: Target, *, allow_hosts: Iterable[str] | None) -> None:
    """Refuse a host that is not on the list, and a port that nobody has allowed.

    An entry ``host`` allows the default ports, ``host:port`` that port too. Without a list
    every host is allowed on the default ports. What the operator has named as an internal
    host may be asked on any port. Raises HostNotAllowedError.
    """
    free = target.has_default_port or _is_allowed_private(target)
    allowed = free
    if allow_hosts is not None:
        allowed = any(_names(entry, target, free=free) for entry in allow_hosts)
    if not allowed:
        raise HostNotAllowedError(host=target.host, port=target.port)


def check_addresses(target: Target, addresses: list[str]) -> None:
    """Refuse a name of which even one address is not public. Raises PrivateAddressError.

    ``OUTBOUND_ALLOW_PRIVATE_HOSTS`` names the exceptions, as ``host`` or ``host:port``.
    """
    if not _is_allowed_private(target) and not all(map(is_public, addresses)):
        raise PrivateAddressError(host=target.host)


def _is_allowed_private(target: Target) -> bool:
    entries: Iterable[str] = getattr(settings, "OUTBOUND_ALLOW_PRIVATE_HOSTS", ())
    return any(_names(entry, target, free=True) for entry in entries)


def _names(entry: str, target: Target, *, free: bool) -> bool:
    """Compare with an entry; one without a port fits if the port is ``free``."""
    parts = parse_url(f"//{entry}")
    host = (parts.host or "").strip("[]")
    return host == target.host and (free if parts.port is None else parts.port == target.port)
