"""Whatever two colours a coat of arms brings, people can read the page."""

import re

import pytest

from allmende.site.palette import (
    TEXT_CONTRAST,
    UI_CONTRAST,
    UnreadableColourError,
    contrast,
    dark,
    ink_on,
    light,
    parse,
    readable,
    stylesheet,
)

COATS = (
    "#0a5c8f",
    "#a3202c",
    "#ffee00",
    "#ffffff",
    "#000000",
    "#7f7f7f",
    "#00ff00",
    "#3a6b35",
    "#ff00ff",
)
PAIRS = [(primary, accent) for primary in COATS for accent in COATS]
GROUNDS = ("--kern-color-layout-background-default", "--town-tint", "--town-tint-strong")
TEXTS = (
    "--kern-color-layout-text-default",
    "--kern-color-layout-text-muted",
    "--kern-color-action-default",
    "--town-accent-text",
)
INKS = {
    "--town-on-primary": "--town-primary",
    "--town-on-deep": "--town-deep",
    "--town-on-accent": "--town-accent",
    "--kern-color-action-on-default": "--kern-color-action-default",
}


@pytest.mark.parametrize("look", [light, dark])
@pytest.mark.parametrize(("primary", "accent"), PAIRS)
def test_every_pair_of_the_sheet_is_readable(look, primary, accent):
    tokens = look(parse(primary), parse(accent))
    for ground in GROUNDS:
        for text in TEXTS:
            assert contrast(tokens[text], tokens[ground]) >= TEXT_CONTRAST, (text, ground)
        assert contrast(tokens["--town-accent-ui"], tokens[ground]) >= UI_CONTRAST
    for ink, ground in INKS.items():
        assert contrast(tokens[ink], tokens[ground]) >= TEXT_CONTRAST, ink
    assert contrast(tokens["--town-deep-accent"], tokens["--town-deep"]) >= UI_CONTRAST


def test_contrast_agrees_with_the_published_examples():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_a_colour_survives_the_way_to_oklch_and_back():
    assert [parse(colour).hex for colour in COATS] == list(COATS)
    assert parse("06f").hex == parse("#0066ff").hex


def test_a_good_colour_is_left_alone():
    assert readable(parse("#0a5c8f"), on=("#ffffff",), ratio=TEXT_CONTRAST) == "#0a5c8f"


def test_yellow_stays_yellow_and_carries_dark_letters():
    tokens = light(parse("#ffd500"), parse("#0a5c8f"))
    assert ink_on(tokens["--town-primary"]) == "#000000"
    assert contrast(tokens["--kern-color-action-default"], "#ffffff") >= TEXT_CONTRAST


def test_the_sheet_answers_to_system_and_choice():
    sheet = stylesheet(primary="#0a5c8f", accent="#f2b705")
    assert [line.split("{")[0] for line in sheet.splitlines()] == [
        ":root",
        "@media (prefers-color-scheme:dark)",
        ":root[data-theme=light]",
        ":root[data-theme=dark]",
    ]
    assert len(set(re.findall(r"(--[\w-]+):", sheet))) == len(light(parse("#000"), parse("#fff")))


@pytest.mark.parametrize(
    "text", ["", "blue", "#12345", "#ggg", "#fff;}body{display:none", "#ffffff\n#000000", "##fff"]
)
def test_what_is_no_colour_never_reaches_the_sheet(text):
    with pytest.raises(UnreadableColourError):
        stylesheet(primary=text, accent="#ffffff")
