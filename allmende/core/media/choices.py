"""Closed lists about pictures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RightsScope(TextChoices):
    """How far a picture may travel (domain.md § 3.2, rule 6)."""

    TOWN = "town", _("Only this town")
    ALLIANCE = "alliance", _("All towns of the alliance")
    OPEN = "open", _("Open licence (everyone)")


class DocumentFault(TextChoices):
    """What keeps people from reading a document; the first two leave them with nothing."""

    SCANNED = (
        "scanned",
        _(
            "This PDF consists of pictures of pages: nothing in it can be read aloud, searched or"
            " enlarged. If you have the text, save it as a PDF from your word processor."
        ),
    )
    UNREADABLE = (
        "unreadable",
        _(
            "We cannot look into this PDF; it may be damaged. Open it once yourself before you"
            " publish it."
        ),
    )
    UNTAGGED = (
        "untagged",
        _(
            "This PDF does not say what is a heading and what is a table. Switch on “tagged PDF” when"
            " you save it."
        ),
    )
    NO_LANGUAGE = (
        "no_language",
        _(
            "This PDF does not say which language it is in. Set the language in your word processor."
        ),
    )
    NO_TITLE = "no_title", _("This PDF has no title of its own. Fill it in under file, properties.")
