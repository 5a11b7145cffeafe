"""The SignalDepth figure on a page without a kernel."""

import re

import pytest
from helpers.live_common import check_common, drawn, state
from helpers.live_in_book import check_in_the_book
from widgets.signal_depth.lab import shown

from nnlib.widgets import SignalDepth

pytestmark = pytest.mark.browser

SLIDER = "standard deviation of a weight"


def depth(**settings):
    return SignalDepth(**{"key": "depth"} | settings)


def agrees(page):
    """Whether the words, and the ends of the curves, are those of Python."""
    seen = {name: state(page)[name] for name in ("hidden", "s", "seed")}
    a, delta = SignalDepth(**seen).sizes()
    expected = [float(f"{r:.2g}") for r in (a[-1] / a[0], delta[0] / delta[-1])]
    assert shown(page) == pytest.approx(expected)
    picture = page.get_by_role("img", name="Sizes by layer")
    words = picture.get_attribute("aria-label")
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?(?:e-?\d+)?", words)]
    for size in (a[0], a[-1], delta[-1], delta[0]):
        assert float(f"{size:.2g}") in numbers, words
    return True


def test_every_figure_promise(live):
    check_common(live, depth)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("settings", [{}, {"hidden": "tanh", "s": 4}, {"s": 0.25}])
def test_first_frame(live, settings, width):
    opened = live(depth(**settings), viewport={"width": width, "height": 800})
    assert agrees(opened.page)
    names = [
        opened.page.locator(f"svg .nn-math.nn-depth-{kind}").bounding_box()
        for kind in ("a", "delta")
    ]
    assert abs(names[0]["y"] - names[1]["y"]) > 10, "the names lie on each other"
    assert not opened.problems


def test_keyboard(live):
    page = live(depth()).page
    slider = page.get_by_role("slider", name=SLIDER)
    slider.press("ArrowRight")
    drawn(page)
    assert state(page)["s"] > 1
    assert agrees(page)
    page.get_by_role("spinbutton", name="exact").fill("1.414")
    drawn(page)
    assert state(page)["s"] == 1.414
    assert agrees(page)
    page.get_by_role("combobox", name="Activation").select_option("tanh")
    page.get_by_role("button", name="Draw new weights").click()
    drawn(page)
    assert state(page)["seed"] == 1
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert [state(page)[name] for name in ("hidden", "s", "seed")] == ["relu", 1, 0]
    assert agrees(page)


def test_address(live):
    page = live(depth(), hash="depth.s=2&depth.hidden=tanh").page
    assert state(page)["s"] == 2
    assert agrees(page)
    page.get_by_role("slider", name=SLIDER).press("End")
    page.wait_for_url("**depth.s=4")


@pytest.mark.parametrize("nonsense", ["depth.s=5", "depth.hidden=softmax", "depth.seed=-1"])
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(depth(), hash=nonsense)
    assert [state(opened.page)[name] for name in ("hidden", "s", "seed")] == ["relu", 1, 0]
    assert not opened.problems


def test_in_the_book(in_book):
    def slide(page):
        page.get_by_role("slider", name=SLIDER).click(position={"x": 30, "y": 8})

    check_in_the_book(
        in_book,
        "depth",
        agrees,
        mouse=slide,
        touch=lambda page: page.get_by_role("button", name="Draw new weights").tap(),
        keyboard=lambda page: page.get_by_role("slider", name=SLIDER).press("ArrowRight"),
    )
