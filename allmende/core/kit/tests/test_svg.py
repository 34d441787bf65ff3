"""What someone hides in a drawing is not in the drawing that is kept."""

import pytest

from allmende.core.kit.svg import MAX_BYTES, NotADrawing, clean_svg

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside, attributes=""):
    return f"<svg {NS} viewBox='0 0 9 9' {attributes}>{inside}</svg>"


def test_shapes_stay_as_they_are():
    kept = clean_svg(
        drawing(
            '<title>Turm</title><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/>'
            '</linearGradient></defs><g transform="scale(2)"><path d="M0 0h9" fill="url(#g)"/></g>'
            '<use href="#g"/>'
        )
    )

    for part in ("<title>Turm</title>", 'd="M0 0h9"', 'fill="url(#g)"', 'href="#g"', "scale(2)"):
        assert part in kept
    assert kept.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>boese()</script>",
        "<SCRIPT>boese()</SCRIPT>",
        '<script href="//boese.example/x.js"/>',
        "<style>@import url(//boese.example/x.css);</style>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="boese()"/></foreignObject>',
        '<path d="M0 0" onclick="boese()"/>',
        '<g onload="boese()"><g ONLOAD="boese()"/></g>',
        '<a href="javascript:boese()"><path d="M0 0"/></a>',
        '<a xlink:href="https://boese.example/"><path d="M0 0"/></a>',
        '<use href="https://boese.example/x.svg#a"/>',
        '<use xlink:href="https://boese.example/x.svg#a"/>',
        '<use href="data:image/svg+xml,boese"/>',
        '<image href="https://boese.example/spion.png"/>',
        '<feImage href="https://boese.example/spion.png"/>',
        '<path fill="url(https://boese.example/x#a)" d="M0 0"/>',
        '<path fill="url( https://boese.example/x#a)" d="M0 0"/>',
        '<path fill="url(\'https://boese.example/x#a\')" d="M0 0"/>',
        '<path fill="URL(https://boese.example/x#a)" d="M0 0"/>',
        '<path fill="url(#a) url(https://boese.example/x)" d="M0 0"/>',
        '<path style="background:url(https://boese.example/x)" d="M0 0"/>',
        '<animate attributeName="href" to="javascript:boese()"/>',
        '<set attributeName="onclick" to="boese()"/>',
        '<path fill="u\\72l(https://boese.example/x)" d="M0 0"/>',
        "<text>boese</text>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://boese.example/"/>',
        "<!-- boese -->",
        "<?xml-stylesheet href='https://boese.example/x.css'?>",
        "<g><defs><script>boese()</script></defs></g>",
    ],
)
def test_what_acts_or_calls_home_is_gone_and_the_rest_stays(nasty):
    kept = clean_svg(drawing(f'{nasty}<circle r="3"/>'))

    assert "boese" not in kept
    assert 'r="3"' in kept


def test_handlers_on_the_drawing_itself_are_gone():
    kept = clean_svg(drawing('<circle r="3"/>', 'onload="boese()" style="x:expression(boese)"'))

    assert "boese" not in kept
    assert 'viewBox="0 0 9 9"' in kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kein Bild",
        "<svg",
        "<svg></svg>",  # no namespace: browsers would not draw it
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        f"<!DOCTYPE svg><svg {NS}/>",
        f'<!DOCTYPE svg [<!ENTITY a "boese">]><svg {NS}><title>&a;</title></svg>',
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg {NS}><title>&a;</title></svg>',
        drawing("<path d='" + "M0 0" * (MAX_BYTES // 4) + "'/>"),
    ],
)
def test_what_is_no_drawing_is_refused(text):
    with pytest.raises(NotADrawing):
        clean_svg(text)


def test_the_size_is_counted_in_bytes():
    fits = drawing(f"<title>{'a' * (MAX_BYTES - len(drawing('<title></title>')))}</title>")
    assert len(fits.encode()) == MAX_BYTES
    clean_svg(fits)

    with pytest.raises(NotADrawing):
        clean_svg(fits.replace("aaa", "aaä", 1))


def test_a_cleaned_drawing_stays_the_same_when_cleaned_again():
    once = clean_svg(drawing('<g fill="#fff"><circle r="3" onclick="boese()"/></g>'))

    assert clean_svg(once) == once
