"""News, pages and pictures of the demo world, from our own texts. Fixed seed; run again: no change."""

import json
import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from allmende.core.exchange.domain import accept, decline
from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import offered_to
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import correct
from allmende.core.items.models import Category
from allmende.core.items.sites import home_of
from allmende.core.kit.dates import BERLIN
from allmende.core.media.choices import RightsScope
from allmende.core.media.encoding import SUFFIX
from allmende.core.media.models import Picture, Rendition, TownCollection
from allmende.core.media.queries import filter_of
from allmende.core.media.sizes import FIRST, FOR_TOP, specs, split
from allmende.core.modules.switchboard import is_on
from allmende.core.towns.models import Town, Village
from allmende.modules.portal.blocks import to_body
from allmende.modules.portal.demo.cases import build_cases, change_what_was_taken
from allmende.modules.portal.demo.pool import SIZE, Drawn, Size, drawn
from allmende.modules.portal.domain import open_newsroom, publish_news
from allmende.modules.portal.pages import NewsPage, StandardPage

TEXTS = Path(__file__).parent / "texts"
#: The day the texts were written for: weekdays and dates in them fit to it.
TODAY = date(2026, 11, 21)
SEED = 1150
#: How many offers still wait in whose inbox.
WAITING = {"soemmerda": 6, "buttstaedt": 5, "straussfurt": 4, "rastenberg": 3}

Entry = dict[str, Any]


def build() -> None:
    """Fill every town that has the portal on and no news yet."""
    towns = [town for town in Town.objects.all() if is_on(town, "portal")]
    empty = [town for town in towns if not NewsPage.objects.filter(town=town).exists()]
    if not empty:
        return
    entries = sorted(_entries(empty), key=lambda pair: -pair[1]["days_ago"])
    wishes = [(entry["motif"], number) for number, (_, entry) in enumerate(entries)]
    pictures = drawn(wishes, [name for name in specs(FOR_TOP) if name != FIRST])
    for number, ((town, entry), picture) in enumerate(zip(entries, pictures, strict=True)):
        _publish(town, entry, number, picture)
    for town in empty:
        _pages(town)
    build_cases(empty)
    _decide()
    change_what_was_taken(empty)


def _entries(towns: Iterable[Town]) -> list[tuple[Town, Entry]]:
    found = []
    for town in towns:
        open_newsroom(town=town)
        file = TEXTS / f"{town.slug}.json"
        if file.exists():
            found += [(town, entry) for entry in json.loads(file.read_text())]
    return found


def _publish(town: Town, entry: Entry, number: int, drawing: Drawn) -> None:
    rng = random.Random(SEED + number)
    at = _moment(entry["days_ago"], rng)
    page = publish_news(
        town=town,
        title=entry["title"],
        slug=entry["slug"],
        body=to_body(entry["body"]),
        at=at,
        offer_to=OfferTo(entry["offer"]),
        offer_towns=_neighbours(town) if entry["offer"] == "selection" else (),
        lead_picture=_picture(town, entry, drawing, rng),
        lead_picture_alt=entry["image_alt"],
        kicker=entry["kicker"],
        summary=entry["summary"],
        source_kind=entry["kind"],
        category=Category.objects.get(slug=entry["category"]),
        topics=entry["topics"],
        villages=list(Village.objects.filter(town=town, name=entry.get("village"))),
        urgent_until=timezone.now() + timedelta(days=3) if entry.get("urgent") else None,
        **_people_fields(entry),
    )
    if note := entry.get("correction"):
        correct(item=page.item_ptr, note=note["note"][:300])


def _people_fields(entry: Entry) -> Entry:
    contact, english = entry.get("contact") or {}, entry.get("english") or {}
    return {
        "author_unit": entry["author_unit"],
        "contact_name": contact.get("name", ""),
        "contact_phone": contact.get("phone", ""),
        "contact_email": contact.get("email", ""),
        "easy_text": entry.get("easy") or "",
        "english_title": english.get("title", "")[:120],
        "english_text": "\n".join(filter(None, (english.get("summary"), english.get("text")))),
    }


def _moment(days_ago: int, rng: random.Random) -> datetime:
    """A working hour of that day, not in the future."""
    day = TODAY - timedelta(days=days_ago)
    hour = time(rng.randint(7, 17), rng.choice((0, 10, 15, 30, 45)))
    return min(datetime.combine(day, hour, tzinfo=BERLIN), timezone.now())


def _neighbours(town: Town) -> list[Town]:
    wanted = {"straussfurt", "kindelbrueck"} - {town.slug}
    return list(Town.objects.filter(slug__in=wanted))


def _picture(town: Town, entry: Entry, drawing: Drawn, rng: random.Random) -> Picture:
    folder = TownCollection.objects.get(town=town).collection
    stays_home = entry["offer"] == "nobody" or rng.random() < 0.1  # a tenth
    width, height = SIZE
    picture = Picture(
        title=entry["title"][:200],
        default_alt=entry["image_alt"],
        credit="Zeichnung: Allmende",
        rights_scope=RightsScope.TOWN if stays_home else RightsScope.ALLIANCE,
        collection=folder,
        width=width,
        height=height,
        file_size=len(drawing.jpeg),
    )
    name = picture.get_upload_to(f"{town.slug}-{entry['slug']}.jpg")
    picture.file = _kept(name, drawing.jpeg)  # type: ignore[assignment]
    picture.save()  # makes the first size
    Rendition.objects.bulk_create(_rendition(picture, size) for size in drawing.sizes)
    return picture


def _rendition(picture: Picture, size: Size) -> Rendition:
    """What the house would make of the picture when it comes in."""
    base, form = split(size.spec)
    stem = PurePosixPath(picture.file.name).stem
    return Rendition(
        image=picture,
        filter_spec=size.spec,
        focal_point_key=filter_of(size.spec).get_cache_key(picture),
        width=size.width,
        height=size.height,
        file=_kept(f"images/{stem}.{base}.{SUFFIX[form]}", size.content),
    )


def _kept(name: str, content: bytes) -> str:
    return default_storage.save(name, ContentFile(content))


def _pages(town: Town) -> None:
    for entry in json.loads((TEXTS / "pages.json").read_text()).get(town.slug, ()):
        page = StandardPage(
            title=entry["title"],
            slug=entry["slug"],
            summary=entry["summary"],
            body=to_body(entry["body"]),
            show_in_menus=entry["in_menu"],
        )
        home_of(town).add_child(instance=page)
        page.save_revision(clean=False).publish()


def _decide() -> None:
    """Editors of the demo world answered most offers; the newest still wait."""
    rng = random.Random(SEED)
    for town in Town.objects.order_by("pk"):
        for placement in list(_offered(town))[WAITING.get(town.slug, 0) :]:
            if rng.random() < 0.7:  # most say yes
                accept(placement=placement)
            else:
                decline(placement=placement)


def _offered(town: Town) -> Iterable[Placement]:
    """Inbox of a town, the newest first; the same order at every building."""
    return offered_to(town).order_by("-item__first_published_at", "item__slug")
