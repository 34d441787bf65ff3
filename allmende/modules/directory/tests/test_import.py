"""Tables are read in: a trial changes nothing, a second time nothing is doubled, junk is refused."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from allmende.core.towns.models import Village
from allmende.modules.directory.domain import Whole, change_entry
from allmende.modules.directory.importing.columns import guess
from allmende.modules.directory.importing.run import apply, try_out
from allmende.modules.directory.intake import tables
from allmende.modules.directory.intake.tables import NotATable, read
from allmende.modules.directory.models import Entry, ImportRun
from allmende.modules.directory.tests.world import club

CSV = (
    "Verein;Ortsteil;Straße;Telefon;interne Mail;Nr\r\n"
    "Chor;Leubingen;Anger 1;03634 000-1;chor@example.org;1\r\n"
    "Turnverein;;Halle 2;03634 000-2;;2\r\n"
).encode("cp1252")
DESK = "/verwaltung/verzeichnis/soemmerda/einlesen/"


@pytest.fixture
def town(cast):
    Village.objects.create(town=cast.soemmerda, name="Leubingen")
    return cast.soemmerda


def run_of(town, content=CSV, **fields):
    table = read(content)
    values = {"mapping": guess(table.header), "file_name": "vereine.csv", **fields}
    return ImportRun.objects.create(town=town, header=table.header, rows=table.rows, **values)


def numbers(report):
    return tuple(report[key] for key in ("new", "changed", "same", "left_out"))


def test_a_trial_says_what_would_happen_and_changes_nothing(cast, town):
    report = try_out(run=run_of(town), by=cast.marlene)
    assert numbers(report) == (2, 0, 0, 0)
    assert not Entry.objects.exists()


def test_twice_read_in_nothing_is_doubled_and_edits_survive(cast, town):
    apply(run=run_of(town), by=cast.marlene)
    choir = Entry.objects.get(name="Chor")
    assert (choir.place.village.name, choir.organisation.phone) == ("Leubingen", "03634 000-1")
    change_entry(entry=choir, whole=Whole({"summary": "Singt."}), by=cast.marlene)
    report = apply(run=run_of(town), by=cast.marlene)
    assert numbers(report) == (0, 0, 2, 0)
    assert Entry.objects.get(pk=choir.pk).summary == "Singt."
    renamed = CSV.replace(b"Chor;", b"Gemischter Chor;")
    assert numbers(apply(run=run_of(town, renamed), by=cast.marlene)) == (0, 1, 1, 0)
    assert Entry.objects.get(pk=choir.pk).name == "Gemischter Chor"


def test_one_run_is_applied_once(cast, town):
    run = run_of(town)
    first = apply(run=run, by=cast.marlene)
    assert apply(run=run, by=cast.marlene) == first
    assert Entry.objects.count() == 2


def test_bad_rows_are_named_and_left_out(cast, town):
    content = (
        "name;ort;ortsteil;website;lat;lon;art\n"
        ";;;;;;\n"
        "Gut;;;;51,1;11,2;Verein\n"
        "Kein Dorf;;Vehra;;;;\n"
        "Böse;;;javascript:alert(1);;;\n"
        "Halb;;;;51,1;;\n"
        "Schief;;;;fünfzig;11;\n"
        "Gut;;;;;;Verein\n"
        "Was;;;;;;Raumschiff\n"
    ).encode()
    report = apply(run=run_of(town, content), by=cast.marlene)
    assert numbers(report) == (1, 0, 0, 6)
    assert [error["row"] for error in report["errors"]] == [3, 4, 5, 6, 7, 8]
    assert [entry.name for entry in Entry.objects.all()] == ["Gut"]


def test_a_table_writes_into_its_own_town_only(cast, town):
    theirs = club(cast.buttstaedt, "Chor")
    apply(run=run_of(town), by=cast.marlene)
    theirs.refresh_from_db()
    assert (theirs.organisation.phone, Entry.objects.filter(town=town).count()) == ("", 2)


def excel(rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_excel_is_read_like_csv(cast, town):
    content = excel(
        [["Name", "PLZ", "Telefon"], ["Chor", 99610.0, "03634 000-1"], [None, None, None]]
    )
    table = read(content)
    assert table.rows == [["Chor", "99610", "03634 000-1"]]
    assert guess(table.header) == {"0": "name", "1": "postcode", "2": "phone"}


def test_formulas_are_not_worked_out_and_not_kept_as_such(cast, town):
    apply(run=run_of(town, excel([["Name"], ["=1+1"], ["Chor"]])), by=cast.marlene)
    assert [entry.name for entry in Entry.objects.all()] == ["Chor"]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/workbook.xml", b"<x/>")
        pack.writestr("xl/worksheets/sheet1.xml", b" " * (tables.MOST_INSIDE + 1))
    return out.getvalue()


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nur eine Zeile",
        b"%PDF-1.7\x00\x01",
        b"PK\x03\x04kaputt",
        other_zip(),
        bomb(),
        excel([["Name"], ["x"]])[:-200],
        b"x" * (tables.MOST_BYTES + 1),
        b"name\n" + b"x\n" * (tables.MOST_ROWS + 5),
        b";" * 60 + b"\n" + b"a;" * 60,
        b'"' + b"a" * 200_000 + b"\n",
    ],
    ids=["empty", "line", "pdf", "zip", "odt", "bomb", "cut", "large", "rows", "columns", "quote"],
)
def test_junk_is_refused_with_a_sentence(content):
    with pytest.raises(NotATable):
        read(content)


def test_the_way_through_the_desk(cast, town, browser_of):
    marlene = browser_of(cast.marlene)
    file = SimpleUploadedFile("liste.txt", CSV)
    path = marlene.post(DESK, {"file": file, "kind": "association"})["Location"]
    assert "Anger 1" in marlene.get(path).content.decode()
    mapping = {f"c{n}": key for n, key in ImportRun.objects.get().mapping.items()}
    tried = marlene.post(path, mapping | {"try": "1"}).content.decode()
    assert ("Das würde geschehen" in tried, Entry.objects.count()) == (True, 0)
    unnamed = marlene.post(path, dict.fromkeys(mapping, "") | {"apply": "1"})
    assert (unnamed.status_code, Entry.objects.count()) == (422, 0)
    marlene.post(path, mapping | {"apply": "1"})
    assert Entry.objects.filter(town=town).count() == 2
    assert "Das ist geschehen" in marlene.get(path).content.decode()
    assert browser_of(cast.antje).get(path).status_code == 404


def test_what_is_no_table_is_refused_at_the_desk(cast, town, browser_of):
    file = SimpleUploadedFile("vereine.csv", b"%PDF-1.7\x00")
    response = browser_of(cast.marlene).post(DESK, {"file": file, "kind": "association"})
    assert (response.status_code, ImportRun.objects.count()) == (422, 0)
