"""One feed item as a small tree, with the prefixes everybody uses ("dc:creator")."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY: Final = frozenset({"br", "img", "hr", "col", "wbr"})


@dataclass
class Node:
    """An element: name in lower case, attributes without prefix, children and text in order."""

    name: str
    attrs: dict[str, str] = field(default_factory=dict)
    parts: list[Node | str] = field(default_factory=list)

    def nodes(self, *names: str) -> Iterator[Node]:
        """Give the children of these names, in the order of the file."""
        return (part for part in self.parts if isinstance(part, Node) and part.name in names)

    def first(self, *names: str) -> Node | None:
        """Return the first child that has content, names in order of preference."""
        found = (node for name in names for node in self.nodes(name) if node.parts)
        return next(found, None)

    def text_of(self, *names: str) -> str:
        """Return the stripped text of the first such child, or ""."""
        node = self.first(*names)
        return node.text().strip() if node else ""

    def text(self) -> str:
        """Return all text inside, without recursion."""
        return "".join(part for part in self._walk() if isinstance(part, str))

    def markup(self) -> str:
        """Return the content as HTML: text alone is markup already, children are written out."""
        if not any(isinstance(part, Node) for part in self.parts):
            return "".join(str(part) for part in self.parts)
        return "".join(_written(part) for part in self._walk())

    def _walk(self) -> Iterator[Node | str | _End]:
        waiting: list[Node | str | _End] = list(reversed(self.parts))
        while waiting:
            part = waiting.pop()
            yield part
            if isinstance(part, Node):
                waiting.append(_End(part.name))
                waiting.extend(reversed(part.parts))


@dataclass(frozen=True)
class _End:
    name: str


def _written(part: Node | str | _End) -> str:
    if isinstance(part, str):
        return escape(part, quote=False)
    if isinstance(part, _End):
        return "" if part.name in _EMPTY else f"</{part.name}>"
    attrs = "".join(f' {key}="{escape(value)}"' for key, value in part.attrs.items())
    return f"<{part.name}{attrs}>"
