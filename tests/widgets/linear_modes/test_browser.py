"""The LinearModes on a page without a kernel."""

import pytest
from helpers.labels import check_labels
from helpers.live_common import check_common, drawn, number, state
from helpers.live_in_book import check_in_the_book, drag, swipe
from widgets.linear_modes.lab import shown

from nnlib.widgets import LinearModes

pytestmark = pytest.mark.browser

NAMES = ("strengths", "u0", "eta", "start")
FIRST = {"strengths": [4, 3, 2, 1], "u0": 0.001, "eta": 0.01, "start": "aligned"}


def modes(**settings):
    return LinearModes(**{"key": "modes"} | settings)


def settings(page):
    now = state(page)
    return {name: now[name] for name in NAMES}


def handle(page, k):
    return page.get_by_role("slider", name=f"strength of mode {k}", exact=True)


def agrees(page):
    """Whether the words and the handles are those of Python."""
    twin = LinearModes(**settings(page))
    expected = [*twin.half_times(), twin.gap()]
    assert shown(page) == pytest.approx(expected, abs=0.0051)
    picture = page.get_by_role("img", name="Half of each strength")
    assert f"{twin.gap():.2f}" in picture.get_attribute("aria-label")
    for k, s in enumerate(twin.strengths, start=1):
        assert number(handle(page, k).get_attribute("aria-valuenow")) == pytest.approx(s)
        assert f"{twin.half_times()[k - 1]:.2f}" in handle(page, k).get_attribute("aria-valuetext")
    return True


def test_every_figure_promise(live):
    check_common(live, modes)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("given", [{}, {"u0": 0.3, "start": "random"}])
def test_first_frame(live, given, width):
    opened = live(modes(**given), viewport={"width": width, "height": 800})
    page = opened.page
    assert agrees(page)
    # The names of the strengths stand at the ends of their curves.
    for k in range(1, 5):
        name = page.locator(f"text.nn-modes-{k}").bounding_box()
        grip = handle(page, k).bounding_box()
        assert name["y"] + name["height"] / 2 == pytest.approx(
            grip["y"] + grip["height"] / 2, abs=6
        )
    assert not opened.problems


@pytest.mark.parametrize("given", [{}, {"strengths": [2, 2, 2.1, 2.2], "u0": 0.3}])
def test_labels_can_be_read(live, given):
    check_labels(live, lambda: modes(**given))


def test_keyboard(live):
    page = live(modes()).page
    handle(page, 2).press("ArrowUp")
    handle(page, 4).press("End")
    drawn(page)
    assert settings(page)["strengths"] == [4, 3.1, 2, 5]
    assert agrees(page)
    page.get_by_role("slider", name="strength of every mode at the start").press("End")
    page.get_by_role("slider", name="learning rate eta").press("PageUp")
    page.get_by_role("radio", name="along the modes").press("ArrowRight")
    drawn(page)
    now = settings(page)
    assert now["start"] == "random"
    assert now["u0"] > 0.2
    assert now["eta"] > 0.01
    assert agrees(page)
    page.get_by_role("slider", name="learning rate eta").press("Delete")
    drawn(page)
    assert settings(page)["eta"] == 0.01
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert settings(page) == FIRST
    assert agrees(page)


def test_mouse_drags_a_strength(live):
    page = live(modes(), viewport={"width": 700, "height": 900}).page
    drag(page, 'role=slider[name="strength of mode 4"]', (5, -40), (0, -80))
    drawn(page)
    strengths = settings(page)["strengths"]
    # The axis has 5.3 on 210 pixels.
    assert strengths[:3] == [4, 3, 2]
    assert strengths[3] == pytest.approx(1 + 80 * 5.3 / 210, abs=0.06)
    assert agrees(page)


def test_a_finger_on_the_plot_scrolls_the_page(live):
    page = live(modes(), has_touch=True).page
    ways = page.locator(".nn-modes-picture svg").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).touchAction)"
    )
    assert ways == ["auto", "pan-x pinch-zoom"]


def test_address(live):
    page = live(modes(), hash="modes.strengths=5,1,1,1&modes.start=random").page
    assert settings(page) == FIRST | {"strengths": [5, 1, 1, 1], "start": "random"}
    assert agrees(page)
    handle(page, 1).press("Home")
    page.wait_for_url("**modes.strengths=0.8,1,1,1*")


@pytest.mark.parametrize(
    "nonsense", ["modes.u0=0", "modes.strengths=1,2,3", "modes.start=3", "modes.eta=1"]
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(modes(), hash=nonsense)
    assert settings(opened.page) == FIRST
    assert not opened.problems


def test_in_the_book(in_book):
    selector = 'role=slider[name="strength of mode 4"]'
    check_in_the_book(
        in_book,
        "modes",
        agrees,
        mouse=lambda page: drag(page, selector, (0, -30)),
        touch=lambda page: swipe(page, selector, (0, -10), (0, -30)),
        keyboard=lambda page: handle(page, 1).press("ArrowDown"),
    )
