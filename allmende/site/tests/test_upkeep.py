"""The screens of care: one click to the right page, and only one's own town."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allmende.core.upkeep.models import Finding, Review, StaleAfter
from conftest import settle


def found(town, number, key="dead"):
    Finding.objects.bulk_create(
        Finding(
            town=town, check_key=key, subject=f"item:{n}", title=f"{town} {n:02}",
            path=f"/verwaltung/pages/{n}/edit/",
        )
        for n in range(number)
    )  # fmt: skip
    Review.objects.update_or_create(town=town, defaults={"done_at": timezone.now()})


@pytest.fixture
def marlene(cast, browser_of):
    return browser_of(cast.marlene)


def test_the_list_leads_to_where_it_is_put_right(cast, marlene):
    found(cast.soemmerda, 2)
    found(cast.buttstaedt, 2)

    text = marlene.get("/verwaltung/pflege/soemmerda/").content.decode()

    assert 'href="/verwaltung/pages/1/edit/"' in text
    assert "Sömmerda 01" in text
    assert "Buttstädt" not in text


def test_whoever_has_one_town_is_there_at_once(cast, marlene):
    response = marlene.get("/verwaltung/pflege/")

    assert response.url == "/verwaltung/pflege/soemmerda/"


def test_a_clerk_of_two_towns_chooses(cast, browser_of):
    found(cast.straussfurt, 3)

    text = browser_of(cast.beate).get("/verwaltung/pflege/").content.decode()

    assert "3 Stellen zu pflegen" in text
    assert "0 Stellen zu pflegen" in text


@pytest.mark.parametrize("path", ["", "bleibt/", "jetzt/", "monate/", "orte/"])
def test_another_town_does_not_exist(cast, marlene, path):
    found(cast.buttstaedt, 1, key="stale")
    finding = Finding.objects.get()
    url = f"/verwaltung/pflege/buttstaedt/{path}"

    send = marlene.get if path in {"", "orte/"} else marlene.post

    assert send(url, {"finding": finding.pk}).status_code == 404
    assert Finding.objects.count() == 1


def test_a_page_that_is_still_right_stays(cast, marlene):
    found(cast.soemmerda, 1, key="stale")

    response = marlene.post(
        "/verwaltung/pflege/soemmerda/bleibt/", {"finding": Finding.objects.get().pk}, follow=True
    )

    assert "bleibt so. Wir fragen in einem Jahr wieder." in response.content.decode()
    assert "Alles in Ordnung" in response.content.decode()


def test_months_are_set_within_bounds(cast, marlene):
    marlene.post("/verwaltung/pflege/soemmerda/monate/", {"portal.standardpage": "9999"})
    settle()

    assert StaleAfter.objects.get().months == 60


def test_a_village_editor_sees_the_list_and_decides_nothing(cast, browser_of):
    found(cast.straussfurt, 1, key="stale")
    ilse = browser_of(cast.ilse)

    text = ilse.get("/verwaltung/pflege/straussfurt/").content.decode()
    refused = ilse.post(
        "/verwaltung/pflege/straussfurt/bleibt/", {"finding": Finding.objects.get().pk}
    )

    assert "Straußfurt 00" in text
    assert "bleibt so</button>" not in text
    assert refused.status_code == 404


def test_the_office_of_the_alliance_sees_numbers_and_no_titles(cast, browser_of):
    found(cast.soemmerda, 7)
    found(cast.wundersleben, 5)  # no member

    text = browser_of(cast.nora).get("/verwaltung/pflege/allianz/orte/").content.decode()

    assert "<strong>7</strong>" in text
    assert "<strong>5</strong>" not in text
    assert "Sömmerda 01" not in text
    assert "/verwaltung/pages/" not in text.partition('class="desk upkeep"')[2]


def test_a_long_list_costs_as_many_queries_as_a_short_one(cast, marlene):
    counts = []
    for number in (1, 40):
        Finding.objects.all().delete()
        found(cast.soemmerda, number)
        marlene.get("/verwaltung/pflege/soemmerda/")
        with CaptureQueriesContext(connection) as queries:
            marlene.get("/verwaltung/pflege/soemmerda/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
