"""Words that mean the same here: those of the town's alliances, and its own."""

from django.db.models import QuerySet

from allmende.core.cache.memo import remembered
from allmende.core.search.fulltext import Phrase
from allmende.core.search.german import stem, words
from allmende.core.search.models import SynonymGroup
from allmende.core.search.vocabulary import spelt
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, alliances_of

SYNONYMS_TAG = "synonyms"


def groups_for(town: Town) -> QuerySet[SynonymGroup]:
    """Groups that hold in a town: shared ones and its own."""
    return SynonymGroup.objects.filter(town__in={town.pk, *alliances_of(town)})


@remembered(SYNONYMS_TAG, TOWNS_TAG)
def meanings(town: Town) -> dict[Phrase, tuple[Phrase, ...]]:
    """For each phrase all that mean the same, itself among them."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for group in groups_for(town).order_by("pk"):
        same = dict.fromkeys(filter(None, map(as_phrase, group.phrases)))
        for one in same:
            found.setdefault(one, {}).update(same)
    return {one: tuple(same) for one, same in found.items()}


@remembered(SYNONYMS_TAG, TOWNS_TAG)
def written_words(town: Town) -> dict[str, str]:
    """Single words of the groups, by their folded letters."""
    return spelt(" ".join(group.words for group in groups_for(town)))


def as_phrase(text: str) -> Phrase:
    return tuple(stem(word) for word in words(text))
