"""The feed as a stream of items: one item in memory at a time, no DTD, no entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn
from xml.parsers import expat

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from allmende.modules.portal.intake.bounds import MAX_DEPTH, MAX_ITEM_CHARS, MAX_TOKEN_BYTES
from allmende.modules.portal.intake.items import FeedRefused
from allmende.modules.portal.intake.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django_stubs_ext import StrOrPromise

_PREFIXES: Final = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "",
}
_ROOTS: Final = frozenset({"rss", "feed", "rdf"})
_ITEMS: Final = frozenset({"item", "entry"})
_ITEM_LEVELS: Final = range(1, 4)


class NotWellFormed(Exception):
    """The file stops being XML at `line`; what came before it was good."""

    def __init__(self, line: int) -> None:
        """Keep the line, counted from 1."""
        super().__init__(line)
        self.line = line


@dataclass
class Record:
    """One item as read. `oversized` items have lost the end of their text."""

    node: Node
    oversized: bool = False


@dataclass
class Stream:
    """Reads chunks of text; `head` holds the channel's own short texts as far as read."""

    head: Node = field(default_factory=lambda: Node("head"))
    root: str = ""
    is_wordpress: bool = False
    _open: list[Node] = field(default_factory=list)
    _ready: list[Record] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _chars: int = 0

    def records(self, chunks: Iterable[str]) -> Iterator[Record]:
        """Give item after item; raises FeedRefused and NotWellFormed."""
        parser, fed = self._parser(), 0
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
                fed += len(chunk.encode())
                if fed - max(parser.CurrentByteIndex, 0) > MAX_TOKEN_BYTES:
                    raise FeedRefused(_("The file contains an endless tag. It is damaged."))
                yield from self._taken()
            parser.Parse("", True)
        except expat.ExpatError as error:
            yield from self._taken()
            raise NotWellFormed(error.lineno) from error
        yield from self._taken()

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        # Every door for entities is bolted: XXE and "billion laughs" end here.
        for door in ("StartDoctypeDecl", "EntityDecl", "UnparsedEntityDecl", "ExternalEntityRef"):
            setattr(parser, f"{door}Handler", _refuse_dtd)
        return parser

    def _taken(self) -> list[Record]:
        taken, self._ready = self._ready, []
        return taken

    def _start(self, raw: str, attrs: dict[str, str]) -> None:
        self._learn_prefixes(attrs)
        name = self._canonical(raw)
        if not self._names:
            self._begin(name, attrs)
        if len(self._names) >= MAX_DEPTH:
            raise FeedRefused(_("The file nests its elements without end. It is damaged."))
        self._names.append(name)
        if self._open or self._is_item(name) or self._is_head():
            plain = {key.rpartition(":")[2].lower(): value for key, value in attrs.items()}
            self._open.append(Node(name, plain))

    def _end(self, _raw: str) -> None:
        name = self._names.pop()
        if not self._open:
            return
        node = self._open.pop()
        if self._open:
            self._open[-1].parts.append(node)
        elif name in _ITEMS:
            self._ready.append(Record(node, oversized=self._chars > MAX_ITEM_CHARS))
            self._chars = 0
        else:
            self.head.parts.append(node)
            del self.head.parts[50:]
            self._chars = 0

    def _data(self, text: str) -> None:
        if not self._open:
            return
        self._chars += len(text)
        if self._chars <= MAX_ITEM_CHARS:
            self._open[-1].parts.append(text)

    def _begin(self, name: str, attrs: dict[str, str]) -> None:
        self.root = name.rpartition(":")[2]
        if self.root not in _ROOTS:
            raise FeedRefused(_not_a_feed(self.root))
        self.is_wordpress = any(
            uri.startswith("http://wordpress.org/export/") for uri in attrs.values()
        )
        self.head.attrs = {key.rpartition(":")[2].lower(): value for key, value in attrs.items()}

    def _is_item(self, name: str) -> bool:
        return name in _ITEMS and len(self._names) - 1 in _ITEM_LEVELS

    def _is_head(self) -> bool:
        return self._names[-1] in {"link", "title"} and len(self._names) - 1 in _ITEM_LEVELS

    def _learn_prefixes(self, attrs: dict[str, str]) -> None:
        for key, uri in attrs.items():
            if key.startswith("xmlns:") and len(self._prefixes) < MAX_DEPTH:
                known = _PREFIXES.get(uri.strip().lower()) or _PREFIXES.get(uri.strip("/ ").lower())
                self._prefixes[key[6:]] = key[6:].lower() if known is None else known

    def _canonical(self, raw: str) -> str:
        prefix, _colon, local = raw.rpartition(":")
        known = self._prefixes.get(prefix, prefix.lower()) if prefix else ""
        # A feed whose every element says "atom:" means the plain names.
        own = known == "atom" and self.root == "feed"
        return local.lower() if own or not known else f"{known}:{local.lower()}"


def _refuse_dtd(*_anything: object) -> NoReturn:
    raise FeedRefused(
        _("The file brings its own document type or entities. For safety, such files are not read.")
    )


def _not_a_feed(root: str) -> StrOrPromise:
    return format_lazy(
        _("This is an XML file, but not a news feed (it begins with “{name}”)."), name=root[:40]
    )
