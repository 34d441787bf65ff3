"""Addresses of items that stand on a shelf (news, events): year and slug, and what once led there."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from allmende.core.items.models import Item


def free_slug(shelf: Item, wished: str) -> str:
    """First free slug on a shelf: as wished, else with a number."""
    beside = shelf.get_children()
    if not beside.filter(slug=wished).exists():  # by index, however long the shelf is
        return wished
    taken = set(beside.filter(slug__startswith=f"{wished}-").values_list("slug", flat=True))
    return next(f"{wished}-{n}" for n in range(2, len(taken) + 3) if f"{wished}-{n}" not in taken)


def settle_address(page: Item, *, old_path: str) -> None:
    """After publishing: let the path follow year and slug, and the old path lead to the new."""
    shelf = page.get_parent()
    new = f"{shelf.url_path}{page.year}/{page.slug}/"
    if page.url_path != new:
        Item.objects.filter(pk=page.pk).update(url_path=new)
        page.url_path = new
    if old_path and old_path != page.local_path():
        lead_old_address(page, old_path)


def lead_old_addresses(page: Item, *, old_path: str) -> None:
    """A page moved to another address, and every page below it with it."""
    for moved in (page, *page.get_descendants().live()):
        rest = moved.local_path().removeprefix(page.local_path())
        lead_old_address(moved, f"{old_path}{rest}")


def lead_old_address(page: Item, old_path: str) -> None:
    """Let an address that was once in the world lead to the item (NEWS-6)."""
    site = Site.objects.filter(root_page__in=page.get_ancestors()).first()
    path = Redirect.normalise_path(old_path)
    Redirect.objects.filter(site=site, old_path=Redirect.normalise_path(page.local_path())).delete()
    Redirect.objects.update_or_create(
        site=site, old_path=path, defaults={"redirect_page_id": page.pk, "is_permanent": True}
    )
