"""Several drawings in one file stay what they are, each under its name."""

from allmende.core.kit.svg_sheet import names_in, svg_sheet

NS = 'xmlns="http://www.w3.org/2000/svg"'
TOWER = (
    f'<svg {NS} viewBox="0 0 64 76"><clipPath id="a"><path d="M0 0h9"/></clipPath>'
    '<g clip-path="url(#a)"/><use href="#a"/></svg>'
)


def test_the_sheet_shows_the_first_drawing_and_others_by_name():
    sheet = svg_sheet(TOWER, {"ried": TOWER, "aue": f'<svg {NS} width="8" height="9"/>'})

    assert names_in(sheet) == {"ried", "aue"}
    assert sheet.startswith(f'<svg {NS} viewBox="0 0 64 76"><clipPath id="a">')
    assert '<view id="ried" viewBox="100000 0 64 76" />' in sheet
    assert '<view id="aue" viewBox="200000 0 8 9" />' in sheet


def test_names_inside_two_drawings_do_not_meet():
    sheet = svg_sheet("", {"ried": TOWER, "aue": TOWER})

    for name in ("ried", "aue"):
        for part in (f'id="{name}.a"', f'"url(#{name}.a)"', f'href="#{name}.a"'):
            assert sheet.count(part) == 1


def test_what_is_no_drawing_or_has_no_size_is_left_out():
    nothing = {"a": "", "b": "<svg", "c": "<svg/>", "d": f"<svg {NS}/>", "e": f"<svg {NS} viewBox='0 0 0 x'/>",
               "f": f'<!DOCTYPE svg [<!ENTITY x "y">]><svg {NS} viewBox="0 0 1 1">&x;</svg>'}  # fmt: skip

    assert names_in(svg_sheet("<svg", nothing)) == frozenset()
