from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownsConfig(AppConfig):
    name = "allmende.core.towns"
    label = "towns"
    verbose_name = _("Towns")

    def ready(self) -> None:
        from allmende.core.towns import receivers  # noqa: F401
