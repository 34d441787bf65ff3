from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "allmende.core.exchange"
    label = "exchange"
    verbose_name = _("Sharing between towns")

    def ready(self) -> None:
        from allmende.core.cache.tags import turns_by_the_clock
        from allmende.core.exchange import receivers  # noqa: F401
        from allmende.core.exchange.queries import next_turn

        # Every page names its menu, so every page of a town ends when something of it turns.
        turns_by_the_clock("menu", lambda rest: next_turn(int(rest)))
        turns_by_the_clock("list", lambda rest: next_turn(int(rest)))
