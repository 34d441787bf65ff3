from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ItemsConfig(AppConfig):
    name = "allmende.core.items"
    label = "items"
    verbose_name = _("Items")

    def ready(self) -> None:
        from allmende.core.items import receivers  # noqa: F401
