"""What two colours look like on the site, and what they had to become so that all can read."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from allmende.site.palette import TEXT_CONTRAST, contrast, dark, light, parse

_INK = "--kern-color-layout-text-default"
_PAGE = "--kern-color-layout-background-default"
_ACTION = "--kern-color-action-default"
_ON_ACTION = "--kern-color-action-on-default"


@dataclass(frozen=True, slots=True)
class Look:
    """One of the two looks of the site, as the style of a sample."""

    name: str
    style: str
    ratios: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the palette makes of two colours."""

    sentences: list[str]
    looks: list[Look]


def judge_colours(primary: str, accent: str) -> Verdict:
    """Raises UnreadableColourError when one of the two is not a colour."""
    main, second = parse(primary), parse(accent)
    day, night = light(main, second), dark(main, second)
    sentences = [
        _sentence(_("Main colour"), main.hex, day[_ACTION]),
        _sentence(_("Second colour"), second.hex, day["--town-accent-text"]),
    ]
    looks = [_look(_("By day"), day), _look(_("In the evening"), night)]
    return Verdict(sentences, looks)


def _sentence(name: str, colour: str, used: str) -> str:
    ratio = contrast(colour, "#ffffff")
    values = {"name": name, "ratio": _ratio(ratio), "needed": _ratio(TEXT_CONTRAST), "used": used}
    if ratio >= TEXT_CONTRAST:
        return _("%(name)s: easy to read on white (%(ratio)s, needed are %(needed)s).") % values
    text = _(
        "%(name)s: too pale for text on white (%(ratio)s, needed are %(needed)s). For text the site "
        "takes a darker shade of it: %(used)s. You need not do anything."
    )
    return text % values


def _look(name: str, tokens: dict[str, str]) -> Look:
    text = _("Text in the header %(header)s, on the button %(button)s, link on the page %(link)s.")
    ratios = text % {
        "header": _ratio(contrast(tokens["--town-primary"], tokens["--town-on-primary"])),
        "button": _ratio(contrast(tokens[_ACTION], tokens[_ON_ACTION])),
        "link": _ratio(contrast(tokens[_ACTION], tokens[_PAGE])),
    }
    shown = {
        "--s-page": _PAGE, "--s-ink": _INK, "--s-band": "--town-primary",
        "--s-on-band": "--town-on-primary", "--s-action": _ACTION, "--s-on-action": _ON_ACTION,
        "--s-accent": "--town-accent", "--s-on-accent": "--town-on-accent",
    }  # fmt: skip
    style = ";".join(f"{ours}:{tokens[theirs]}" for ours, theirs in shown.items())
    return Look(name, style, ratios)


def _ratio(value: float) -> str:
    # Rounded down: 4.49 must not look like enough.
    return f"{number_format(int(value * 10) / 10, 1)} : 1"
