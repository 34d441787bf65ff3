"""What each role may open at the desk: exactly what domain.md § 2 says, address by address.

Addresses are found through the resolver. One that no line of ``TABLE`` names fails the test:
who builds it says who may open it.
"""

import os
import random
import re
from typing import Any

import pytest

from allmende.core.items.domain import submit
from allmende.core.people.choices import DESK_ROLES, Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.modules.portal.domain import draft_news, publish_news
from conftest import Cast, HouseClient, settle
from tests.house_urls import Address, Values, addresses
from tests.secrets_of_b import fill
from tests.test_isolation import browser, values

SEED = int(os.environ.get("ALLMENDE_TEST_SEED", random.SystemRandom().randrange(10**6)))
#: So many of the house's own addresses, and of Wagtail's, each role is tried at in one run.
OURS, SOME = 30, 20

NOBODY: frozenset[str] = frozenset()
EDITS = frozenset({Role.TOWN_EDITOR, Role.TOWN_RELEASE, Role.VG_EDITOR, Role.VG_RELEASE})
WRITES = EDITS | {Role.VILLAGE_EDITOR, Role.ORG_EDITOR}
SETTLES = frozenset({Role.TOWN_RELEASE, Role.VG_RELEASE, Role.PLATFORM_ADMIN})
READS_LOG = EDITS | {Role.DPO, Role.PLATFORM_ADMIN}
EVERY = frozenset(DESK_ROLES)
#: A GET says nothing there: they want a POST, a dialogue, or a state that is not at hand.
MUTE = None

#: First line that fits counts.
TABLE: tuple[tuple[str, Any], ...] = (
    (r"(login|logout|password_reset|jsi18n|sprite|test404|failwhale|tag-autocomplete)/", MUTE),
    (r"(block-preview|dismissibles|embeds|choose-[a-z-]+|editing-sessions|bulk)/", MUTE),
    (r"(images|documents)/(chooser|multiple)/|api/main/pages/|localized", MUTE),
    (r"$|account/$|sicherheit/$|sicherheit/schluessel/$|neu/$|angebote/$|stadt/$", EVERY),
    (r"sicherheit/|angebote/entscheiden/|einfuegen/|rueckgaengig/|pflege/[^/]*/.+", MUTE),
    (r"(users|groups|sites|collections|redirects|snippets|reports|workflows)/", NOBODY),
    (r"(pages/workflow|pages/usage|api/main/images|api/main/documents)/", NOBODY),
    (r"stadt/neu/", NOBODY),
    (r"meldung/|bild/|barrieren/", EDITS),
    (r"kurz/|termin/|termine/", WRITES),
    (r"protokoll/", READS_LOG),
    (r"pflege/", MUTE),
    (r"post/$", SETTLES),
    (r"post/", MUTE),
    (r"stadt/[^/]+/(oeffnungszeiten|direktlinks|teilen)/$", EDITS | SETTLES),
    (r"stadt/[^/]+/(profil|rechtliches|module|personen|sicherheit)/$", SETTLES),
    (r"stadt/[^/]+/personen/rollen.csv$", SETTLES),
    (r"stadt/[^/]+/(profil/farben|personen/einladen|personen/ernennen)/$", SETTLES),
    (r"stadt/[^/]+/$", EDITS | SETTLES),
    (r"stadt/", MUTE),
    (r"verzeichnis/([^/]+/([a-z]+/)?)?$", EDITS),
    (r"verzeichnis/[^/]+/eintrag/\d+/(zeiten/|loeschen/|ausnahmen/)?$", EDITS),
    (r"verzeichnis/[^/]+/(antrag|einlesen)/\d+/$", EDITS),
    (r"verzeichnis/", MUTE),
    (r"pages/\d+/(edit|delete|history|copy|usage|view_draft)/$", EDITS),
    (r"pages/add/(portal/newspage|events/eventpage)/\d+/$", WRITES),
    (r"pages/", MUTE),
    (r"(images|documents)/$|(images|documents)/add/$", WRITES),
    (r"images/\d+/$|images/\d+/delete/$|documents/(edit|delete)/\d+/$", EDITS),
    (r"(images|documents)/", MUTE),
)


def rule_for(path: str) -> Any:
    """Roles that may open a path; raises LookupError for one that nobody thought of."""
    rest = path.removeprefix("/verwaltung/")
    for pattern, roles in TABLE:
        if re.match(pattern, rest):
            return roles
    raise LookupError(path)


@pytest.fixture
def b(cast: Cast, settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return fill(cast)


def clear_values(b: Any) -> Values:
    """One good value for each argument, so that an answer is about rights and nothing else."""
    live = publish_news(town=b.town, title="Offen", slug="offen")
    waits = draft_news(town=b.town, title="Wartet", slug="wartet", by=b.editor)
    waits.save_revision(user=b.editor, clean=False)
    submit(item=waits, by=b.editor)
    settle()
    single = {
        "page_id": [live.pk], "parent_page_id": [b.shelf.pk], "slug": [b.town.slug],
        "content_type_app_name": ["portal"], "content_type_model_name": ["newspage"],
        "meldung.pk": [live.pk], "image_id": [b.picture.pk], "document_id": [b.document.pk],
    }  # fmt: skip
    known = values(b)
    return Values(known.by_name | single, known.others)


def desk_addresses() -> list[Address]:
    return [one for one in addresses() if one.form.startswith("verwaltung/")]


def paths_to_try(known: Values, b: Any) -> list[tuple[str, frozenset[str]]]:
    """A path and its roles for every address that speaks to a GET."""
    found: dict[str, Any] = {}
    for address in desk_addresses():
        for path in address.paths(known, random.Random(0), most=1):
            found[path] = rule_for(path)
    waiting = next(page.pk for page in b.town.items.filter(slug="wartet"))
    found.pop(next(p for p in found if p.endswith("/freigeben/")), None)
    found[f"/verwaltung/meldung/{waiting}/freigeben/"] = EDITS
    return [(path, roles) for path, roles in sorted(found.items()) if roles is not MUTE]


def opens(client: HouseClient, path: str, host: str) -> bool:
    response = client.get(path, host=host)
    if response.status_code in {301, 302}:
        return response["Location"].startswith(
            ("/verwaltung/stadt/", "/verwaltung/pages/", "/verwaltung/verzeichnis/")
        )
    return response.status_code == 200


def test_every_address_has_a_line_in_the_table(b: Any) -> None:
    known = clear_values(b)
    tried = [path for path, _roles in paths_to_try(known, b)]
    assert len(tried) > 90


def is_ours(path: str) -> bool:
    return (
        re.match(
            r"/verwaltung/(meldung|bild|barrieren|protokoll|post|stadt|kurz|neu|verzeichnis)", path
        )
        is not None
    )


def test_each_role_opens_exactly_what_it_should(cast: Cast, b: Any) -> None:
    print(f"ALLMENDE_TEST_SEED={SEED}")
    dice, plan, wrong = random.Random(SEED), paths_to_try(clear_values(b), b), []
    ours = [pair for pair in plan if is_ours(pair[0])]
    rest = [pair for pair in plan if not is_ours(pair[0])]
    roles = [role for role in DESK_ROLES if role != Role.ALLIANCE_OFFICE]
    for role in roles:
        client = _holder(role, b.town)
        for path, allowed in [*dice.sample(ours, OURS), *dice.sample(rest, SOME)]:
            if opens(client, path, b.town.host) != (role in allowed):
                wrong.append(f"{role} {path}: {'too little' if role in allowed else 'too much'}")
        assert opens(client, "/verwaltung/account/", b.town.host)  # still signed in
    assert wrong == []


def _holder(role: str, town: Any) -> HouseClient:
    user = User.objects.create_user(f"wer-{role}-{town.slug}")
    appoint(user=user, role=Role(role), town=town)
    return browser(user)


def test_no_role_reaches_into_another_town(cast: Cast, b: Any) -> None:
    print(f"ALLMENDE_TEST_SEED={SEED}")
    dice, plan = random.Random(SEED), paths_to_try(clear_values(b), b)
    named = [path for path, allowed in plan if allowed != EVERY and _names_something(path)]
    scopes = [(role, cast.soemmerda) for role in DESK_ROLES if role != Role.ALLIANCE_OFFICE]
    wrong = []
    for role, town in [*scopes, (Role.ALLIANCE_OFFICE, cast.allianz)]:
        client = _holder(role, town)
        paths = dice.sample(named, min(len(named), SOME))
        wrong += [f"{role} {path}" for path in paths if opens(client, path, town.host)]
        assert opens(client, "/verwaltung/account/", town.host)
    assert wrong == []


def _names_something(path: str) -> bool:
    return re.search(r"\d|/buttstaedt/", path) is not None


def test_the_alliance_office_settles_the_alliance_only(cast: Cast) -> None:
    office = _holder(Role.ALLIANCE_OFFICE, cast.allianz)
    sheets = ("", "profil/", "rechtliches/", "module/", "personen/", "sicherheit/", "teilen/")
    own = [
        opens(office, f"/verwaltung/stadt/allianz/{tail}", "becken.localhost") for tail in sheets
    ]
    towns = [opens(office, f"/verwaltung/stadt/soemmerda/{t}", "becken.localhost") for t in sheets]
    logs = [opens(office, f"/verwaltung/protokoll/{slug}/", "becken.localhost")
            for slug in ("allianz", "soemmerda")]  # fmt: skip
    assert (set(own), set(towns), logs) == ({True}, {False}, [True, False])


def test_roles_without_the_desk_stand_before_the_door(cast: Cast) -> None:
    outside = [role for role in Role if role not in DESK_ROLES]
    assert outside
    for role in outside:
        client = _holder(role, cast.soemmerda)
        for path in ("/verwaltung/", "/verwaltung/protokoll/soemmerda/", "/verwaltung/stadt/"):
            response = client.get(path)
            assert response["Location"].startswith("/verwaltung/login/")
