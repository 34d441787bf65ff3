"""What machines read is true JSON, and no title can break out of it."""

import json
import re

import pytest

from allmende.modules.portal.domain import publish_news
from allmende.site.structured import as_script

NASTY = 'Fest</script><script>boese()</script><!-- & \u2028 "quot"'


@pytest.mark.parametrize("text", [NASTY, "<!--<script>", "]]>", "&lt;", "\\u003c", "ä€😀"])
def test_any_text_comes_back_as_it_was_and_closes_no_element(text):
    script = as_script({"headline": text})

    assert json.loads(script) == {"headline": text}
    assert not set(script) & set("<>&")


def test_a_page_with_a_nasty_title_has_one_block_of_data_and_no_script_of_its_own(cast, client):
    item = publish_news(town=cast.soemmerda, title=NASTY[:90], slug="fest", summary=NASTY)

    for path in (
        item.local_path(),
        "/",
        "/aktuelles/",
        "/suche/?q=fest",
        f"{item.local_path()}druck/",
    ):
        assert "<script>boese" not in client.get(path).content.decode()
    page = client.get(item.local_path()).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = [json.loads(block) for block in blocks]
    assert [one["headline"] for one in data] == [NASTY[:90]]
    assert data[0]["description"] == NASTY
    assert data[0]["publisher"]["name"] == "Stadt Sömmerda"
    assert data[0]["mainEntityOfPage"] == f"http://soemmerda.localhost:8000{item.local_path()}"


def test_the_start_page_names_the_town_and_its_search(cast, client):
    page = client.get("/").content.decode()

    block = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    site, town = json.loads(block[0])["@graph"]
    assert (site["@type"], town["name"], town["telephone"]) == (
        "WebSite", "Stadt Sömmerda", "03634 000-1",
    )  # fmt: skip
    assert site["potentialAction"]["target"]["urlTemplate"].endswith(
        "/suche/?q={search_term_string}"
    )
