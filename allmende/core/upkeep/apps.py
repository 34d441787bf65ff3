from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    name = "allmende.core.upkeep"
    label = "upkeep"
    verbose_name = _("Care of the content")

    def ready(self) -> None:
        from allmende.core.upkeep import receivers  # noqa: F401
