"""What readers of a town see of the directory, and what its editors see."""

from datetime import date, timedelta

from django.db.models import Case, Q, When

from allmende.core.cache.tags import shows
from allmende.core.kit.dates import today
from allmende.core.kit.text import german_slug
from allmende.core.modules.switchboard import SWITCHES_TAG, is_on
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, all_towns, partners_of
from allmende.modules.directory.choices import OF_ORGANISATIONS, EntryKind, Level
from allmende.modules.directory.models import Claim, Entry, EntryQuerySet, ImportRun
from allmende.shared.organisations.queries import organisations_tag
from allmende.shared.places.queries import places_tag

#: After these days without a word an entry is asked about, and one of a third party hidden.
ASK_AFTER = timedelta(days=365)
HIDE_AFTER = timedelta(days=730)


#: Offices before all others, then by name.
OFFICES_FIRST = (Case(When(kind=EntryKind.OFFICE, then=0), default=1), "name", "pk")


def directory_tag(town_id: int) -> str:
    return f"directory:{town_id}"


def folded(text: str) -> str:
    """Words in small letters without umlauts, with single blanks: ``grosse strasse 3``."""
    return german_slug(text, max_length=10_000).replace("-", " ")


def entries_of(town: Town) -> EntryQuerySet:
    """All entries of a town, for its editors; offices first."""
    return Entry.objects.filter(town=town).with_all().order_by(*OFFICES_FIRST)


def readable(day: date | None = None) -> Q:
    """What readers may see on a day: public, and if of third parties, confirmed lately enough."""
    oldest = (day or today()) - HIDE_AFTER
    return Q(is_public=True) & (~true_until(oldest) | ~Q(kind__in=OF_ORGANISATIONS))


def true_until(day: date) -> Q:
    """Entries nobody has said to be true after a day."""
    return Q(confirmed_on__lte=day) | Q(confirmed_on=None, created_on__lte=day)


def shown_in(town: Town) -> EntryQuerySet:
    """Entries readers of a town see: its own, those partners share, and its administration's."""
    ours = Q(town=town)
    shared = Q(is_shared=True, town__in=[other.pk for other in _partners(town)])
    found = ours | shared
    if town.authority_id:
        served = [one.pk for one in all_towns() if one.authority_id == town.authority_id]
        on = [pk for pk in served if pk == town.pk or _is_on(pk)]
        found |= Q(level=Level.AUTHORITY, authority=town.authority_id, town__in=on)
    return Entry.objects.filter(readable(), found).with_all()


def _partners(town: Town) -> list[Town]:
    return [other for other in partners_of(town) if is_on(other, "directory")]


def _is_on(town_id: int) -> bool:
    return any(one.pk == town_id and is_on(one, "directory") for one in all_towns())


def own_shown(town: Town) -> EntryQuerySet:
    """What a town itself shows of its own entries."""
    return Entry.objects.filter(readable(), town=town).with_all()


def show_directory(town: Town) -> None:
    """Say what a page with entries depends on: the directories of all towns it may show."""
    shows(TOWNS_TAG, SWITCHES_TAG)
    for other in {town.pk: town, **{one.pk: one for one in all_towns()}}:
        shows(directory_tag(other), places_tag(other), organisations_tag(other))


def having_words(entries: EntryQuerySet, query: str) -> EntryQuerySet:
    """Entries that have all words of a question somewhere."""
    for word in folded(query).split()[:8]:
        entries = entries.filter(words__contains=word)
    return entries


def hidden_by_age(town: Town) -> EntryQuerySet:
    """Entries of third parties nobody has confirmed for 24 months: readers do not see them."""
    public = Entry.objects.filter(town=town, is_public=True)
    return public.exclude(pk__in=own_shown(town).values("pk")).with_all()


def wants_look(town: Town, day: date | None = None) -> EntryQuerySet:
    """Entries of the town itself that nobody has looked at for a year."""
    since = (day or today()) - ASK_AFTER
    own = Entry.objects.filter(true_until(since), town=town, is_public=True)
    return own.exclude(kind__in=OF_ORGANISATIONS).with_all()


def offices_of(town: Town) -> EntryQuerySet:
    return entries_of(town).filter(kind=EntryKind.OFFICE)


def waiting_claims(town: Town) -> "list[Claim]":
    """Claims about which the town has to decide, the oldest first."""
    from allmende.modules.directory.choices import ClaimState

    found = Claim.objects.filter(entry__town=town, state=ClaimState.WAITING)
    return list(found.select_related("entry", "entry__organisation").order_by("used_at")[:100])


def runs_of(town: Town) -> "list[ImportRun]":
    return list(ImportRun.objects.filter(town=town).defer("rows")[:20])
