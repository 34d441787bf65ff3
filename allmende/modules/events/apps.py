from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import HouseModule


class EventsModule(HouseModule):
    name = "allmende.modules.events"
    label = "events"
    verbose_name = _("Events")
    summary = _("What is on in town and around: one entry, shown wherever people look.")
    url_prefix = "veranstaltungen"
