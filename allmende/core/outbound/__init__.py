"""Ask other hosts for something: one careful function instead of a client in every module.

What the other rooms use: ``fetch``, ``Fetched``, ``OutboundError``. See README.md.
"""

from allmende.core.outbound.errors import OutboundError
from allmende.core.outbound.fetching import Fetched, fetch

__all__ = ["Fetched", "OutboundError", "fetch"]
