from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "allmende.site"
    label = "site"
    verbose_name = _("What people see")

    def ready(self) -> None:
        from allmende.site import receivers  # noqa: F401
