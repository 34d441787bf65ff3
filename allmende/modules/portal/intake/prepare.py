"""Foreign markup before it is parsed: shortcodes out, sizes bounded, then nh3."""

from __future__ import annotations

import re
from typing import Final

import nh3

from allmende.modules.portal.intake.bounds import MAX_HTML_CHARS, MAX_RAW_CHARS, MAX_TAGS
from allmende.modules.portal.intake.links import LINK
from allmende.modules.portal.intake.plain import encodable

_TAGS: Final = {
    *(
        "p",
        "div",
        "br",
        "hr",
        "pre",
        "address",
        "center",
        "section",
        "article",
        "span",
        "a",
        "b",
        "i",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "cite"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    *("img", "figure", "figcaption", "footer"),
}
# Gone with everything inside: no reader is meant to see it, or it does not work elsewhere.
_WITH_CONTENT: Final = {
    *(
        "script",
        "style",
        "title",
        "noscript",
        "noframes",
        "template",
        "xml",
        "iframe",
        "object",
        "applet",
    ),
    *(
        "form",
        "select",
        "textarea",
        "button",
        "datalist",
        "audio",
        "video",
        "canvas",
        "svg",
        "math",
    ),
    *("del", "head", "map", "nav", "dialog"),
}
_ATTRIBUTES: Final = {
    "*": {"class", "style", "hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "data-src", "data-lazy-src", "data-orig-file"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SANITISER: Final = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    url_schemes=set(LINK),
    link_rel=None,
    strip_comments=True,
)

_MARKED: Final = re.compile(r"<!\[[^\]>]{0,200}\]>")
_DATA: Final = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_NOT_BOLD: Final = re.compile(
    r"<b\s[^<>]{0,500}font-weight:\s*(?:normal|400)[^<>]{0,500}>", re.IGNORECASE
)
# Looks with attributes are rebuilt by HTML's rules in every later paragraph: quadratic growth.
_LOOKS: Final = "b|strong|i|em|big|small|tt|u|s|strike|font|code|nobr"
_LOOK: Final = re.compile(rf"<(/?)({_LOOKS})(?:[\s/][^<>]{{0,2000}})?>", re.IGNORECASE)
_ODD_LOOK: Final = re.compile(rf"<(?:{_LOOKS})(?=[\s/])", re.IGNORECASE)
_KEPT_LOOKS: Final = {"b": "b", "strong": "b", "i": "i", "em": "i"}

_PLAYERS: Final = re.compile(
    r"\[(video|audio|playlist|contact-form-7|wpforms)\b[^\]]{0,500}\](?:[^\[]{0,2000}\[/\1\])?"
)
_SHORTCODE: Final = re.compile(
    r"""\[/?(?:(?:wp_)?caption|gallery|embed|video|audio|playlist|contact-form(?:-7)?|wpforms|more
    |(?:vc|et_pb|av|fusion|su|ngg|nggallery|tribe|one_half|one_third|columns?|button|toggle|accordion
    |tabs?|spacer|divider|dropcap)(?:_[a-z0-9_-]+)?)(?:\s[^\[\]]{0,1000})?/?\]
    |\[[a-z][a-z0-9_-]{1,40}\s[^\[\]<>]{0,500}=[^\[\]<>]{0,500}\]""",
    re.VERBOSE,
)


def prepared(html: str) -> tuple[str, bool]:
    """Return well-formed markup of few tags, and whether something was cut off for its size.

    Not yet safe to show: it serves the walker, which writes every tag anew.
    """
    lean = _lean(encodable(html[:MAX_RAW_CHARS]))
    bounded = _bounded(lean)
    cut = len(bounded) < len(lean) or len(html) > MAX_RAW_CHARS
    return _SANITISER.clean(without_shortcodes(bounded)), cut


def _lean(html: str) -> str:
    """Return the text without what fills space and shows nothing (Word writes 100 kB of it)."""
    lean = _DATA.sub("data:,", _MARKED.sub("", _without_comments(html)))
    return _ODD_LOOK.sub("<span", _LOOK.sub(_look, _NOT_BOLD.sub("", lean)))


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 2)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join(kept) + html[at:]


def _look(found: re.Match[str]) -> str:
    kept = _KEPT_LOOKS.get(found[2].lower())
    return f"<{found[1]}{kept}>" if kept else ""


def _bounded(html: str) -> str:
    short = html[:MAX_HTML_CHARS]
    if short.count("<") > MAX_TAGS:
        short = "<".join(short.split("<", MAX_TAGS)[:MAX_TAGS])
    # Do not end inside a tag: half a tag would be shown as text.
    inside = len(short) < len(html) and short.rfind("<") > short.rfind(">")
    return short[: short.rfind("<")] if inside else short


def without_shortcodes(html: str) -> str:
    """Return the text without WordPress's [shortcodes]; "[sic]" and "[…]" stay."""
    if "[" not in html:
        return html
    # What stood under a picture is not the beginning of the next paragraph.
    divided = html.replace("[/caption]", "<br><br>").replace("[/wp_caption]", "<br><br>")
    return _SHORTCODE.sub("", _PLAYERS.sub("", divided))
