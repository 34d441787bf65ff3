"""Keep the index: read an item, forget it, read all of them anew."""

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from allmende.core.cache.tags import changed
from allmende.core.items.models import Item
from allmende.core.modules.switchboard import given_by_all
from allmende.core.search.german import stems
from allmende.core.search.models import SHAPE, Document, Word
from allmende.core.search.vocabulary import ANEW_TAG, count_words, spelt

#: Letters of an item's text that are read; a report of a hundred pages has fewer.
MOST_LETTERS = 60_000
CHUNK = 100


def kinds() -> list[int]:
    """Ids of the content types that search knows, whoever has their modules switched on."""
    labels = {source.item_type for source in given_by_all("search_sources")}
    models = [apps.get_model(label) for label in sorted(labels)]
    return [ContentType.objects.get_for_model(model).pk for model in models]


def public() -> QuerySet[Item]:
    """Items that are, or by the clock will be, shown somewhere: these are in the index."""
    live = Item.objects.filter(live=True, withdrawn_at__isnull=True, merged_into__isnull=True)
    return live.filter(content_type__in=kinds())


@transaction.atomic
def follow_item(item: Item) -> None:
    """Bring the index up to what an item is now."""
    found = public().filter(pk=item.pk).first()
    if found is None:
        forget_item(item.pk)
    else:
        read_item(found.specific)


@transaction.atomic
def read_item(item: Any) -> None:
    """Put an item's words into the index, in place of those it had."""
    old = Document.objects.filter(pk=item.pk).first()
    new = _document(item)
    before = _words_of(old) if old and old.shape else {}
    after = _words_of(new)
    new.save(force_insert=old is None, force_update=old is not None)
    count_words(
        came={folded: word for folded, word in after.items() if folded not in before},
        went=before.keys() - after.keys(),
    )


@transaction.atomic
def forget_item(pk: int) -> None:
    """Take an item out, with the words that only it had."""
    for old in Document.objects.filter(pk=pk):
        old.delete()  # receivers count the words


def forget_words(document: Document) -> None:
    if document.shape:
        count_words(came={}, went=_words_of(document))


def _document(item: Any) -> Document:
    """Each word stands once, where it weighs most."""
    lead = _tidy(f"{item.kicker} {item.summary}")
    text = _tidy(item.words())[:MOST_LETTERS]
    in_title = stems(item.title)
    in_lead = stems(lead) - in_title
    in_text = stems(text) - in_title - in_lead
    return Document(
        item_id=item.pk,
        title=item.title,
        lead=lead,
        text=text,
        title_words=" ".join(sorted(in_title)),
        lead_words=" ".join(sorted(in_lead)),
        text_words=" ".join(sorted(in_text)),
    )


def _tidy(text: str) -> str:
    return " ".join(unescape(text).replace("\0", " ").split())


def _words_of(document: Document) -> dict[str, str]:
    return spelt(f"{document.title} {document.lead} {document.text}")


def missing() -> QuerySet[Item]:
    """Items that should be in the index and are not, or are there in an older shape."""
    return public().exclude(document__shape=SHAPE)


def begin_rebuild() -> int:
    """Mark all as to be read anew, unless a rebuild was broken off; gives how many wait.

    What is found until then is found by the old words.
    """
    if not Document.objects.filter(shape=0).exists():
        with transaction.atomic():
            Document.objects.exclude(pk__in=public().values("pk")).delete()
            Document.objects.update(shape=0)
            Word.objects.update(count=0)
    return missing().count()


def rebuild(show: Callable[[int], None] = lambda done: None) -> int:
    """Read all that waits, in small transactions; gives how many it read.

    May be stopped at any time and goes on where it was; needs the memory of a hundred items.
    """
    done = 0
    for part in _parts():
        with transaction.atomic():
            for item in part:
                read_item(item)
        done += len(part)
        show(done)
    with transaction.atomic():
        Word.objects.filter(count=0).delete()
        changed(ANEW_TAG)
    return done


def _waiting(last: int) -> Any:
    """The next items that wait, as what they are."""
    rows: Any = missing().filter(pk__gt=last).order_by("pk")
    return rows.specific()[:CHUNK]


def _parts() -> Iterator[list[Any]]:
    last = 0
    while part := list(_waiting(last)):
        last = part[-1].pk
        yield part
