"""The table of roles: annex to the agreement on joint processing (Art. 26 and 28 DSGVO)."""

import csv
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allmende.core.kit.dates import today
from allmende.core.kit.text import safe_cell
from allmende.core.people.models import RoleGrant
from allmende.core.towns.models import Town
from allmende.shared.documents.tree import TABLE, Document, Paragraph, Table
from allmende.shared.documents.typesetting import render
from allmende.site.desk.town_settings.overview import name_of, state_of
from allmende.site.desk.town_settings.rights import grants_of


def rows_of(town: Town) -> list[list[str]]:
    """Roles that hold or begin, one row each, under a row of headings."""
    heads = [
        _("Who"),
        _("User name"),
        _("Role"),
        _("From"),
        _("Until"),
        _("State"),
        _("Stands in"),
        _("Appointed by"),
    ]
    held = grants_of(town).filter(valid_to__gte=today()).select_related("appointed_by")
    return [heads, *(_row(grant) for grant in held.order_by("role", "user__last_name", "pk"))]


def _row(grant: RoleGrant) -> list[str]:
    return [
        name_of(grant),
        grant.user.get_username(),
        grant.title,
        date_format(grant.valid_from, "j.n.Y"),
        date_format(grant.valid_to, "j.n.Y"),
        state_of(grant)[1],
        _name(grant.deputy),
        _name(grant.appointed_by),
    ]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def as_csv(town: Town) -> HttpResponse:
    """For spreadsheets, as German ones like it: semicolons, and a mark for UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    table = csv.writer(response, delimiter=";")
    for row in rows_of(town):
        table.writerow([safe_cell(cell) for cell in row])
    return _named(response, town, "csv")


def as_pdf(town: Town) -> HttpResponse:
    """For the file of the agreement. Raises TypesetterBusy when others are being made."""
    rows = rows_of(town)
    day = date_format(today(), "j.n.Y")
    document = Document(
        title=_("Roles of %(town)s") % {"town": town.official_name},
        language=(get_language() or "de")[:2],
        origin=town.official_name,
        address=f"{town.base_url}/",
        date=today(),
        blocks=[
            Paragraph(
                _("Annex to the agreement on the joint portal, as of %(day)s.") % {"day": day}
            ),
            Table(rows, caption=_("Roles that hold or begin")),
        ],
        layout=TABLE,
    )
    return _named(HttpResponse(render(document), content_type="application/pdf"), town, "pdf")


def _named(response: HttpResponse, town: Town, kind: str) -> HttpResponse:
    name = f"{slugify(_('Roles'))}-{town.slug}-{today()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
