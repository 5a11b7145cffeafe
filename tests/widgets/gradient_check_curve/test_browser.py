"""The GradientCheckCurve on a page without a kernel."""

import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, number, put, state
from helpers.live_in_book import check_in_the_book, drag, swipe
from widgets.gradient_check_curve.lab import HANDLE, shown

from nnlib.widgets import GradientCheckCurve
from nnlib.widgets.gradient_check_curve.checked import MISTAKES

pytestmark = pytest.mark.browser

SELECTOR = f'role=slider[name="{HANDLE}"]'


def check(**settings):
    return GradientCheckCurve(**{"key": "check"} | settings)


def handle(page):
    return page.get_by_role("slider", name=HANDLE)


def agrees(page):
    """Whether what is shown is what nnlib computes from the settings of the page."""
    settings = {name: state(page)[name] for name in ("mistake", "precision", "power")}
    twin = GradientCheckCurve(**settings)
    expected = [twin.power, twin.computed, twin.numerical]
    assert shown(page) == pytest.approx(expected, abs=0.51e-14)
    nudge, *_, error = page.get_by_role("definition").all_text_contents()
    assert number(nudge) == pytest.approx(twin.epsilon, rel=0.051)
    assert number(error) == pytest.approx(twin.relative_error, rel=0.051)
    assert "relative error" in handle(page).get_attribute("aria-valuetext")
    return True


def test_every_figure_promise(live):
    check_common(live, check)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_first_frame(live, mistake, width):
    opened = live(check(mistake=mistake), viewport={"width": width, "height": 800})
    assert agrees(opened.page)
    assert not opened.problems


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_labels_can_be_read(live, precision):
    check_labels(live, lambda: check(precision=precision))


def test_keyboard(live):
    page = live(check()).page
    point = handle(page)
    for key, power in (
        ("ArrowRight", -4.9),
        ("ArrowDown", -5),
        ("PageDown", -6),
        ("Shift+ArrowRight", -5),
        ("Home", -12),
        ("End", 0),
    ):
        point.press(key)
        drawn(page)
        assert state(page)["power"] == pytest.approx(power)
        assert agrees(page)
    page.get_by_role("combobox", name="Mistake").select_option("sum")
    page.get_by_role("radio", name="64 bits").press("ArrowRight")
    drawn(page)
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert [state(page)[name] for name in ("mistake", "precision", "power")] == [
        "none",
        "float64",
        -5,
    ]
    assert agrees(page)


def test_mouse_moves_the_handle_along_the_curve(live):
    page = live(check(), viewport={"width": 700, "height": 900}).page
    before = handle(page).bounding_box()
    drag(page, SELECTOR, (60, 0), (120, 10))
    drawn(page)
    assert state(page)["power"] > -4
    assert agrees(page)
    after = handle(page).bounding_box()
    assert after["x"] - before["x"] == pytest.approx(120, abs=6)
    assert after["y"] < before["y"], "truncation is larger there"


def test_the_digits_that_agree_are_bold(live):
    page = live(check()).page
    bold = page.locator("dd b").all_text_contents()
    assert bold[0] == bold[1]
    assert len(bold[0]) > 10
    put(page, {"mistake": "slope"})
    bold = page.locator("dd b").all_text_contents()
    assert bold[0] == bold[1] == "0.0"


def test_address(live):
    page = live(check(), hash="check.mistake=sum&check.power=-7.3").page
    assert state(page)["power"] == -7.3
    assert agrees(page)
    handle(page).press("End")
    page.wait_for_url("**check.power=0")


@pytest.mark.parametrize("nonsense", ["check.power=1", "check.mistake=typo", "check.precision=9"])
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(check(), hash=nonsense)
    assert [state(opened.page)[name] for name in ("mistake", "precision", "power")] == [
        "none",
        "float64",
        -5,
    ]
    assert not opened.problems


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "check",
        agrees,
        mouse=lambda page: drag(page, SELECTOR, (40, 5)),
        touch=lambda page: swipe(page, SELECTOR, (12, 0), (30, 0)),
        keyboard=lambda page: handle(page).press("ArrowRight"),
    )
