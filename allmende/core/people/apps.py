from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "allmende.core.people"
    label = "people"
    verbose_name = _("People and roles")

    def ready(self) -> None:
        from allmende.core.people import receivers  # noqa: F401
