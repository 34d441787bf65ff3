"""Several cleaned drawings in one file: one request instead of many."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from defusedxml import ElementTree as Defused
from defusedxml.common import DefusedXmlException

_NS = "http://www.w3.org/2000/svg"
#: Distance between drawings in units of the sheet: whoever shows one never sees the next.
_STEP = 100_000
_OWN_REFERENCE = re.compile(r"url\(#", re.IGNORECASE)


def svg_sheet(first: str, others: Mapping[str, str]) -> str:
    """Join drawings that ``clean_svg`` has passed.

    The sheet looks like ``first``; ``#name`` at the end of its address shows another one. Without
    a first drawing it looks empty. What is no drawing, or does not say how large it is, is left out.
    """
    ET.register_namespace("", _NS)
    sheet = _read(first)
    if sheet is None:
        sheet = ET.Element(f"{{{_NS}}}svg", viewBox="0 0 1 1")
    for place, (name, text) in enumerate(others.items(), start=1):
        drawing = _read(text)
        if drawing is not None and (box := _box(drawing)):
            _put(sheet, drawing, name, box, place * _STEP)
    return ET.tostring(sheet, encoding="unicode")


def _read(text: str) -> ET.Element | None:
    try:
        drawing: ET.Element = Defused.fromstring(text, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException):
        return None
    return drawing if drawing.tag == f"{{{_NS}}}svg" else None


def names_in(sheet: str) -> frozenset[str]:
    """Names of the drawings that a sheet can show."""
    return frozenset(view.attrib["id"] for view in Defused.fromstring(sheet).iter(f"{{{_NS}}}view"))


def _box(drawing: ET.Element) -> list[float]:
    """Left, top, width and height; empty when the drawing does not say."""
    size = f"0 0 {drawing.get('width', '')} {drawing.get('height', '')}"
    try:
        box = [float(part) for part in drawing.get("viewBox", size).replace(",", " ").split()]
    except ValueError:
        return []
    return box if len(box) == 4 and min(box[2:]) > 0 else []


def _put(sheet: ET.Element, drawing: ET.Element, name: str, box: list[float], left: int) -> None:
    """Put a drawing far to the right, with a view of it."""
    width, height = (f"{one:g}" for one in box[2:])
    ET.SubElement(sheet, f"{{{_NS}}}view", id=name, viewBox=f"{left} 0 {width} {height}")
    _rename(drawing, f"{name}.")
    drawing.attrib |= {
        "viewBox": " ".join(f"{one:g}" for one in box),
        "x": str(left), "y": "0", "width": width, "height": height,
    }  # fmt: skip
    sheet.append(drawing)


def _rename(drawing: ET.Element, prefix: str) -> None:
    """Two drawings may both have an "a": names inside get the name of the drawing in front."""
    for element in drawing.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.attrib[key] = prefix + value
            elif key == "href":
                element.attrib[key] = f"#{prefix}{value[1:]}"
            else:
                element.attrib[key] = _OWN_REFERENCE.sub(f"url(#{prefix}", value)
