"""Pages and their sites: each stands on the host of its own town."""

from wagtail.models import Site

from allmende.modules.portal.domain import publish_news


def test_the_desk_opens_for_every_role_also_when_sites_were_founded_in_another_order(
    cast, browser_of
):
    """Wagtail asks a person's page for its site; numbers of sites and towns have nothing in common."""
    for site in Site.objects.order_by("pk"):
        number = 1_000 - site.pk
        site.delete()
        site.pk = number
        site.save(force_insert=True)
    for person in (cast.nora, cast.marlene, cast.beate, cast.ilse):
        assert browser_of(person).get("/verwaltung/").status_code == 200, person
    page = publish_news(town=cast.allianz, title="Fest")
    assert page.get_site().hostname == cast.allianz.host
