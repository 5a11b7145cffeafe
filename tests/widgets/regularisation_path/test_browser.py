"""The RegularisationPath on a page without a kernel."""

import numpy as np
import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, state
from helpers.live_in_book import check_in_the_book
from widgets.regularisation_path.lab import shown

from nnlib.widgets import RegularisationPath

pytestmark = pytest.mark.browser

SLIDER = "strength of the penalty, lambda"


def reg(**settings):
    return RegularisationPath(**{"key": "reg"} | settings)


def settings(page):
    now = state(page)
    return {"penalty": now["penalty"], "power": round(now["power"], 6)}


def agrees(page):
    """Whether words and bars are those of Python."""
    twin = RegularisationPath(**settings(page))
    place = round(10 * (twin.power + 5))
    zeros = int(np.sum(twin.weights() == 0))
    costs = [float(f"{costs[place]:.2g}") for costs in twin.costs()]
    assert shown(page) == pytest.approx([float(f"{twin.strength:.2g}"), *costs, zeros], rel=0.02)
    bars = page.locator(".nn-reg-bar").count()
    assert (bars, page.locator(".nn-reg-zero").count()) == (20 - zeros, zeros)
    assert page.locator(".nn-reg-up").count() == np.sum(twin.weights() > 0)
    return True


def test_every_figure_promise(live):
    check_common(live, reg)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("given", [{}, {"penalty": "l1", "power": -2}, {"power": 0}])
def test_first_frame(live, given, width):
    opened = live(reg(**given), viewport={"width": width, "height": 800})
    page = opened.page
    assert agrees(page)
    boxes = [picture.bounding_box() for picture in page.locator(".nn-reg-pictures svg").all()]
    assert (boxes[0]["y"] == boxes[1]["y"]) is (width == 760), (
        "beside each other where there is room"
    )
    assert not opened.problems


@pytest.mark.parametrize("given", [{}, {"penalty": "l1", "power": -5}])
def test_labels_can_be_read(live, given):
    check_labels(live, lambda: reg(**given))


def test_keyboard(live):
    page = live(reg()).page
    slider = page.get_by_role("slider", name=SLIDER)
    for key, power in (("ArrowRight", -3.9), ("ArrowLeft", -4), ("End", 0), ("Home", -5)):
        slider.press(key)
        drawn(page)
        assert settings(page)["power"] == power
        assert agrees(page)
    page.get_by_role("radio", name="L2").press("ArrowRight")
    page.get_by_role("spinbutton", name="exact").fill("0.0099")
    drawn(page)
    assert settings(page) == {"penalty": "l1", "power": -2}, "the nearest strength"
    assert agrees(page)
    slider.press("Delete")
    drawn(page)
    assert settings(page)["power"] == -4
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert settings(page) == {"penalty": "l2", "power": -4}
    assert agrees(page)


def test_address(live):
    page = live(reg(), hash="reg.power=-2.3&reg.penalty=l1").page
    assert settings(page) == {"penalty": "l1", "power": -2.3}
    assert agrees(page)
    page.get_by_role("slider", name=SLIDER).press("End")
    page.wait_for_url("**reg.power=0*")


@pytest.mark.parametrize("nonsense", ["reg.power=1", "reg.penalty=l3"])
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(reg(), hash=nonsense)
    assert settings(opened.page) == {"penalty": "l2", "power": -4}
    assert not opened.problems


def test_in_the_book(in_book):
    def penalty(page, name):
        return page.locator(".nn-figure").get_by_text(name, exact=True)

    check_in_the_book(
        in_book,
        "path",
        agrees,
        mouse=lambda page: penalty(page, "L1").click(),
        touch=lambda page: penalty(page, "L2").tap(),
        keyboard=lambda page: page.get_by_role("slider", name=SLIDER).press("ArrowRight"),
    )
