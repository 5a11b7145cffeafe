"""What the chapter tells the reader to do with the descent, done in its order."""

import pytest
from helpers.live_common import drawn, state
from helpers.live_in_book import drag
from playwright.sync_api import expect
from widgets.gradient_descent.pages import CHART, GRIP, MAP, agrees, numbers_agree, readings, twin

pytestmark = pytest.mark.browser

DESK = {"width": 1200, "height": 900}


def follow(page, words):
    page.locator('a[href^="#gd."]').filter(has_text=words).click()
    drawn(page)


def test_the_instructions(in_book):
    page = in_book("gd", viewport=DESK).page
    drag(page, GRIP, (40, 20))
    drawn(page)
    assert agrees(page)
    eta = page.get_by_role("slider", name="learning rate eta", exact=True)
    path = twin(page).path()
    first = twin(page).landscape().value(path[0])
    costs = {}
    while state(page)["eta"] < 0.095:
        costs[state(page)["eta"]] = readings(page)[3]
        eta.press("ArrowRight")
        drawn(page)
    assert min(costs) < 0.08 < max(costs)
    assert all((first < J) == (eta > 0.08) for eta, J in costs.items()), costs
    expect(page.get_by_text("above 0.080, the limit").first).to_be_visible()


def test_the_links_in_their_order(in_book):
    page = in_book("gd", viewport=DESK).page
    first = 1 / 2 * 2.5**2 + 25 / 2 * 0.8**2
    for words, least, most in (("below the limit", 0, 0.5), ("above it", first, 1e9)):
        follow(page, words)
        assert least <= readings(page)[3] <= most
        assert numbers_agree(page)
    for words, surface in (
        ("a valley that bends", "rosenbrock"),
        ("a saddle", "saddle"),
        ("in it", "saddle"),
        ("several minima", "several_minima"),
    ):
        follow(page, words)
        assert state(page)["surface"] == surface
        assert agrees(page)
        if words == "in it":
            expect(page.get_by_text("The gradient is 0 at the start").first).to_be_visible()


def test_a_path_is_kept_beside_the_next(in_book):
    page = in_book("gd", viewport=DESK).page
    page.get_by_role("button", name="Keep this path").click()
    follow(page, "above it")
    expect(page.locator(f"{MAP} >> .nn-map-run")).to_have_count(1)
    expect(page.locator(f"{CHART} >> .nn-map-run")).to_have_count(1)


def test_the_saddle_holds_the_path_for_a_while(in_book):
    page = in_book("gd", viewport=DESK).page
    follow(page, "a saddle")
    scrubber = page.get_by_role("slider", name="Step of the descent")
    costs = []
    for step in (20, 25, 80):
        scrubber.fill(f"{step}")
        drawn(page)
        costs.append(readings(page)[3])
    assert abs(costs[0] - costs[1]) < 0.05
    assert costs[2] == pytest.approx(-0.25, abs=0.01)
