"""The small world of the browser tests: the demo's towns and people, and 27 news.

Run as a program with ALLMENDE_DATA_DIR set: it makes the tables, the static files and the
world. Days are fixed and lie in the past, so every address is known beforehand (``pages``).
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

SHORT_NEWS = 12
#: What others offer to Sömmerda; none of it is taken by a rule, all of it waits.
OFFERS = (
    ("buttstaedt", "pferdemarkt", "Pferdemarkt mit neuem Festplatz", "wirtschaft"),
    ("buttstaedt", "buecherei", "Bücherei öffnet wieder samstags", "bildung-familie"),
    ("kindelbrueck", "quelle", "Gründelsloch: Steg wird erneuert", "umwelt-energie"),
    ("rastenberg", "waldbad", "Waldbad sucht Rettungsschwimmer", "sport-freizeit"),
    ("straussfurt", "kraniche", "Kraniche rasten am Rückhaltebecken", "tourismus"),
    ("buttstaedt", "chor", "Chor lädt zum Mitsingen ein", "kultur"),
    ("buttstaedt", "flohmarkt", "Flohmarkt im Camposanto", "kultur"),
    ("kindelbrueck", "backhaus", "Backhaus heizt am ersten Mai", "kultur"),
    ("rastenberg", "wanderweg", "Wanderweg neu beschildert", "tourismus"),
)


def main() -> int:
    steps = [["migrate", "--noinput", "-v0"], ["collectstatic", "--noinput", "-v0"]]
    running = [subprocess.Popen([sys.executable, "manage.py", *step]) for step in steps]
    if sum(process.wait() for process in running):
        return 1
    import django

    django.setup()
    _fill()
    return 0


def _fill() -> None:
    from django.db import transaction

    from allmende.core.exchange import demo as exchange_demo
    from allmende.core.items.categories import ensure_categories
    from allmende.core.people import demo as people_demo
    from allmende.core.towns import demo as towns_demo
    from allmende.core.towns.models import Town

    with transaction.atomic():
        ensure_categories()
        towns_demo.build()
        for town in Town.objects.order_by("pk"):
            _open(town)
        people_demo.build()
        exchange_demo.build()
        towns = {town.slug: town for town in Town.objects.all()}
        _news(towns)
        _weather(towns)
        _directory()
        _events(towns)


def _directory() -> None:
    from allmende.modules.directory.demo import build

    build()


def _events(towns: dict[str, Any]) -> None:
    """A series, one of last year to be taken again, one called off, one of a neighbour."""
    from allmende.core.exchange.domain import accept
    from allmende.core.exchange.models import Placement
    from allmende.core.items.choices import OfferTo
    from allmende.core.items.domain import cancel
    from allmende.modules.events.choices import Lane, Price, Repeats
    from allmende.modules.events.domain import publish_event

    town, now = towns["soemmerda"], datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    publish_event(
        town=town, title="Chorprobe zum Zuhören", slug="chorprobe", repeats=Repeats.WEEKLY,
        starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, hours=2),
        summary="Die Tür ist offen.", place_text="Volkshaus", price=Price.FREE,
        organiser_text="Chor am Fluss", contact_name="Chorleitung",
    )  # fmt: skip
    publish_event(
        town=town, title="Backhausfest", slug="backhausfest", place_text="Anger",
        starts_at=now - timedelta(days=360), ends_at=now - timedelta(days=360, hours=-4),
    )  # fmt: skip
    publish_event(
        town=town, title="Wochenmarkt", slug="wochenmarkt", starts_at=now + timedelta(days=1),
        repeats=Repeats.WEEKLY, lane=Lane.ROUTINE, place_text="Obermarkt",
    )  # fmt: skip
    off = publish_event(
        town=town, title="Fackelzug", slug="fackelzug", starts_at=now + timedelta(days=4)
    )
    cancel(item=off.item_ptr, reason="Es ist zu trocken.")
    theirs = publish_event(
        town=towns["buttstaedt"], title="Lichterfest", slug="lichterfest",
        starts_at=now + timedelta(days=3), offer_to=OfferTo.ALL,
    )  # fmt: skip
    accept(placement=Placement.objects.get(item=theirs.pk, town=town), by=None)


def _weather(towns: dict[str, Any]) -> None:
    """Invented for all, five hours old in one town, and not there yet in another."""
    from django.db.models import F

    from allmende.modules.weather.domain import invent_all
    from allmende.modules.weather.models import Forecast, Observation, Retrieval

    invent_all()
    late = timedelta(hours=5)
    old = {"town": towns["kindelbrueck"]}
    Observation.objects.filter(**old).update(observed_at=F("observed_at") - late)
    Retrieval.objects.filter(**old).update(warnings_at=F("warnings_at") - late)
    for table in (Observation, Forecast, Retrieval):
        table.objects.filter(town=towns["wundersleben"]).delete()


def _open(town: Any) -> None:
    from allmende.core.items.models import Home
    from allmende.core.items.sites import found_site
    from allmende.core.modules.domain import switch_on
    from allmende.core.modules.switchboard import all_modules
    from allmende.modules.portal.domain import open_newsroom

    found_site(town=town, home=Home(title=town.name, slug=town.slug))
    for module in all_modules():
        switch_on(town=town, label=module.label)
    open_newsroom(town=town)


def _news(towns: dict[str, Any]) -> None:
    from allmende.core.items.choices import OfferTo, SourceKind
    from allmende.core.items.domain import cancel, correct, withdraw

    town = towns["soemmerda"]
    for number in range(SHORT_NEWS):
        year, title = 2024 + number % 2, f"Kurz gemeldet, Folge {number + 1}"
        _publish(town, f"kurz-{number + 1}", title, year=year, summary="Zwei Sätze genügen.")
    _full(town, _picture(town, "bridge", "bruecke"))
    party = {"source_kind": SourceKind.ASSOCIATION, "author_unit": "Heimatverein"}
    _publish(town, "sommerfest", "Sommerfest im Vereinsgarten", category="vereine", **party)
    reading = _publish(town, "lesung", "Lesung im Bürgerzentrum", offer_to=OfferTo.ALL)
    cancel(item=reading.item_ptr, reason="Die Autorin ist erkrankt.")
    market = _publish(town, "markt", "Wochenmarkt zieht um")
    withdraw(item=market.item_ptr, reason="Der Umzug findet nicht statt.")
    closed = {"urgent_until": datetime.now(UTC) + timedelta(days=3)}
    wrong = _publish(town, "sperrung", "Bahnübergang gesperrt", category="bauen-verkehr", **closed)
    correct(item=wrong.item_ptr, note="Die Sperrung beginnt um 7 Uhr, nicht um 6 Uhr.")
    for slug, name, title, category in OFFERS:
        lead = {"pferdemarkt": "horses", "waldbad": "pool"}.get(name)
        pictures = {"lead_picture": _picture(towns[slug], lead, name)} if lead else {}
        words = {"lead_picture_alt": f"Zeichnung zu: {title}"} if lead else {}
        more = {"offer_to": OfferTo.ALL, "category": category} | pictures | words
        _publish(towns[slug], name, title, summary="Alle Orte sind eingeladen.", **more)
    _publish(towns["allianz"], "radweg", "Ein Radweg für fünf Orte", offer_to=OfferTo.ALL)
    _pages(town)


def _full(town: Any, picture: Any) -> Any:
    """One item with everything an item can have."""
    from allmende.core.items.choices import OfferTo
    from allmende.core.towns.models import Village

    return _publish(
        town,
        "bruecke",
        "Neue Brücke über die Unstrut freigegeben",
        category="bauen-verkehr",
        kicker="Verkehr",
        summary="Nach zwei Jahren Bauzeit rollen wieder Räder über den Fluss.",
        offer_to=OfferTo.ALL,
        lead_picture=picture,
        lead_picture_alt="Zeichnung einer Brücke über einen Fluss",
        body=(
            {"type": "paragraph", "text": "Die Brücke ist 42 Meter lang und trägt zwei Radwege."},
            {"type": "heading", "text": "Wer darf hinüber", "level": 2},
            {"type": "list", "items": ["Menschen zu Fuß", "Fahrräder", "Linienbusse"]},
            {"type": "table", "rows": [["Monat", "Fahrten"], ["Mai", "1 200"], ["Juni", "1 450"]],
             "caption": "Gezählte Fahrten"},
            {"type": "quote", "text": "Endlich kein Umweg mehr.", "source": "Eine Anwohnerin"},
            {"type": "hint", "text": "Bis Jahresende gilt Tempo 20."},
        ),
        easy_text="Die Brücke ist fertig.\nSie können wieder über den Fluss gehen.",
        english_title="New bridge across the Unstrut opened",
        english_text="After two years of work, wheels roll across the river again.",
        author_unit="Bauamt",
        contact_name="Bauamt",
        contact_phone="03634 000-120",
        contact_email="bauamt@soemmerda.example.org",
        topics=["Brücke", "Radweg"],
        villages=list(Village.objects.filter(town=town, name="Leubingen")),
    )  # fmt: skip


def _publish(
    town: Any, slug: str, title: str, *, year: int = 2025, category: str = "kultur",
    body: Any = (), **fields: Any,
) -> Any:  # fmt: skip
    from allmende.core.items.models import Category
    from allmende.modules.portal.blocks import to_body
    from allmende.modules.portal.domain import publish_news

    text = body or ({"type": "paragraph", "text": f"{title}. Mehr dazu in den nächsten Tagen."},)
    return publish_news(
        town=town,
        title=title,
        slug=slug,
        body=to_body(text),
        at=datetime(year, 5, 6, 10, 0, tzinfo=UTC),
        category=Category.objects.get(slug=category),
        **fields,
    )


def _picture(town: Any, motif: str, name: str) -> Any:
    from django.core.files.images import ImageFile

    from allmende.core.media.choices import RightsScope
    from allmende.core.media.models import Picture, TownCollection
    from allmende.modules.portal.demo.drawing import draw

    folder = TownCollection.objects.get(town=town).collection
    picture = Picture(
        title=name,
        default_alt=f"Zeichnung: {motif}",
        credit="Zeichnung: Allmende",
        rights_scope=RightsScope.ALLIANCE,
        collection=folder,
    )
    picture.file = ImageFile(BytesIO(draw(motif, seed=7, size=(1280, 800))), name=f"{name}.jpg")
    picture.save()
    return picture


def _pages(town: Any) -> None:
    from allmende.core.items.sites import home_of

    hall = _page(home_of(town), "rathaus", "Rathaus", "Was das Rathaus für Sie tut.")
    _page(hall, "ausweis", "Ausweis und Meldewesen", "Was Sie mitbringen müssen.")


def _page(parent: Any, slug: str, title: str, text: str) -> Any:
    from allmende.modules.portal.blocks import to_body
    from allmende.modules.portal.pages import StandardPage

    body = to_body([{"type": "paragraph", "text": text}])
    page = StandardPage(title=title, slug=slug, summary=text, body=body, show_in_menus=True)
    page.easy_text = "Im Rathaus hilft man Ihnen."
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return page


if __name__ == "__main__":
    sys.exit(main())
