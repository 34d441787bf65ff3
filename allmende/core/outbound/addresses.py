"""Which addresses on the network are public, and which ones a name has."""

import queue
import socket
import threading
from ipaddress import (
    IPv4Address,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from allmende.core.outbound.deadline import Deadline
from allmende.core.outbound.errors import NameNotFoundError, TimedOutError

# Well-known prefixes of NAT64 (RFC 6052, RFC 8215): the last 32 bits are an IPv4 address.
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# IETF protocol assignments; some releases of Python call parts of it global (RFC 6890).
_SPECIAL = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"), ip_network("2001::/23"))


def is_public(text: str) -> bool:
    """Return whether an IP address belongs to a host in the public internet.

    Private, loopback, link-local (cloud metadata!), shared, multicast, reserved and
    documentation addresses are not; nor are IPv6 addresses that carry such an IPv4 address
    (mapped, 6to4, Teredo, NAT64). Source: the IANA special-purpose registries (RFC 6890).
    """
    address = ip_address(text)
    if any(address in network for network in _SPECIAL if network.version == address.version):
        return False
    if isinstance(address, IPv6Address):
        return _is_global(address) and all(_is_global(inner) for inner in _carried(address))
    return _is_global(address)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address.is_site_local or address.scope_id:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IPv6Address) -> list[IPv4Address]:
    carried = [address.sixtofour] if address.sixtofour else []
    if any(address in network for network in _NAT64):
        carried.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return carried


def look_up(host: str, port: int, *, deadline: Deadline) -> list[str]:
    """Return the IP addresses of a name, in the order of the system's preference.

    In a thread of its own, because the resolver of the system knows no time limit. Raises
    NameNotFoundError, TimedOutError.
    """
    answer: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    threading.Thread(
        target=lambda: answer.put(_resolve(host, port)), name="outbound-look-up", daemon=True
    ).start()
    try:
        found = answer.get(timeout=deadline.remaining())
    except queue.Empty:
        raise TimedOutError(host=host) from None
    if not found:
        raise NameNotFoundError(host=host)
    return found


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
