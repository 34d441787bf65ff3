"""Entries grow old: their people are asked once a year, and after two years readers see them no more."""

from collections import defaultdict
from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import override

from allmende.core.cache.tags import changed
from allmende.core.kit.dates import today
from allmende.core.modules.switchboard import is_on
from allmende.core.notify.domain import post
from allmende.core.towns.models import Town
from allmende.modules.directory.choices import OF_ORGANISATIONS
from allmende.modules.directory.domain import confirm_entry
from allmende.modules.directory.domain.claims import LinkIsOver
from allmende.modules.directory.mails import ASK, HIDDEN
from allmende.modules.directory.models import Entry, EntryQuerySet
from allmende.modules.directory.queries import ASK_AFTER, HIDE_AFTER, directory_tag, true_until

SALT = "directory.confirm"
HOLDS = timedelta(days=120)
#: The question and two reminders, a month between them.
MOST_ASKED = 3
BETWEEN = timedelta(days=30)
#: Questions of one night; the rest follows the next one.
A_NIGHT = 300


def ask_and_hide(day: date | None = None) -> None:
    """What the clock does with the directory on a day. May run twice."""
    day = day or today()
    for entry in _to_ask(day):
        if is_on(entry.town, "directory"):
            _ask(entry, day)
    _tell_hidden(day)


def _third_parties() -> EntryQuerySet:
    found = Entry.objects.filter(kind__in=OF_ORGANISATIONS, is_public=True)
    return found.select_related("town", "organisation")


def _to_ask(day: date) -> list[Entry]:
    """Entries a year old that can be asked and have not been asked too often or too lately."""
    old = _third_parties().filter(true_until(day - ASK_AFTER), ~true_until(day - HIDE_AFTER))
    open_ones = old.filter(asked_times__lt=MOST_ASKED).exclude(asked_on__gt=day - BETWEEN)
    return list(open_ones.exclude(organisation__email_on_file="").order_by("pk")[:A_NIGHT])


@transaction.atomic
def _ask(entry: Entry, day: date) -> None:
    entry.asked_times, entry.asked_on = entry.asked_times + 1, day
    entry.save(update_fields=["asked_times", "asked_on"])
    with override("de"):
        context = {
            "name": entry.name,
            "since": date_format(entry.last_true, "j.n.Y"),
            "hides": date_format(entry.last_true + HIDE_AFTER, "j.n.Y"),
            "link": f"{entry.town.base_url}{entry.path}stimmt/{token_for(entry)}/",
        }
    key = f"directory.ask:{entry.pk}:{entry.last_true}:{entry.asked_times}"
    address = entry.organisation.email_on_file if entry.organisation else ""
    post(template=ASK, to=address, town=entry.town, context=context, key=key)


def token_for(entry: Entry) -> str:
    """Word in the link of a question; worthless once the entry has been confirmed."""
    return signing.dumps({"e": entry.pk, "t": str(entry.last_true)}, salt=SALT)


def entry_of_token(*, town: Town, slug: str, token: str) -> Entry:
    """The entry a question was about, on the site of its town. Raises LinkIsOver."""
    try:
        told = signing.loads(token, salt=SALT, max_age=HOLDS)
        pk, true_on = told["e"], told["t"]
    except (signing.BadSignature, KeyError, TypeError) as error:
        raise LinkIsOver(slug) from error
    found = Entry.objects.filter(pk=pk, town=town, slug=slug, is_public=True).with_all().first()
    if found is None or str(found.last_true) != true_on:
        raise LinkIsOver(slug)
    return found


def confirm_by_link(*, town: Town, slug: str, token: str) -> Entry:
    """The organisation says that its entry is still true. Raises LinkIsOver the second time."""
    entry = entry_of_token(town=town, slug=slug, token=token)
    confirm_entry(entry=entry)
    return entry


@transaction.atomic
def _tell_hidden(day: date) -> None:
    """Give each town one list of what readers no longer see since the last time."""
    gone = _third_parties().filter(true_until(day - HIDE_AFTER), hidden_on=None)
    by_town: dict[Town, list[Entry]] = defaultdict(list)
    for entry in gone.order_by("town", "name"):
        by_town[entry.town].append(entry)
    for town, entries in by_town.items():
        Entry.objects.filter(pk__in=[one.pk for one in entries]).update(hidden_on=day)
        changed(directory_tag(town.pk))
        if town.email and is_on(town, "directory"):
            _tell_town(town, entries, day)


def _tell_town(town: Town, entries: list[Entry], day: date) -> None:
    link = f"{town.base_url}/verwaltung/verzeichnis/{town.slug}/?stand=verborgen"
    context = {"names": [one.name for one in entries[:100]], "link": link}
    key = f"directory.hidden:{town.pk}:{day}"
    post(template=HIDDEN, to=town.email, town=town, context=context, key=key)
