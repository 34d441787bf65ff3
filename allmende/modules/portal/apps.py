from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import HouseModule


class PortalModule(HouseModule):
    name = "allmende.modules.portal"
    label = "portal"
    verbose_name = _("News and pages")
    summary = _("News and press of the town, shared between towns, and its standard pages.")
    url_prefix = "aktuelles"
