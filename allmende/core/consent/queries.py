"""What a town asks consent for, and what a browser has agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.utils import timezone

from allmende.core.consent.models import Proof, Wording
from allmende.core.modules.contract import ConsentPurpose, ConsentText
from allmende.core.modules.switchboard import given
from allmende.core.towns.models import Town

#: How long a consent holds; then it is asked for anew.
VALID = timedelta(days=180)
#: How long its proof is kept after that.
PROOF = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Asked:
    """A purpose with the words a town asks for it."""

    purpose: ConsentPurpose
    text: ConsentText

    @property
    def key(self) -> str:
        return self.purpose.key


def asked_of(town: Town) -> list[Asked]:
    """What the modules that are on for a town ask consent for; usually nothing."""
    found = ((purpose, purpose.wording(town)) for purpose in given(town, "consent_purposes"))
    return [Asked(purpose, text) for purpose, text in found if text is not None]


def asked(town: Town, key: str) -> Asked | None:
    return next((one for one in asked_of(town) if one.key == key), None)


def digest_of(number: str) -> str:
    """What is kept of the number in a browser's cookie."""
    return sha256(number.encode()).hexdigest()


def standing(town: Town, number: str) -> QuerySet[Proof]:
    """Consents of a browser that are neither withdrawn nor too old, whatever their version."""
    since = timezone.now() - VALID
    return Proof.objects.filter(
        town=town, browser=digest_of(number), withdrawn_at=None, given_at__gt=since
    )


def agreed(town: Town, number: str, asks: Iterable[Asked]) -> set[str]:
    """Keys of the purposes a browser agrees to now, by the version that is asked today."""
    if not number:
        return set()
    rows = standing(town, number).values_list("wording__purpose", "wording__version")
    held = set(rows)
    return {one.key for one in asks if (one.key, one.text.version) in held}


def old_proofs(day: date) -> QuerySet[Proof]:
    """Proofs nobody can need any more on a day."""
    withdrawn = Q(withdrawn_at__date__lt=day - PROOF)
    return Proof.objects.filter(withdrawn | Q(given_at__date__lt=day - VALID - PROOF))


def unused_wordings(day: date) -> QuerySet[Wording]:
    return Wording.objects.filter(proofs=None)
