"""Suggestions while typing: for eyes, ears and the keyboard; nothing is lost without them."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_suggestions_are_chosen_by_keyboard_and_closed_by_escape(browse, house):
    page = browse()
    page.goto(house.url("soemmerda", "/suche/"))
    box = page.get_by_role("combobox").last
    box.press_sequentially("brü")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("brü")

    box.press_sequentially("c")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/suche/\?q=Br%C3%BCcke"))
