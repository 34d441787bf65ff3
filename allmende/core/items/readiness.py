"""What must be there before readers see an item (NEWS-a). Forms ask the same, field by field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from allmende.core.items.models import Item

DESCRIBE = _("Please describe the picture in one sentence, or mark it as decorative.")


def require_ready(page: Item) -> None:
    """Raise ValidationError when a page of any type is not fit for readers yet."""
    page.full_clean()
    if lacks_description(page):
        raise ValidationError({"lead_picture_alt": DESCRIBE})
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            _require_sound_blocks(getattr(page, field.name))


def lacks_description(page: Item) -> bool:
    """Whether the picture says nothing to people who cannot see it."""
    described = page.lead_picture_alt.strip() or page.lead_picture_is_decorative
    return page.lead_picture_id is not None and not described


def _require_sound_blocks(value: Any) -> None:
    value.stream_block.clean(value)
