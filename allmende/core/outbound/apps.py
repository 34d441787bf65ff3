"""The room of requests to other hosts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboundConfig(AppConfig):
    """Has no tables; is an app for its German words."""

    name = "allmende.core.outbound"
    label = "outbound"
    verbose_name = _("Requests to other hosts")
