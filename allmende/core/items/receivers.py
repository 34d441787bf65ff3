"""Publishing and unpublishing move the page tags and write the log."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.signals import page_published, page_unpublished

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.items.domain import close_submission
from allmende.core.items.four_eyes import is_released_alone
from allmende.core.items.models import Category, Item
from allmende.core.items.pictures import order_sizes
from allmende.core.items.queries import MENUS_TAG, list_tag
from allmende.core.items.signals import item_changed, released_alone
from allmende.core.people.models import User


@receiver(page_published)
def after_publish(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Keep the day of a correction, and tell everybody.

    Wagtail sends this signal also when a page is only scheduled: nothing has happened yet.
    """
    if not instance.live:
        return
    update: dict[str, Any] = {}
    if instance.withdrawn_at is not None:
        update |= {"withdrawn_at": None, "withdraw_reason": ""}
    if instance.correction_note and _note_is_new(instance):
        update["corrected_at"] = timezone.now()
    if update:
        Item.objects.filter(pk=instance.pk).update(**update)
    for name, value in update.items():
        setattr(instance, name, value)
    by = getattr(revision, "released_by", None) or getattr(revision, "user", None)
    is_alone = by is not None and is_released_alone(instance, by)
    close_submission(item=instance, by=by)
    order_sizes(instance)
    _log(instance, "publish", by, getattr(revision, "pk", None))
    if is_alone:
        released_alone.send(Item, item=instance, by=by)


@receiver(page_unpublished)
def after_unpublish(instance: Any, **_kwargs: Any) -> None:
    _log(instance, "unpublish", _who_unpublished(instance), None)


def _who_unpublished(page: Any) -> Any:
    """Wagtail's signal does not say who did it; the entry it has just made in its own log does."""
    entries = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish")
    entry = entries.order_by("-pk").first()
    return User.objects.filter(pk=entry.user_id).first() if entry else None


def _note_is_new(instance: Any) -> bool:
    """Whether the note differs from the last one that was published."""
    from allmende.core.audit.queries import deeds_about

    base = Item.objects.get(pk=instance.pk)
    last = deeds_about(base).filter(verb__in=["publish", "correct"]).first()
    return last is None or instance.correction_note not in {
        last.after.get("correction_note"),
        last.after.get("note"),
    }


def _log(instance: Any, verb: str, by: Any, revision: int | None) -> None:
    if instance.town is None:
        return
    item = Item.objects.get(pk=instance.pk)
    after = {"title": item.title, "correction_note": item.correction_note, "revision": revision}
    record(verb=verb, town=instance.town, target=item, by=by, after=after)
    changed(item.tag, list_tag(instance.town_id))
    item_changed.send(Item, item=item, deed=verb, by=by)


@receiver([post_save, post_delete])
def pages_changed(sender: type, instance: Any, **_kwargs: Any) -> None:
    """Anything else that is saved (menus, order, deletion) moves the tags too."""
    if issubclass(sender, Item) and instance.town_id:
        changed(
            f"item:{instance.pk}", list_tag(instance.town_id), f"menu:{instance.town_id}", MENUS_TAG
        )
    elif sender is Category:
        changed("categories")
