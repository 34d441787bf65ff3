"""Words that mean the same: what editors write down so that people find what they mean."""

from django.db import transaction

from allmende.core.audit.domain import record
from allmende.core.people.models import User
from allmende.core.search.german import stem, words
from allmende.core.search.models import SynonymGroup
from allmende.core.towns.models import Town

MOST_GROUPS = 200
MOST_PHRASES = 12
#: Words of one phrase, such as "amtliche Bekanntmachung".
MOST_WORDS = 4


class NotAGroup(ValueError):
    """Fewer than two phrases, too many, or one that tells nothing."""


class TooManyGroups(ValueError):
    """The town has written down as many groups as search can look through."""


def phrases_of(text: str) -> list[str]:
    """Phrases between commas, each once. Raises NotAGroup."""
    found: dict[tuple[str, ...], str] = {}
    for part in text.split(","):
        stems = tuple(stem(word) for word in words(part))
        if part.strip() and not 1 <= len(stems) <= MOST_WORDS:
            raise NotAGroup(part.strip())
        if stems:
            found.setdefault(stems, " ".join(part.split()))
    if not 2 <= len(found) <= MOST_PHRASES:
        raise NotAGroup(text)
    return list(found.values())


@transaction.atomic
def add_group(*, town: Town, text: str, by: User | None = None) -> SynonymGroup:
    """Write down a group; search uses it at once. Raises NotAGroup, TooManyGroups."""
    if SynonymGroup.objects.filter(town=town).count() >= MOST_GROUPS:
        raise TooManyGroups(str(town))
    group = SynonymGroup.objects.create(town=town, words=", ".join(phrases_of(text)))
    record(verb="add_synonyms", town=town, target=group, by=by, after={"words": group.words})
    return group


@transaction.atomic
def change_group(*, group: SynonymGroup, text: str, by: User | None = None) -> bool:
    """Write a group anew; gives whether it differs now. Raises NotAGroup."""
    before, after = group.words, ", ".join(phrases_of(text))
    if before == after:
        return False
    group.words = after
    group.save(update_fields=["words"])
    change = {"before": {"words": before}, "after": {"words": after}}
    record(verb="change_synonyms", town=group.town, target=group, by=by, **change)
    return True


@transaction.atomic
def remove_group(*, group: SynonymGroup, by: User | None = None) -> None:
    before = {"words": group.words}
    record(verb="remove_synonyms", town=group.town, target=group, by=by, before=before)
    group.delete()
