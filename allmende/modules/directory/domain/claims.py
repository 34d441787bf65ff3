"""An organisation takes its entry into its own hands: link by mail, wishes, the town decides.

The link goes to the address the town has on file and to no other. It works once; only a
checksum of its key is kept.
"""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.db import transaction
from django.utils import timezone

from allmende.core.audit.domain import record
from allmende.core.kit.dates import start_of, today
from allmende.core.kit.text import new_code
from allmende.core.notify.domain import post
from allmende.core.towns.models import Town
from allmende.modules.directory.choices import ClaimState
from allmende.modules.directory.domain import Whole, change_entry, confirm_entry
from allmende.modules.directory.mails import CLAIM, CLAIM_DECIDED, CLAIM_WAITS
from allmende.modules.directory.models import Claim, Entry

SALT = "directory.claim"
HOLDS = timedelta(days=7)
#: What an organisation may say of itself. All of it is text.
OF_ENTRY = ("summary",)
OF_ORGANISATION = ("legal_form", "contact_role", "phone", "email", "website", "email_on_file")
WISHES = (*OF_ENTRY, *OF_ORGANISATION)


class NoAddressOnFile(ValueError):
    """The town knows no mail address of the organisation: it has to be called."""


class LinkIsOver(ValueError):
    """The link is too old, was used, or is of another entry. A new one can be asked for."""


@transaction.atomic
def ask_for_link(*, entry: Entry) -> str:
    """Send the link to the address on file; returns the key in it.

    Once a day at most: later on the same day nothing is sent, and the answer is empty.
    Raises NoAddressOnFile.
    """
    address = entry.organisation.email_on_file if entry.organisation else ""
    if not address:
        raise NoAddressOnFile(entry.name)
    now = timezone.now()
    if entry.claims.filter(sent_at__gte=start_of(today())).exists():
        return ""
    key = signing.dumps([entry.pk, new_code(20)], salt=SALT)
    Claim.objects.create(entry=entry, key_hash=_hash(key), sent_at=now)
    link = f"{entry.town.base_url}{entry.path}aendern/{key}/"
    context = {"name": entry.name, "link": link}
    key_of_mail = f"directory.claim:{entry.pk}:{today()}"
    post(template=CLAIM, to=address, town=entry.town, context=context, key=key_of_mail)
    return key


def claim_of(*, town: Town, slug: str, key: str) -> Claim:
    """The open claim of a link on the site of a town. Raises LinkIsOver."""
    try:
        pk, _code = signing.loads(key, salt=SALT, max_age=HOLDS)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkIsOver(slug) from error
    found = Claim.objects.filter(
        key_hash=_hash(key), entry=pk, entry__town=town, entry__slug=slug, state=ClaimState.SENT
    )
    claim = found.select_related("entry__organisation", "entry__town", "entry__place").first()
    if claim is None:
        raise LinkIsOver(slug)
    return claim


@transaction.atomic
def use_link(*, claim: Claim, wishes: Mapping[str, str]) -> None:
    """Keep what the organisation says, for the town to decide. Raises LinkIsOver the second time."""
    kept = {name: str(wishes[name]) for name in WISHES if name in wishes}
    used = Claim.objects.filter(pk=claim.pk, state=ClaimState.SENT).update(
        state=ClaimState.WAITING, used_at=timezone.now(), wishes=kept
    )
    if not used:
        raise LinkIsOver(claim.pk)
    town = claim.entry.town
    if town.email:
        link = f"{town.base_url}/verwaltung/verzeichnis/{town.slug}/antrag/{claim.pk}/"
        values = {"name": claim.entry.name, "link": link}
        key = f"directory.claim_waits:{claim.pk}"
        post(template=CLAIM_WAITS, to=town.email, town=town, context=values, key=key)


def differences(claim: Claim) -> list[tuple[str, str, str]]:
    """Names of fields in which the wish differs, with what is and what shall be."""
    rows = [(name, _present(claim.entry, name), wish) for name, wish in claim.wishes.items()]
    return [row for row in rows if row[1] != row[2]]


def _present(entry: Entry, name: str) -> str:
    return str(getattr(entry if name in OF_ENTRY else entry.organisation, name, ""))


@transaction.atomic
def accept_claim(*, claim: Claim, by: AbstractBaseUser) -> None:
    """Take over what the organisation says; from now on it looks after its entry."""
    _decide(claim, ClaimState.ACCEPTED, by)
    entry, wishes = claim.entry, claim.wishes
    whole = Whole(
        {name: wishes[name] for name in OF_ENTRY if name in wishes},
        organisation={name: wishes[name] for name in OF_ORGANISATION if name in wishes},
    )
    change_entry(entry=entry, whole=whole, by=by)
    confirm_entry(entry=entry, by=by)
    entry.claimed_on = entry.claimed_on or entry.confirmed_on
    entry.save(update_fields=["claimed_on"])
    _answer(claim, {"is_accepted": True, "link": f"{entry.town.base_url}{entry.path}"})


@transaction.atomic
def refuse_claim(*, claim: Claim, reason: str, by: AbstractBaseUser) -> None:
    """Leave the entry as it is, and say why."""
    _decide(claim, ClaimState.REFUSED, by)
    _answer(claim, {"is_accepted": False, "reason": reason})


def _decide(claim: Claim, state: ClaimState, by: AbstractBaseUser) -> None:
    changed_rows = Claim.objects.filter(pk=claim.pk, state=ClaimState.WAITING).update(
        state=state, decided_at=timezone.now(), decided_by=by
    )
    if not changed_rows:
        raise LinkIsOver(claim.pk)
    verb = "accept_claim" if state == ClaimState.ACCEPTED else "refuse_claim"
    record(verb=verb, town=claim.entry.town, target=claim.entry, by=by)


def _answer(claim: Claim, values: dict[str, Any]) -> None:
    organisation = claim.entry.organisation
    if organisation and organisation.email_on_file:
        context = {"name": claim.entry.name, **values}
        key = f"directory.claim_decided:{claim.pk}"
        post(
            template=CLAIM_DECIDED, to=organisation.email_on_file, town=claim.entry.town,
            context=context, key=key,
        )  # fmt: skip


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
