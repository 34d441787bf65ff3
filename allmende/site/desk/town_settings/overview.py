"""The present values of a town in words: one card a sheet."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.core.exchange.models import QuietPeriod
from allmende.core.exchange.queries import sharing_settings
from allmende.core.kit.dates import BERLIN, today
from allmende.core.modules.switchboard import modules_on
from allmende.core.people.gaps import Gap, GapKind, gaps_in
from allmende.core.people.models import RoleGrant, StaffRules
from allmende.core.search.missed import report
from allmende.core.search.models import SynonymGroup
from allmende.core.towns.choices import Weekday
from allmende.core.towns.domain import LEGAL
from allmende.core.towns.models import OfficeHours, QuickLink, Town
from allmende.site.desk.town_settings import rules
from allmende.site.desk.town_settings.forms.safety import kinds_of
from allmende.site.desk.town_settings.frame import TITLES, url
from allmende.site.desk.town_settings.rights import What, grants_of
from allmende.site.desk.town_settings.rules import kilometres
from allmende.site.today import office

#: A role that ends within this many days wants somebody to think of it (domain.md § 2).
SOON = 30
_MAY_BE_EMPTY = {"vat_id", "controller", "accessibility_note"}


@dataclass(slots=True)
class SheetCard:
    """One sheet: what holds now, and what somebody should look at."""

    what: What
    town: Town
    facts: list[str]
    warnings: list[str] = field(default_factory=list)
    may: bool = False

    @property
    def title(self) -> Any:
        return TITLES[self.what]

    @property
    def url(self) -> str:
        return url(self.town, self.what)


def cards(town: Town, *, allowed: Collection[What]) -> list[SheetCard]:
    """All sheets of a town; ``allowed`` are those the person may change."""
    makers = (_profile, _hours, _links, _sharing, _words, _legal, _modules, _people, _safety)
    found = [make(town) for make in makers]
    for card in found:
        card.may = card.what in allowed
    return found


def _profile(town: Town) -> SheetCard:
    place = f"{town.street}, {town.postcode} {town.city}".strip(", ")
    facts = [
        town.official_name,
        town.claim,
        place,
        ", ".join(filter(None, [town.phone, town.email])),
    ]
    missing = {
        _("No coat of arms yet."): town.coat_svg,
        _("No telephone number yet."): town.phone,
        _("No e-mail address yet."): town.email,
        _("No address yet."): town.street,
    }
    warnings = [text for text, value in missing.items() if not value]
    return SheetCard(What.PROFILE, town, [fact for fact in facts if fact], warnings)


def _legal(town: Town) -> SheetCard:
    values = {name: getattr(town, name) for name in LEGAL}
    named = [f"{_label(name)}: {value}" for name, value in values.items() if value]
    gaps = [
        _label(name) for name, value in values.items() if not value and name not in _MAY_BE_EMPTY
    ]
    warning = _("Still missing: %(fields)s.") % {"fields": ", ".join(gaps)}
    return SheetCard(What.LEGAL, town, named, [warning] if gaps else [])


def _label(name: str) -> str:
    return capfirst(str(Town._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def hours_in_words(rows: list[OfficeHours]) -> list[str]:
    """One line a day: ``Tuesday 9:00–12:00 and 13:00–18:00``."""
    found = []
    for day, group in groupby(rows, key=lambda row: row.weekday):
        spans = [f"{time_format(r.opens, 'G:i')}–{time_format(r.closes, 'G:i')}" for r in group]
        found.append(f"{Weekday(day).label} {', '.join(spans)}")
    return found


def open_now(town: Town) -> str:
    """Say what the start page says of the town hall at this moment."""
    rows = list(OfficeHours.objects.filter(town=town))
    return office(rows, timezone.now().astimezone(BERLIN))["text"]


def _hours(town: Town) -> SheetCard:
    facts = hours_in_words(list(OfficeHours.objects.filter(town=town)))
    empty = _("No office hours yet. The start page asks people to call first.")
    return SheetCard(What.HOURS, town, facts, [] if facts else [empty])


def _links(town: Town) -> SheetCard:
    labels = list(QuickLink.objects.filter(town=town).values_list("label", flat=True))
    empty = _("No quick links yet. They are the shortest way for your citizens.")
    return SheetCard(What.LINKS, town, labels, [] if labels else [empty])


def _sharing(town: Town) -> SheetCard:
    facts = [f"{one.when} → {one.then}" for one in rules.lines(town)]
    facts = facts or [_("No rules: you are asked about every offer.")]
    bounds = sharing_settings(town)
    text = _("At most %(most)s items of others among the first ten; neighbours within %(km)s km.")
    values = {"most": bounds.max_foreign_in_ten, "km": kilometres(bounds.neighbour_km)}
    near = QuietPeriod.objects.filter(town=town, begins__lte=today(), ends__gte=today())
    quiet = [_("Quiet period: %(what)s.") % {"what": period.occasion} for period in near]
    return SheetCard(What.SHARING, town, [*facts, text % values], quiet)


def _words(town: Town) -> SheetCard:
    own = SynonymGroup.objects.filter(town=town).count()
    facts = [ngettext("%(n)s group of words", "%(n)s groups of words", own) % {"n": own}]
    missed = [line.word for line in report(town, most=3)]
    text = _("Looked for and not found: %(words)s.") % {"words": ", ".join(missed)}
    return SheetCard(What.WORDS, town, facts, [text] if missed else [])


def _modules(town: Town) -> SheetCard:
    names = [str(module.verbose_name) for module in modules_on(town)]
    empty = _("Nothing is switched on: the site is empty.")
    return SheetCard(What.MODULES, town, names, [] if names else [empty])


def _people(town: Town) -> SheetCard:
    rows = list(grants_of(town).filter(valid_to__gte=today()))
    facts = [f"{name_of(row)}: {row.title}" for row in rows[:6]]
    if len(rows) > 6:
        more = len(rows) - 6
        facts.append(ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more})
    gaps = [gap_in_words(gap) for gap in gaps_in([town]).get(town.pk, [])]
    warnings = [*gaps, *(text for row in rows if (text := ending(row)))]
    return SheetCard(What.PEOPLE, town, facts, warnings[:4])


def _safety(town: Town) -> SheetCard:
    rules = StaffRules.objects.filter(town=town).first() or StaffRules(town=town)
    needed = _("Second factor: %(who)s") % {"who": rules.get_second_factor_display()}
    kinds = [str(label) for kind, label in kinds_of(town) if kind in rules.four_eyes]
    released = _("A second person releases: %(what)s") % {"what": ", ".join(kinds)}
    return SheetCard(What.SAFETY, town, [needed, released] if kinds else [needed])


def gap_in_words(gap: Gap) -> str:
    """Say what is missing, without the name of who held the role."""
    values = {"role": gap.grant.title, "day": date_format(gap.grant.valid_to, "j.n.Y")}
    if gap.kind == GapKind.ORPHANED:
        return _("%(role)s: nobody since %(day)s.") % values
    return _("%(role)s: nobody stands in.") % values


def name_of(grant: RoleGrant) -> str:
    return grant.user.get_full_name() or grant.user.get_username()


def ending(grant: RoleGrant) -> str:
    """Say that a role ends within thirty days; nothing when there is time."""
    left = (grant.valid_to - today()).days
    if not 0 <= left <= SOON:
        return ""
    values = {"who": name_of(grant), "role": grant.get_role_display(), "n": left}
    if left == 0:
        return _("%(who)s, %(role)s: ends today.") % values
    text = ngettext(
        "%(who)s, %(role)s: ends tomorrow.", "%(who)s, %(role)s: ends in %(n)s days.", left
    )
    return text % values


def state_of(grant: RoleGrant, day: date | None = None) -> tuple[str, str]:
    """Word and colour of a role's state on a day: not yet, holds, ends soon, over."""
    on = day or today()
    if grant.valid_to < on:
        return "over", _("ended")
    if grant.valid_from > on:
        return "later", _("begins on %(day)s") % {"day": date_format(grant.valid_from, "j.n.Y")}
    if grant.valid_to - on <= timedelta(days=SOON):
        left = (grant.valid_to - on).days
        soon = ngettext("ends in %(n)s day", "ends in %(n)s days", left) % {"n": left}
        return "soon", soon if left else _("ends today")
    return "holds", _("holds")
