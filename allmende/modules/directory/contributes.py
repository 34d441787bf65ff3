"""What the directory gives the house."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allmende.core.modules.contract import (
    AnswerSource,
    DeedWord,
    Demo,
    DeskAction,
    DirectAnswer,
    Found,
    NavItem,
    RetentionRule,
    SitemapSource,
    UpkeepCheck,
)
from allmende.core.towns.models import Town
from allmende.modules.directory.mails import ALL as MAILS
from allmende.modules.directory.models import Claim, Entry, ImportRun
from allmende.modules.directory.queries import (
    having_words,
    hidden_by_age,
    own_shown,
    show_directory,
    shown_in,
    wants_look,
)
from allmende.modules.directory.queries.responsible import responsible
from allmende.modules.directory.reading import answered, lines_of
from allmende.shared.places.models import SpecialHours
from allmende.site.pictures import interface_language

KEEP_CLAIMS = timedelta(days=90)
KEEP_RUNS = timedelta(days=14)
KEEP_EXCEPTIONS = timedelta(days=92)


def answers(town: Town, query: str) -> Iterator[DirectAnswer]:
    """Who is responsible, then entries that have all the words."""
    now, language = timezone.now(), interface_language()
    show_directory(town)
    if found := responsible(query, town):
        yield _responsible(answered(found, town, now, language))
    entries = having_words(shown_in(town), query)[:3] if len(query) > 2 else []
    for line in lines_of(entries, town, now, language):
        said = [str(line.said)] if line.said else []
        yield DirectAnswer(
            title=line.entry.name,
            url=line.url,
            lines=[text for text in (line.where, line.entry.phone, *said) if text],
            icon=line.entry.icon,
            kicker=line.kind,
        )


def _responsible(answer: Any) -> DirectAnswer:
    values = {"service": answer.service, "where": answer.where}
    said = str(answer.said) if answer.said else ""
    return DirectAnswer(
        title=answer.office.name,
        url=answer.url,
        lines=[text for text in (answer.office.phone, said) if text],
        icon="townhall",
        kicker=now_("Responsible for %(service)s in %(where)s") % values,
    )


def sitemap(town: Town) -> Iterable[tuple[str, Any]]:
    yield "/verzeichnis/", None
    for entry in own_shown(town).only("slug", "town_id").select_related(None):
        yield entry.path, None


def manage(town: Town) -> str:
    return reverse("directory_desk:entries", args=[town.slug])


def hidden(town: Town) -> Iterator[Found]:
    """Entries of third parties nobody has confirmed for 24 months (DIR-b)."""
    for entry in hidden_by_age(town):
        note = now_("Last confirmed in %(year)d.") % {"year": entry.last_true.year}
        yield Found(f"entry:{entry.pk}", entry.name, _edit(entry), note=note)


def to_look_at(town: Town) -> Iterator[Found]:
    for entry in wants_look(town):
        note = now_("Last confirmed in %(year)d.") % {"year": entry.last_true.year}
        yield Found(f"entry:{entry.pk}", entry.name, _edit(entry), note=note)


def _edit(entry: Entry) -> str:
    return reverse("directory_desk:entry", args=[entry.town.slug, entry.pk])


def build_demo() -> None:
    from allmende.modules.directory.demo import build

    build()


nav_items = [NavItem(label=_("Directory"), url_name="directory:index", order=40)]
answer_sources = [AnswerSource(find=answers, order=10)]
sitemap_sources = [SitemapSource(entries=sitemap)]
desk_actions = [
    DeskAction(label=_("Directory and opening hours"), icon="site", url=manage, order=60)
]
mail_templates = [*MAILS]
deed_words = [
    DeedWord(verb="add_entry", label=pgettext_lazy("deed", "put into the directory")),
    DeedWord(verb="change_entry", label=pgettext_lazy("deed", "entry of the directory changed")),
    DeedWord(verb="confirm_entry", label=pgettext_lazy("deed", "entry confirmed")),
    DeedWord(verb="remove_entry", label=pgettext_lazy("deed", "taken out of the directory")),
    DeedWord(verb="set_services", label=pgettext_lazy("deed", "services of the office changed")),
    DeedWord(verb="accept_claim", label=pgettext_lazy("deed", "entry as its people wrote it")),
    DeedWord(verb="refuse_claim", label=pgettext_lazy("deed", "change of the entry refused")),
    DeedWord(verb="import_entries", label=pgettext_lazy("deed", "table read into the directory")),
]
upkeep_checks = [
    UpkeepCheck(
        key="directory.hidden",
        label=_("Entries of the directory that readers no longer see"),
        advice=_("Nobody has confirmed them for 24 months. Call, then confirm or remove them."),
        look=hidden,
        order=60,
    ),
    UpkeepCheck(
        key="directory.look",
        label=_("Offices and sights nobody has looked at for a year"),
        advice=_("Look whether all is still true, and confirm it with one click."),
        look=to_look_at,
        order=61,
    ),
]
retention_rules = [
    RetentionRule(
        model=Claim,
        due=lambda day: Claim.objects.filter(sent_at__date__lt=day - KEEP_CLAIMS),
        keep=KEEP_CLAIMS,
        reason=_("The town may ask back about a change of an entry for a while."),
    ),
    RetentionRule(
        model=ImportRun,
        due=lambda day: ImportRun.objects.filter(at__date__lt=day - KEEP_RUNS),
        keep=KEEP_RUNS,
        reason=_("A table that was read in is looked at again in the days after."),
    ),
    RetentionRule(
        model=SpecialHours,
        due=lambda day: SpecialHours.objects.filter(last_day__lt=day - KEEP_EXCEPTIONS),
        keep=KEEP_EXCEPTIONS,
        reason=_("Exceptions that are over tell nobody anything."),
    ),
]
demos = [Demo(build=build_demo, order=60)]
