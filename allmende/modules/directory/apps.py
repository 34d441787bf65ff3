from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import HouseModule


class DirectoryModule(HouseModule):
    name = "allmende.modules.directory"
    label = "directory"
    verbose_name = _("Directory")
    summary = _("Offices, associations, businesses and sights: who is responsible, is it open?")
    url_prefix = "verzeichnis"
