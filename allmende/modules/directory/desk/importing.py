"""Read a table in: choose the file, say what its columns mean, look at the trial, do it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.towns.models import Town
from allmende.modules.directory.desk.rights import keeps
from allmende.modules.directory.forms.tables import MappingForm, TableForm
from allmende.modules.directory.importing.columns import COLUMNS, guess
from allmende.modules.directory.importing.run import apply, try_out
from allmende.modules.directory.models import ImportRun
from allmende.modules.directory.queries import runs_of

#: Rows that are shown as an example.
EXAMPLES = 3


@keeps
def upload(request: HttpRequest, town: Town) -> HttpResponse:
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        table, file = form.cleaned_data["table"], form.cleaned_data["file"]
        made = ImportRun.objects.create(
            town=town, by=request.user, file_name=str(file.name)[:120], header=table.header,
            rows=table.rows, mapping=guess(table.header), kind=form.cleaned_data["kind"],
        )  # type: ignore[misc]  # fmt: skip
        return redirect("directory_desk:run", town.slug, made.pk)
    context = {"town": town, "form": form, "runs": runs_of(town)}
    status = 422 if form.errors else 200
    return render(request, "directory/desk/upload.html", context, status=status)


@keeps
def run(request: HttpRequest, town: Town, run: int) -> HttpResponse:
    """What the columns mean, then what would happen, then the deed."""
    found = ImportRun.objects.filter(town=town, pk=run).first()
    if found is None:
        raise Http404
    if found.applied_at:
        return _show(request, town, found, None)
    form = _mapping_form(request, found)
    if request.method == "POST" and form.is_valid():
        found.mapping = form.mapping()
        found.save(update_fields=["mapping"])
        return _do(request, town, found)
    return _show(request, town, found, form, status=422 if form.errors else 200)


def _do(request: HttpRequest, town: Town, found: ImportRun) -> HttpResponse:
    by: Any = request.user
    if "apply" in request.POST:
        apply(run=found, by=by)
        messages.success(request, _("The table is read in."))
        return redirect("directory_desk:run", town.slug, found.pk)
    try_out(run=found, by=by)
    return _show(request, town, found, _mapping_form(request, found))


def _mapping_form(request: HttpRequest, found: ImportRun) -> MappingForm:
    meanings = [(column.key, column.label) for column in COLUMNS]
    data = request.POST or None
    return MappingForm(data, header=found.header, meanings=meanings, guessed=found.mapping)


def _show(
    request: HttpRequest, town: Town, found: ImportRun, form: MappingForm | None, status: int = 200
) -> HttpResponse:
    columns = []
    if form is not None:
        examples = [[row[n] for row in found.rows[:EXAMPLES]] for n in range(len(found.header))]
        columns = list(
            zip([form[f"c{n}"] for n in range(len(found.header))], examples, strict=True)
        )
    context = {
        "town": town,
        "run": found,
        "form": form,
        "columns": columns,
        "count": len(found.rows),
        "report": found.report if form is None or request.method == "POST" else {},
    }
    return render(request, "directory/desk/run.html", context, status=status)
