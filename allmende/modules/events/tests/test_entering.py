"""Entering at the desk: from the phone, again, by an association, wrongly, twice."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from allmende.core.items.queries import waiting_for_release
from allmende.core.kit.dates import BERLIN
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.modules.events.domain import publish_event
from allmende.modules.events.pages import EventPage
from allmende.shared.places.models import Place

NOW = datetime(2026, 11, 22, 10, tzinfo=BERLIN)
SAID = {
    "title": "Backhausfest",
    "day": "2026-12-05",
    "begins": "15:00",
    "ends": "18:00",
    "place": "Anger",
    "summary": "Mit Kuchen.",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def form_of(town):
    return reverse("events_enter", args=[town.slug])


def once_in(answer):
    return answer.context["once"]


def test_five_fields_make_a_published_event(cast, browser_of):
    there = Place.objects.create(town=cast.soemmerda, name="Anger")
    browser = browser_of(cast.marlene)
    once = once_in(browser.get(form_of(cast.soemmerda)))

    browser.post(form_of(cast.soemmerda), SAID | {"once": once})

    page = EventPage.objects.get()
    assert (page.live, page.place, page.place_text) == (True, there, "")
    assert page.starts_at == datetime(2026, 12, 5, 15, tzinfo=BERLIN)
    assert page.ends_at == datetime(2026, 12, 5, 18, tzinfo=BERLIN)


def test_the_same_form_sent_twice_makes_one_event(cast, browser_of):
    browser = browser_of(cast.marlene)
    said = SAID | {"once": once_in(browser.get(form_of(cast.soemmerda)))}

    browser.post(form_of(cast.soemmerda), said)
    browser.post(form_of(cast.soemmerda), said)

    assert EventPage.objects.count() == 1


def test_a_night_ends_the_next_day(cast, browser_of):
    browser = browser_of(cast.marlene)

    browser.post(form_of(cast.soemmerda), SAID | {"begins": "20:00", "ends": "03:00"})

    assert EventPage.objects.get().ends_at == datetime(2026, 12, 6, 3, tzinfo=BERLIN)


def test_without_times_it_is_the_whole_day(cast, browser_of):
    browser_of(cast.marlene).post(form_of(cast.soemmerda), SAID | {"begins": "", "ends": ""})

    page = EventPage.objects.get()
    assert (page.is_all_day, page.ends_at) == (True, None)


def test_what_is_wrong_is_said_and_what_was_written_stays(cast, browser_of):
    answer = browser_of(cast.marlene).post(
        form_of(cast.soemmerda), SAID | {"day": "31.02.2026", "begins": "", "place": ""}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert EventPage.objects.count() == 0
    assert "Backhausfest" in text
    assert "Bitte sagen Sie, wann es beginnt" in text


def test_a_village_sends_and_the_town_publishes(cast, browser_of):
    browser_of(cast.ilse).post(form_of(cast.straussfurt), SAID)

    page = EventPage.objects.get()
    assert page.live is False
    assert [row.item.pk for row in waiting_for_release(cast.straussfurt)] == [page.pk]


def test_again_takes_over_and_moves_a_year_on(cast, browser_of):
    page = publish_event(
        town=cast.soemmerda, title="Hügelfest", starts_at=datetime(2025, 12, 6, 14, tzinfo=BERLIN),
        ends_at=datetime(2025, 12, 6, 22, tzinfo=BERLIN), contact_name="Heimatverein",
    )  # fmt: skip
    browser = browser_of(cast.marlene)
    form = browser.get(f"{form_of(cast.soemmerda)}?wie={page.pk}").context["form"]
    said = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}

    browser.post(
        f"{form_of(cast.soemmerda)}?wie={page.pk}",
        {name: value for name, value in said.items() if value not in {None, False}}
        | {"place": "Hügel"},
    )

    new = EventPage.objects.exclude(pk=page.pk).get()
    assert new.starts_at == datetime(2026, 12, 5, 14, tzinfo=BERLIN)  # a Saturday again
    assert (new.title, new.contact_name) == ("Hügelfest", "Heimatverein")


def test_events_of_another_town_are_not_there(cast, browser_of):
    theirs = publish_event(
        town=cast.buttstaedt, title="Geheim", starts_at=datetime(2026, 12, 6, 14, tzinfo=BERLIN)
    )
    browser = browser_of(cast.marlene)

    assert browser.get(f"{form_of(cast.soemmerda)}?wie={theirs.pk}").status_code == 404
    assert browser.get(form_of(cast.buttstaedt)).status_code == 404
    own = browser.get(reverse("events_own", args=[cast.soemmerda.slug])).content.decode()
    assert "Geheim" not in own


def test_an_association_sees_only_what_it_entered(cast, browser_of):
    appoint(user=cast.stranger, role=Role.ORG_EDITOR, town=cast.soemmerda, organisation="Chor")
    publish_event(
        town=cast.soemmerda, title="Fremdes", starts_at=datetime(2026, 12, 6, 14, tzinfo=BERLIN)
    )
    browser = browser_of(cast.stranger)
    browser.post(form_of(cast.soemmerda), SAID)

    own = browser.get(reverse("events_own", args=[cast.soemmerda.slug])).content.decode()

    assert "Backhausfest" in own
    assert "Fremdes" not in own
    assert EventPage.objects.get(title="Backhausfest").source_kind == "association"
