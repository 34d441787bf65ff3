"""The log of deeds at the desk: who did what, found by word, person, deed and day."""

import csv
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.audit.models import Deed
from allmende.core.audit.queries import actors_in, deeds_found, deeds_to, verbs_in
from allmende.core.kit.dates import BERLIN
from allmende.core.kit.text import safe_cell
from allmende.core.people.models import User
from allmende.core.people.queries import held_by_name, may_read_log
from allmende.core.towns.models import Town
from allmende.site.desk.deeds_details import accounts_in, details_of
from allmende.site.desk.deeds_words import all_words, word_for
from allmende.site.listing import page_number, page_url

FILTERS = ("wort", "wer", "tat", "von", "bis")
#: Rows of one file; whoever needs more chooses days.
MOST_ROWS = 10_000
PER_PAGE = 50


class LogFilter(forms.Form):
    """What to look for. Every field may stay empty; nonsense is left out."""

    wort = forms.CharField(label=gettext_lazy("Word"), required=False, max_length=80)
    wer = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    tat = forms.ChoiceField(label=gettext_lazy("Deed"), required=False)
    von = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    bis = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, data: Any, *, town: Town, names: dict[int, str]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        people = [(str(pk), names[pk]) for pk in names]
        deeds = sorted(((verb, word_for(verb)) for verb in verbs_in(town)), key=lambda v: v[1])
        fields["wer"].choices = [("", _("everybody")), *people, ("0", _("the house itself"))]
        fields["tat"].choices = [("", _("everything")), *deeds]

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        return {
            "word": found.get("wort", ""),
            "actor": int(found["wer"]) if found.get("wer") else None,
            "verb": found.get("tat", ""),
            "since": found.get("von"),
            "until": found.get("bis"),
        }


def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Deeds in the name of a town, as a page or as a file."""
    town = _readable(request, slug)
    names = names_of(actors_in(town))
    form = LogFilter(request.GET, town=town, names=names)
    deeds = deeds_found(town, **form.wanted(), meant=lambda part: _meant(town, part))
    if request.GET.get("datei") == "csv":
        return _as_file(town, deeds, names)
    page = Paginator(deeds, PER_PAGE).get_page(page_number(request))
    context = {
        "town": town,
        "form": form,
        "page": page,
        "rows": _rows(list(page), names),
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
        "page_url": page_url(request, *FILTERS),
        "file_url": page_url(request, *FILTERS).replace("seite=", "datei=csv"),
    }
    return render(request, "site/desk/log.html", context)


def _readable(request: HttpRequest, slug: str) -> Town:
    """Town whose log the person may read; any other one does not exist for them."""
    town = get_object_or_404(Town, slug=slug)
    if not isinstance(request.user, User) or not may_read_log(request.user, town):
        raise Http404
    return town


def names_of(actors: Iterable[int]) -> dict[int, str]:
    """Names of accounts by number; of deleted ones only the number is left."""
    found = {user.pk: user.get_full_name() or user.get_username()
             for user in User.objects.filter(pk__in=list(actors))}  # fmt: skip
    gone = {
        pk: _("deleted account %(number)s") % {"number": pk} for pk in actors if pk not in found
    }
    return dict(sorted((found | gone).items(), key=lambda pair: pair[1].casefold()))


def _meant(town: Town, part: str) -> Q:
    """What a typed word may mean besides the object: the deed itself, or whom it was done to."""
    words = all_words().items()
    verbs = [verb for verb, word in words if part.casefold() in str(word).casefold()]
    return Q(verb__in=verbs) | deeds_to(held_by_name(town, part))


def _rows(deeds: list[Deed], names: dict[int, str]) -> list[dict[str, Any]]:
    known = {**names_of(accounts_in(deeds)), **names}
    return [_row(deed, known) for deed in deeds]


def _row(deed: Deed, names: dict[int, str]) -> dict[str, Any]:
    whom = names.get(deed.after.get("person") or 0, "")
    return {
        "deed": deed,
        "what": f"{whom}: {deed.label}" if whom else deed.label,
        "word": word_for(deed.verb),
        "who": names.get(deed.actor_id or 0, "") or _("the house itself"),
        "details": details_of(deed, names),
    }


def _as_file(town: Town, deeds: QuerySet[Deed], names: dict[int, str]) -> HttpResponse:
    """A table for spreadsheets, as German ones like it: semicolons, and a mark for UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{slugify(_('Log of deeds'))}-{town.slug}-{date_format(timezone.now(), 'Y-m-d')}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    table = csv.writer(response, delimiter=";")
    table.writerow([_("When"), _("Deed"), _("What"), _("Who"), _("Details")])
    for row in _rows(list(deeds[:MOST_ROWS]), names):
        at = row["deed"].at.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S")
        cells = [at, row["word"], row["what"], row["who"], "; ".join(row["details"])]
        table.writerow([safe_cell(cell) for cell in cells])
    return response
