from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "allmende.core.audit"
    label = "audit"
    verbose_name = _("Log of deeds")

    def ready(self) -> None:
        from allmende.core.audit import receivers  # noqa: F401
