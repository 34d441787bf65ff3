"""Agree, and take it back. No screen and no cookie here: see ``cookie.py`` and the site."""

from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from allmende.core.consent.models import Proof, Wording
from allmende.core.consent.queries import Asked, digest_of, standing
from allmende.core.towns.models import Town


@transaction.atomic
def agree(*, town: Town, asked: Asked, language: str, number: str = "") -> str:
    """Keep the proof that a browser agreed; returns its number (a new one, if it had none)."""
    number = number or token_urlsafe(24)
    wording = _wording(asked, language)
    if not standing(town, number).filter(wording=wording).exists():
        now = timezone.now()
        Proof.objects.create(town=town, wording=wording, browser=digest_of(number), given_at=now)
    return number


@transaction.atomic
def withdraw(*, town: Town, purpose: str, number: str) -> bool:
    """Take a consent back, all its versions; returns whether the browser still has another one."""
    held = standing(town, number)
    held.filter(wording__purpose=purpose).update(withdrawn_at=timezone.now())
    return held.exists()


def _wording(asked: Asked, language: str) -> Wording:
    """The row of exactly these words; made when somebody agrees to them for the first time."""
    text = "\n".join((str(asked.purpose.label), asked.text.recipient, asked.text.text))
    digest = sha256(repr((asked.key, asked.text.version, language, text)).encode())
    values = {"purpose": asked.key, "version": asked.text.version, "language": language}
    row, _made = Wording.objects.get_or_create(
        digest=digest.hexdigest(), defaults=values | {"text": text}
    )
    return row
