"""Who writes and may not publish hears by mail what became of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allmende.core.items.models import Item, Submission
from allmende.core.modules.contract import MailTemplate
from allmende.core.notify.domain import post
from allmende.core.people.models import User
from allmende.modules.portal.pages import NewsPage

PUBLISHED = MailTemplate(
    key="portal.published",
    label=_("Submitted news is published"),
    subject=_("“%(title)s” is published"),
    template="portal/mails/published.txt",
)
SENT_BACK = MailTemplate(
    key="portal.sent_back",
    label=_("Submitted news comes back"),
    subject=_("“%(title)s” is not published yet"),
    template="portal/mails/sent_back.txt",
)


def tell_published(item: Item, by: User | None) -> None:
    """Tell who submitted it, once per submission; nobody hears of what they published themselves."""
    row = _last_submission(item)
    if row and row.submitted_by and row.submitted_by != by and row.submitted_by.email:
        values = {"title": item.title, "link": f"{item.get_full_url()}"}
        key = f"portal.published:{row.pk}"
        post(template=PUBLISHED, to=row.submitted_by, town=item.town, context=values, key=key)


def tell_sent_back(item: Item, reason: str) -> None:
    """Tell who submitted it what is missing, and where to go on."""
    row = _last_submission(item)
    if row and row.submitted_by and row.submitted_by.email and item.town:
        link = item.town.base_url + reverse("wagtailadmin_pages:edit", args=[item.pk])
        values = {"title": item.title, "reason": reason, "link": link}
        key = f"portal.sent_back:{row.pk}"
        post(template=SENT_BACK, to=row.submitted_by, town=item.town, context=values, key=key)


def _last_submission(item: Item) -> Submission | None:
    """The newest submission of a news item; of other kinds none."""
    if not NewsPage.objects.filter(pk=item.pk).exists():
        return None
    return Submission.objects.filter(item=item.pk).select_related("submitted_by").first()
