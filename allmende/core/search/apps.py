"""Find things: German words, the same hits on every database, never more than a reader may see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "allmende.core.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from allmende.core.search import receivers  # noqa: F401
