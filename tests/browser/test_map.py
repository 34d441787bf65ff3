"""The map of the directory: closer and further by button, key and hand; a drawing without scripts."""


def box(page):
    return [float(part) for part in page.get_attribute(".places-map svg", "viewBox").split()]


def test_map_goes_closer_moves_and_comes_back_by_keyboard_alone(browse, house):
    page = browse()
    page.goto(house.url("soemmerda", "/verzeichnis/"))
    whole = box(page)

    page.focus(".map-tools button")
    page.keyboard.press("Enter")
    near = box(page)
    page.keyboard.press("ArrowRight")
    moved = box(page)
    page.click("[aria-label='Ganze Karte']")

    assert near[2] < whole[2]
    assert (moved[0] > near[0], moved[2]) == (True, near[2])
    assert box(page) == whole


def test_map_follows_the_hand_and_never_leaves_itself(browse, house):
    page = browse()
    page.goto(house.url("becken", "/verzeichnis/"))
    whole = box(page)
    page.click("[aria-label='Näher']")
    near = box(page)
    page.locator(".places-map").scroll_into_view_if_needed()
    place = page.locator(".places-map svg").bounding_box()

    def drag(start, end):
        page.mouse.move(place["x"] + start, place["y"] + start)
        page.mouse.down()
        page.mouse.move(place["x"] + end, place["y"] + end, steps=5)
        page.mouse.up()

    drag(40, 80)
    moved = box(page)
    for _ in range(4):
        drag(40, 200)

    assert whole[0] < moved[0] < near[0]
    assert box(page)[:2] == whole[:2]


def test_without_scripts_the_map_is_a_drawing_and_has_no_dead_buttons(browse, house):
    page = browse(java_script_enabled=False)
    page.goto(house.url("soemmerda", "/verzeichnis/"))

    assert page.locator(".places-map circle").count() > 20
    assert page.locator(".map-tools button").count() == 0
