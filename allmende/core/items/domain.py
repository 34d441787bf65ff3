"""What can be done with any item, whatever its type."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.audit.domain import record
from allmende.core.audit.queries import deeds_about
from allmende.core.cache.tags import changed
from allmende.core.items.choices import Outcome
from allmende.core.items.models import Item, Submission
from allmende.core.items.queries import list_tag, standing_publications
from allmende.core.items.readiness import require_ready
from allmende.core.items.signals import item_changed, submission_changed
from allmende.core.people.models import User

#: So long a publication can be taken back without a reason.
REGRET = timedelta(minutes=10)
NEEDS_REASON = gettext_lazy("Please say why: readers see this sentence.")


class ReasonMissing(ValueError):
    """A deed that readers will ask about was done without a reason."""

    def __init__(self) -> None:
        super().__init__(NEEDS_REASON)


class TooLate(ValueError):
    """Something is to be undone that readers have seen for too long."""

    def __init__(self) -> None:
        super().__init__(
            _("This can be undone for ten minutes only. Please correct or withdraw the item.")
        )


class NotSubmitted(ValueError):
    """Somebody wants to answer a draft that no longer waits for an answer."""

    def __init__(self) -> None:
        super().__init__(_("This draft no longer waits: somebody has already decided about it."))


@transaction.atomic
def submit(*, item: Item, by: User) -> Submission:
    """Show a draft to the town, which publishes it or sends it back. Twice is once."""
    waiting, is_new = Submission.objects.get_or_create(
        item=Item.objects.get(pk=item.pk), decided_at=None, defaults={"submitted_by": by}
    )
    if is_new:
        _tell_writers(waiting, "submit", by)
    return waiting


@transaction.atomic
def send_back(*, item: Item, reason: str, by: User) -> None:
    """Return a submitted draft to who wrote it, with a sentence that says what is missing.

    Raises ReasonMissing, and NotSubmitted when a colleague was quicker.
    """
    _require(reason)
    waiting = _waiting(item)
    _answer(waiting, Outcome.SENT_BACK, by, reason)
    _tell_writers(waiting, "send_back", by)


@transaction.atomic
def release(*, item: Item, by: User) -> None:
    """Publish a submitted draft as it is, in the name of who releases it.

    Raises NotSubmitted, ValidationError when something that readers need is missing, and
    OtherEyesNeeded when the town wants a second person and ``by`` wrote it.
    Publishing closes the submission (see ``receivers``), however it came about.
    """
    _waiting(item)
    page = item.get_latest_revision_as_object()
    require_ready(page)
    draft = page.get_latest_revision() or page.save_revision(user=page.owner, clean=False)
    draft.publish(user=by)


def close_submission(*, item: Item, by: User | None) -> None:
    """Note that an item which waited for release is published now."""
    for waiting in Submission.objects.filter(item=item.pk, decided_at=None):
        _answer(waiting, Outcome.RELEASED, by, "")


@transaction.atomic
def cancel(*, item: Item, reason: str, by: User | None = None) -> None:
    """Call an item off. It stays where it is, in every town, and says so (rule 3)."""
    _require(reason)
    before = {"cancelled_at": _stamp(item.cancelled_at)}
    Item.objects.filter(pk=item.pk).update(cancelled_at=timezone.now(), cancel_reason=reason)
    _tell(item, "cancel", by, before, {"reason": reason})


@transaction.atomic
def withdraw(*, item: Item, reason: str, by: User | None = None) -> None:
    """Take an item back from everywhere. Its addresses answer 410 and name the origin."""
    _require(reason)
    before = {"live": item.live}
    item.specific.unpublish(user=by)
    Item.objects.filter(pk=item.pk).update(withdrawn_at=timezone.now(), withdraw_reason=reason)
    _tell(item, "withdraw", by, before, {"reason": reason})


@transaction.atomic
def restore(*, item: Item, by: User | None = None) -> None:
    """Undo a cancellation or a withdrawal: readers see the item as it was last published.

    Raises OtherEyesNeeded when the town wants a second person and ``by`` wrote what was withdrawn.
    """
    before = {
        "cancelled_at": _stamp(item.cancelled_at),
        "withdrawn_at": _stamp(item.withdrawn_at),
    }
    nothing = {"cancelled_at": None, "cancel_reason": "", "withdrawn_at": None}
    Item.objects.filter(pk=item.pk).update(**nothing, withdraw_reason="")
    if item.withdrawn_at is not None and (revision := _last_published(item)) is not None:
        revision.publish(user=by)
    _tell(item, "restore", by, before, {})


@transaction.atomic
def take_back(*, item: Item, by: User | None = None) -> None:
    """Undo a publication of the last minutes: the text before it stands again, or none.

    What was written stays as a draft. Raises TooLate when readers have seen it for long.
    """
    publications = list(standing_publications(item)[:2])
    if not publications or timezone.now() - publications[0].at > REGRET:
        raise TooLate
    draft, writer = item.get_latest_revision_as_object(), _last_writer(item)
    before = publications[1].after.get("revision") if len(publications) > 1 else None
    revision = item.revisions.filter(pk=before).first() if before else None
    if revision is not None:
        revision.publish(user=by)
    else:
        item.specific.unpublish(user=by)
    draft.save_revision(user=writer, clean=False)
    _tell(item, "take_back", by, {"revision": publications[0].after.get("revision")}, {})


@transaction.atomic
def correct(*, item: Item, note: str, by: User | None = None) -> None:
    """Mark that a fact was wrong and is right now; readers see the note and the day."""
    _require(note)
    before = {"correction_note": item.correction_note}
    Item.objects.filter(pk=item.pk).update(corrected_at=timezone.now(), correction_note=note)
    _tell(item, "correct", by, before, {"note": note})


@transaction.atomic
def merge(*, keep: Item, drop: Item, by: User | None = None) -> None:
    """Make one item of two (rule 10): the dropped one's addresses lead to the kept one."""
    if keep.pk == drop.pk:
        raise ValueError(_("An item cannot be merged with itself."))
    if keep.merged_into_id is not None:
        raise ValueError(_("The item to keep has itself been merged into another one."))
    Item.objects.filter(pk=drop.pk).update(merged_into=keep)
    _tell(drop, "merge", by, {}, {"into": keep.public_id})
    changed(keep.tag)


def _require(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _last_published(item: Item) -> Any:
    """The revision that readers saw last, if it is still kept."""
    about = deeds_about(Item.objects.get(pk=item.pk)).filter(verb="publish")
    newest = about.values_list("after__revision", flat=True).first()
    kept = item.revisions.filter(pk=newest) if newest else item.revisions.order_by("-pk")
    return kept.first()


def _last_writer(item: Item) -> User | None:
    """Who wrote the latest version: it stays theirs, whoever takes it back."""
    latest = item.get_latest_revision()
    return latest.user if latest else None


def _waiting(item: Item) -> Submission:
    """The open submission of an item, locked until the end of the deed."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("item")
    waiting = rows.filter(item=item.pk, decided_at=None).first()
    if waiting is None:
        raise NotSubmitted
    return waiting


def _answer(waiting: Submission, outcome: Outcome, by: User | None, reason: str) -> None:
    waiting.outcome, waiting.reason, waiting.decided_by = outcome, reason, by
    waiting.decided_at = timezone.now()
    waiting.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])


def _tell_writers(row: Submission, deed: str, by: User) -> None:
    """Log and announce a deed between those who write; readers see nothing of it."""
    after = {"reason": row.reason} if row.reason else {}
    if row.item.town is not None:
        record(verb=deed, town=row.item.town, target=row.item, by=by, after=after)
    submission_changed.send(Item, item=row.item, deed=deed, by=by, reason=row.reason)


def _tell(
    item: Item, deed: str, by: User | None, before: dict[str, Any], after: dict[str, Any]
) -> None:
    item.refresh_from_db()
    if item.town is None:
        return
    record(verb=deed, town=item.town, target=item, by=by, before=before, after=after)
    changed(item.tag, list_tag(item.town.pk))
    item_changed.send(Item, item=item, deed=deed, by=by)


def _stamp(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
