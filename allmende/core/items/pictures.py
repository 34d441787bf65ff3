"""The sizes that the pictures of an item need."""

from typing import Any

from allmende.core.items.references import named_in
from allmende.core.media.models import Picture
from allmende.core.media.sizes import BODY, FOR_TOP
from allmende.core.media.tasks import draw
from allmende.core.tasks import later


def order_sizes(item: Any) -> None:
    """Have the sizes made that a published item needs: in the background."""
    if item.lead_picture_id:
        later(draw, item.lead_picture_id, list(FOR_TOP))
    for picture in dict.fromkeys(named_in(item, Picture)):
        later(draw, picture, list(BODY))
