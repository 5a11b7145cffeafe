"""What the chapter tells the reader to do with the neuron, done in its order."""

import pytest
from helpers.live_common import drawn, state
from helpers.live_in_book import middle
from widgets.neuron.test_browser import HANDLE, agrees, readings

pytestmark = pytest.mark.browser


def carry(page, to_z):
    """Drag the point so far that z is about that, and let go."""
    x, y = middle(page, HANDLE)
    z = float(page.locator(HANDLE).get_attribute("aria-valuenow"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y)
    drawn(page)
    # How far a pixel goes is found on the way, as a hand does.
    page.mouse.move(x + 20, y)
    drawn(page)
    moved = float(page.locator(HANDLE).get_attribute("aria-valuenow")) - z
    page.mouse.move(x + 20 * (to_z - z) / moved, y, steps=4)
    page.mouse.up()
    drawn(page)


def test_the_instructions(in_book):
    page = in_book("neuron", viewport={"width": 1200, "height": 900}).page
    slopes = []
    for z in (0, 2, 5, -2, -5):
        carry(page, z)
        assert float(page.locator(HANDLE).get_attribute("aria-valuenow")) == pytest.approx(
            z, abs=0.1
        )
        slopes.append(readings(page)[1])
    assert slopes[0] == pytest.approx(0.25, abs=0.001)
    assert slopes[0] > slopes[1] > slopes[2] and slopes[0] > slopes[3] > slopes[4]
    assert max(slopes[2], slopes[4]) < 0.008

    b = state(page)["b"]
    for name in ("tanh", "relu"):
        page.get_by_role("combobox", name="Activation").select_option(name)
        drawn(page)
        assert state(page)["b"] == b
        assert agrees(page)


@pytest.mark.parametrize(
    ("words", "b", "activation", "slope"),
    [
        ("z = 5", 4.46, "sigmoid", 0.007),
        ("hyperbolic tangent", 4.46, "tanh", 0.0002),
        ("rectifier", 4.46, "relu", 1),
        ("other side", -2, "relu", 0),
    ],
)
def test_the_links(in_book, words, b, activation, slope):
    page = in_book("neuron", viewport={"width": 1200, "height": 900}).page
    page.locator('a[href^="#neuron."]').filter(has_text=words.replace("z = ", "")).first.click()
    page.wait_for_function("() => document.querySelector('.nn-neuron select')")
    drawn(page)
    assert (state(page)["b"], state(page)["activation"]) == (b, activation)
    assert readings(page)[1] == pytest.approx(slope, abs=5e-4)
    assert agrees(page)
