"""Questions about the portal: of the doctor, and of those who care for its content."""

from collections.abc import Iterator

from django.urls import reverse

from allmende.core.items.queries import visible
from allmende.core.modules.contract import Found
from allmende.core.modules.switchboard import is_on
from allmende.core.towns.models import Town
from allmende.core.towns.queries import all_towns
from allmende.modules.portal.pages import NewsIndex


def towns_without_newsroom() -> list[Town]:
    have = set(NewsIndex.objects.values_list("town_id", flat=True))
    return [town for town in all_towns() if is_on(town, "portal") and town.pk not in have]


def guessed_pictures(town: Town) -> Iterator[Found]:
    """Imported pictures that came without words: taken for decoration, which nobody has decided."""
    guessed = visible().filter(
        town=town,
        imported_from__isnull=False,
        lead_picture__isnull=False,
        lead_picture_is_decorative=True,
    )
    for item in guessed.order_by("-first_published_at"):
        path = reverse("wagtailadmin_pages:edit", args=[item.pk])
        yield Found(f"item:{item.pk}", item.title, path)
