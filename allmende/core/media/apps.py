from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "allmende.core.media"
    label = "media"
    verbose_name = _("Pictures and documents")

    def ready(self) -> None:
        from allmende.core.media import receivers  # noqa: F401
