"""What a module is, and what it may give to the rest of the house.

A module answers a hook by having a file of the expected name. A file that is not there is
an answer too: the module has nothing to say on that subject. What it gives stands as data in
its ``contributes.py``; each attribute below has the name of a list there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig

if TYPE_CHECKING:  # tables cannot be loaded yet when modules say who they are
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, timedelta
    from types import ModuleType

    from django.db.models import Model, QuerySet
    from django_stubs_ext import StrOrPromise

    from allmende.core.towns.models import Town


class Level(StrEnum):
    """Who switches the module on."""

    TOWN = "town"
    ALLIANCE = "alliance"


class Slot(StrEnum):
    """Where on the start page a tile may stand."""

    FRONT = "front"
    STRIP = "strip"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Tile:
    """Something for the start page (later also for app and kiosk).

    ``build`` gets the town and gives what the slot shows: for ``Slot.TILE`` the context of
    ``template``; for ``Slot.STRIP`` a list of things with ``title`` and ``url``; for ``Slot.FRONT`` a mapping
    with ``lead`` (a card), ``stories`` and ``region`` (lists of cards). None or empty: no tile.
    """

    slot: Slot
    build: Callable[[Town], Any]
    title: StrOrPromise = ""
    template: str = ""
    url_name: str = ""
    order: int = 100


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main menu."""

    label: StrOrPromise
    url_name: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class SearchSource:
    """Page types a module lets search find, under a name readers understand.

    Who asks for one of ``boost_words`` finds this kind ``boost`` levels higher: a word in the
    title is worth 6 levels, one in the text 1. So 10 puts the kind before all others.
    """

    key: str
    label: StrOrPromise
    #: Label of the page model, such as ``portal.newspage``.
    item_type: str
    boost_words: Sequence[str] = ()
    boost: int = 0
    #: Whether the day of publication tells readers something: not of pages that just stand there.
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """What stands above the results of a search, because it answers the question itself."""

    title: str
    url: str
    lines: Sequence[str] = ()
    icon: str = "info"
    #: A word or two above the title.
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """A module that can answer some questions itself, from tables that are no pages.

    ``find`` gets the town and what was asked, and gives its answers, the best first (or none).
    Of each source the first four are shown.
    """

    find: Callable[[Town, str], Iterable[DirectAnswer]]
    order: int = 100


@dataclass(frozen=True, slots=True)
class SitemapSource:
    """Pages for ``sitemap.xml``: path on the town's host and time of the last change."""

    entries: Callable[[Town], Iterable[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to name in the head of pages."""

    title: StrOrPromise
    url_name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class DeskAction:
    """Something an editor can begin for a town: a button on the desk.

    ``url`` gives the address for a town, or None when there is nothing to begin.
    """

    label: StrOrPromise
    icon: str
    url: Callable[[Town], str | None]
    order: int = 100
    #: A short form that suits a phone: stands first for those who write and do not publish.
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class DeedWord:
    """What the log calls a deed that the module records."""

    verb: str
    label: StrOrPromise


@dataclass(frozen=True, slots=True)
class MailTemplate:
    """A mail the module writes with ``core.notify.domain.post``.

    ``template`` is a text of lines (see ``core/notify/letter.py``); the HTML is made of it.
    ``subject`` may name values of the mail: ``%(title)s``.
    """

    key: str
    label: StrOrPromise
    subject: StrOrPromise
    template: str


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Rows that go when they are old: said where the model is, done by the house."""

    model: type[Model]
    #: Rows to delete on a day.
    due: Callable[[date], QuerySet[Any]]
    keep: timedelta
    reason: StrOrPromise


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that wants care. ``subject`` names it, such as ``item:17`` or ``picture:4``."""

    subject: str
    title: str
    #: Address at the desk where it is put right.
    path: str
    note: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class UpkeepCheck:
    """A question about a town's content, asked every night; its answers stand on the desk.

    ``advice`` says what to do. With ``may_stay`` an editor may say that a thing is well as it
    is; it is not asked about for twelve months then.
    """

    key: str
    label: StrOrPromise
    advice: StrOrPromise
    look: Callable[[Town], Iterable[Found]]
    may_stay: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """A question of ``allmende doctor``: None is well, a sentence says what to do."""

    name: StrOrPromise
    check: Callable[[], StrOrPromise | None]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a reader agrees to. Another ``version`` must be agreed to anew.

    ``recipient`` names who gets something; ``text`` says in whole sentences what goes there,
    what for, and what happens on the reader's device.
    """

    version: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class ConsentPurpose:
    """One thing that must not happen before a reader has agreed to exactly it.

    ``wording`` gets the town and gives the text in the language of the reader, or None when the
    town has nothing of the kind. ``url_name`` is the view that then shows it.
    """

    key: str
    label: StrOrPromise
    wording: Callable[[Town], ConsentText | None]
    url_name: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class Demo:
    """Fills the demo world; runs in order, may be run again without doubling anything."""

    build: Callable[[], None]
    order: int = 100


class HouseModule(AppConfig):
    """Identity card of a module; subclass it in the module's ``apps.py``."""

    summary: ClassVar[StrOrPromise] = ""
    level: ClassVar[Level] = Level.TOWN
    #: Labels of modules that must be on as well.
    needs: ClassVar[Sequence[str]] = ()
    #: First part of the module's addresses; the label when empty.
    url_prefix: ClassVar[str] = ""

    # Django takes the one AppConfig with ``default``: the module, not this base.
    default = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.default = True

    def import_models(self) -> None:
        """Load the tables, then the page types that show them."""
        super().import_models()
        self.answer("pages")

    def ready(self) -> None:
        """Connect what happens elsewhere, and declare what runs later."""
        self.answer("receivers")
        self.answer("tasks")

    def answer(self, hook: str) -> ModuleType | None:
        """Return the module's file for a hook, or None when it has none."""
        path = f"{self.name}.{hook}"
        return import_module(path) if find_spec(path) else None

    def gives(self, kind: str) -> Sequence[Any]:
        """Return the list of that name in ``contributes.py``; empty when there is none."""
        return getattr(self.answer("contributes"), kind, ())

    @property
    def mount(self) -> str:
        """First part of the module's addresses."""
        return self.url_prefix or self.label


#: Every list a ``contributes.py`` may have, with the class of its entries.
HOOKS: dict[str, type] = {
    "tiles": Tile,
    "nav_items": NavItem,
    "search_sources": SearchSource,
    "answer_sources": AnswerSource,
    "sitemap_sources": SitemapSource,
    "feeds": Feed,
    "desk_actions": DeskAction,
    "deed_words": DeedWord,
    "mail_templates": MailTemplate,
    "retention_rules": RetentionRule,
    "upkeep_checks": UpkeepCheck,
    "health_checks": HealthCheck,
    "consent_purposes": ConsentPurpose,
    "demos": Demo,
}
