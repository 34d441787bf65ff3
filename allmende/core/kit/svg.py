"""Clean a drawing that someone uploads: shapes may stay, everything that acts must go."""

import xml.etree.ElementTree as ET

from defusedxml import ElementTree as Defused
from defusedxml.common import DefusedXmlException

MAX_BYTES = 40_000
_NS = "{http://www.w3.org/2000/svg}"
_TAGS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title",
    "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "use", "mask",
}  # fmt: skip
_ATTRIBUTES = {
    "id", "viewBox", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
    "width", "height", "points", "fill", "fill-rule", "fill-opacity", "clip-rule", "clip-path",
    "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-opacity",
    "stroke-dasharray", "stroke-miterlimit", "opacity", "transform", "offset", "stop-color",
    "stop-opacity", "gradientUnits", "gradientTransform", "mask", "role", "href",
}  # fmt: skip


class NotADrawing(ValueError):
    """The text is not an SVG that can be shown safely."""


def clean_svg(text: str) -> str:
    """Return the drawing with known shapes only; scripts, styles, text and links are dropped.

    Raises NotADrawing when it is no SVG, has entities, or is larger than 40 kB.
    """
    if len(text.encode()) > MAX_BYTES:
        raise NotADrawing("larger than 40 kB")
    try:
        root = Defused.fromstring(text, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException) as error:
        raise NotADrawing("not a well-formed SVG") from error
    if root.tag != f"{_NS}svg":
        raise NotADrawing("not an SVG")
    _clean(root)
    ET.register_namespace("", _NS.strip("{}"))
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element) -> None:
    for name in list(element.attrib):
        if not _may_stay(name, element.attrib[name]):
            del element.attrib[name]
    for child in list(element):
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag.removeprefix(_NS) in _TAGS and tag.startswith(_NS):
            _clean(child)
        else:
            element.remove(child)


def _may_stay(name: str, value: str) -> bool:
    if name not in _ATTRIBUTES:
        return False
    if name == "href":  # inside the drawing only
        return value.startswith("#")
    if "\\" in value:  # CSS reads u\72l( as url(
        return False
    return "url(" not in value.lower().replace("url(#", "")
