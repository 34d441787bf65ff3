"""A report of a barrier is kept, and the town hears of it by mail."""

from django.db import transaction
from django.urls import reverse

from allmende.core.kit.dates import today
from allmende.core.notify.domain import post
from allmende.core.notify.house_mails import BARRIER
from allmende.core.towns.models import Town
from allmende.site.models import BarrierReport


@transaction.atomic
def report_barrier(*, town: Town, report: BarrierReport) -> None:
    """Keep a report. The mail says that there is one, not what it says: mail is read by many.

    One mail a day is enough: whoever reads the first sees the others at the desk.
    """
    report.town = town
    report.save()
    if town.email:
        link = town.base_url + reverse("desk_barriers", args=[town.slug])
        key = f"barrier:{town.pk}:{today()}"
        post(template=BARRIER, to=town.email, town=town, context={"link": link}, key=key)
