"""The MomentumPlane on a page without a kernel."""

import numpy as np
import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, decimals, drawn, state
from helpers.live_in_book import check_in_the_book, drag, swipe

from nnlib.widgets import MomentumPlane

pytestmark = pytest.mark.browser

NAMES = ("rate", "mu", "kappa", "method", "best")
FIRST = {"rate": 1.5, "mu": 0, "kappa": 25, "method": "Momentum", "best": False}
POINT = "rate times largest curvature, and momentum"


def plane(**settings):
    return MomentumPlane(**{"key": "plane"} | settings)


def settings(page):
    now = state(page)
    return {name: now[name] for name in NAMES}


def point(page):
    return page.get_by_role("slider", name=POINT)


def agrees(page):
    """Whether the words, the point and the pictures are those of Python."""
    twin = MomentumPlane(**settings(page))
    words = page.get_by_role("paragraph").filter(has_text="Rate times largest curvature")
    factor = twin.factor()
    expected = [twin.rate, twin.mu, factor]
    found = decimals(words.text_content())
    assert found[:3] == pytest.approx(expected, abs=0.0051)
    if factor < 1:
        assert found[3] == pytest.approx(np.log(10) / -np.log(factor), abs=0.051)
    else:
        assert "there is no end" in words.text_content()
    assert (found[-4:-2] == pytest.approx(twin.best_pair(), abs=0.00051)) is twin.best
    # A finger that moves the point hears the same, and so do the pictures beside it.
    for spoken in (
        point(page).get_attribute("aria-valuetext"),
        page.get_by_role("img", name="Path on the ravine.").get_attribute("aria-label"),
    ):
        assert f"{factor:.3f}" in spoken
    end = page.get_by_role("img", name="Errors over the steps").get_attribute("aria-label")
    if np.abs(twin.path()[-1]).max() < 1000:
        assert decimals(end) == pytest.approx(twin.path()[-1], abs=0.0051)
    return True


def test_every_figure_promise(live):
    check_common(live, plane)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("given", [{}, {"rate": 3, "mu": 0.9, "kappa": 400, "best": True}])
def test_first_frame(live, given, width):
    opened = live(plane(**given), viewport={"width": width, "height": 900})
    page = opened.page
    assert agrees(page)
    assert page.get_by_text("best", exact=True).count() == given.get("best", 0)
    widths = page.locator(".nn-plane-pictures svg").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().right)"
    )
    assert max(widths) <= width
    assert not opened.problems


@pytest.mark.parametrize("given", [{"best": True}, {"method": "Nesterov", "mu": 0.5, "rate": 0.5}])
def test_labels_can_be_read(live, given):
    check_labels(live, lambda: plane(**given))


def test_keyboard(live):
    page = live(plane()).page
    point(page).press("ArrowRight")
    point(page).press("ArrowUp")
    point(page).press("PageUp")
    drawn(page)
    now = settings(page)
    assert (now["rate"], now["mu"]) == (1.52, 0.11)
    assert agrees(page)
    point(page).press("End")
    drawn(page)
    assert settings(page)["rate"] == 4.2
    assert agrees(page)
    page.get_by_role("slider", name="condition number kappa").press("PageUp")
    page.get_by_role("radio", name="plain momentum").press("ArrowRight")
    page.get_by_role("checkbox", name="Show the best").press("Space")
    page.get_by_text("The point in numbers").press("Enter")
    page.get_by_role("slider", name="momentum mu").press("Home")
    drawn(page)
    now = settings(page)
    assert now["kappa"] > 25
    assert (now["method"], now["best"], now["mu"]) == ("Nesterov", True, 0)
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert settings(page) == FIRST
    assert agrees(page)


def place_of(page, rate, mu):
    """Where on the page a pair stands."""
    box = page.locator(".nn-plane-field").bounding_box()
    return box["x"] + rate / 4.2 * box["width"], box["y"] + (1 - mu) * box["height"]


def test_mouse_drags_the_point_and_presses_the_map(live):
    page = live(plane(), viewport={"width": 700, "height": 900}).page
    from_x, from_y = place_of(page, 1.5, 0)
    to_x, to_y = place_of(page, 2.5, 0.4)
    drag(page, f'role=slider[name="{POINT}"]', (to_x - from_x, to_y - from_y))
    drawn(page)
    now = settings(page)
    assert now["rate"] == pytest.approx(2.5, abs=0.03)
    assert now["mu"] == pytest.approx(0.4, abs=0.015)
    assert agrees(page)
    page.mouse.click(*place_of(page, 0.8, 0.7))
    drawn(page)
    now = settings(page)
    assert now["rate"] == pytest.approx(0.8, abs=0.03)
    assert now["mu"] == pytest.approx(0.7, abs=0.015)
    assert agrees(page)


def test_a_finger_drags_the_point_and_scrolls_elsewhere(live):
    page = live(plane(), has_touch=True, viewport={"width": 390, "height": 900}).page
    swipe(page, f'role=slider[name="{POINT}"]', (0, -20), (0, -60))
    drawn(page)
    mu = settings(page)["mu"]
    assert mu > 0.1
    assert agrees(page)
    ways = page.locator(".nn-plane-pictures > * > svg").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).touchAction)"
    )
    assert ways == ["pan-y pinch-zoom", "auto", "auto"]
    page.touchscreen.tap(*place_of(page, 2, 0.8))
    drawn(page)
    assert settings(page)["mu"] == pytest.approx(0.8, abs=0.02)


def test_address(live):
    page = live(plane(), hash="plane.rate=2.78&plane.mu=0.44&plane.method=Nesterov").page
    assert settings(page) == FIRST | {"rate": 2.78, "mu": 0.44, "method": "Nesterov"}
    assert agrees(page)
    point(page).press("ArrowDown")
    page.wait_for_url("**plane.mu=0.43*")


@pytest.mark.parametrize(
    "nonsense", ["plane.rate=0", "plane.mu=1", "plane.kappa=1", "plane.method=Adam", "plane.best=3"]
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(plane(), hash=nonsense)
    assert settings(opened.page) == FIRST
    assert not opened.problems


def test_in_the_book(in_book):
    selector = f'role=slider[name="{POINT}"]'
    check_in_the_book(
        in_book,
        "plane",
        agrees,
        mouse=lambda page: drag(page, selector, (20, -30)),
        touch=lambda page: swipe(page, selector, (0, -10), (0, -30)),
        keyboard=lambda page: point(page).press("ArrowUp"),
    )
