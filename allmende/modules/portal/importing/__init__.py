"""Take over foreign news: the same feed again changes only what has changed at its source.

Rules: an item is known by its number at the source; its checksum tells whether it changed.
What an editor has edited, hidden or merged here since is left alone. Nothing is ever deleted.
A broken item is reported by name and the rest goes on. Pictures are fetched before anything is
written, so that a slow host never holds up the editors.
"""

from allmende.modules.portal.importing.report import Report
from allmende.modules.portal.importing.run import import_feed

__all__ = ["Report", "import_feed"]
