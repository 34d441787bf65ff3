from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "allmende.core.modules"
    label = "modules"
    verbose_name = _("Modules")

    def ready(self) -> None:
        from allmende.core.modules import receivers  # noqa: F401
