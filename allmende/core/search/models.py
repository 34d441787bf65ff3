"""The index, the words people write, words that mean the same, and words that found nothing."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.items.models import Item
from allmende.core.towns.models import Town

#: Number of the way in which items are read. Another way needs another number, and
#: ``allmende reindex``.
SHAPE = 1
MAX_WORDS = 300


class Document(models.Model):
    """What search knows of one published item, as written and as stems.

    The database itself keeps the full-text index beside it: FTS5 by triggers on SQLite,
    generated columns on PostgreSQL (migration 0001). Retention: as long as the item is public.
    """

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, primary_key=True, related_name="document"
    )
    title = models.TextField()
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    title_words = models.TextField()
    lead_words = models.TextField(blank=True)
    text_words = models.TextField(blank=True)
    #: 0: to be read anew, and its words are not counted.
    shape = models.PositiveSmallIntegerField(default=SHAPE, db_index=True)

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that stands in published items, as it was written first.

    Retention: as long as a published item has it.
    """

    folded = models.CharField(max_length=80, unique=True)
    written = models.CharField(max_length=40)
    stem = models.CharField(max_length=80)
    #: In how many items it stands.
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.written


class SynonymGroup(models.Model):
    """Words that mean the same to people of a town. Those of an alliance hold for its members.

    Retention: until the editors remove it; holds no personal data.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="synonym_groups")
    words = models.CharField(
        _("words that mean the same"),
        max_length=MAX_WORDS,
        help_text=_("With commas between them, such as: Hallenbad, Schwimmhalle, Freibad"),
    )

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering: ClassVar[list[str]] = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def phrases(self) -> list[str]:
        return [phrase for part in self.words.split(",") if (phrase := part.strip())]


class MissedWord(models.Model):
    """A word that was looked for and not found, counted by week. No person, time or address.

    Retention: twelve months after the week, then deleted by the house (see site/tasks.py).
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="missed_words")
    week = models.DateField(_("week from"))
    word = models.CharField(_("word"), max_length=40)
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("word that was not found")
        verbose_name_plural = _("words that were not found")
        constraints = [
            models.UniqueConstraint(fields=["town", "week", "word"], name="missed_once_a_week")
        ]

    def __str__(self) -> str:
        return self.word
