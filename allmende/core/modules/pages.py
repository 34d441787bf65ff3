"""Base for page types that belong to a module."""

from typing import Any

from allmende.core.items.models import Item
from allmende.core.modules import switchboard


class ModulePage(Item):
    """A page type that editors can use only where its module is switched on."""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        label = cls._meta.app_label
        is_on = parent.town is not None and switchboard.is_on(parent.town, label)
        return bool(is_on and super().can_create_at(parent))
