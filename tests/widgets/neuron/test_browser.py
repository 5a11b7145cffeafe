"""The Neuron figure on a page without a kernel."""

import re

import pytest
from helpers.labels import check_labels
from helpers.live_common import (
    check_common,
    drawn,
    number,
    put,
    state,
    stopped_clock,
    wait_for_state,
)
from helpers.live_in_book import check_in_the_book, drag, middle, report_drag, swipe

from nnlib.widgets import Neuron

pytestmark = pytest.mark.browser

A, W, B = [0.5, -1.0], [1.2, 0.4], 0.3
POINT = "pre-activation z, moved by the bias"
HANDLE = f'role=slider[name="{POINT}"]'


def neuron(**settings):
    return Neuron(**{"a": A, "w": W, "b": B, "key": "neuron"} | settings)


def drawing(page):
    return page.get_by_role("group", name="The sum z and the activation curve")


def readings(page):
    """The activation and the slope that the drawing shows; a text lies above its halo."""
    found = [
        drawing(page).get_by_text(re.compile(rf"σ{prime}\(zi\) [=≈] ")).last for prime in ("", "′")
    ]
    return [number(re.split(" [=≈] ", text.text_content())[-1]) for text in found]


def agrees(page):
    """Whether what is shown is what nnlib computes from the settings of the page."""
    settings = state(page)
    twin = Neuron(**{name: settings[name] for name in ("a", "w", "b", "activation")})
    products = page.get_by_role("status", name=re.compile("product")).all_text_contents()
    point = page.get_by_role("slider", name=POINT)
    assert readings(page) == pytest.approx([twin.output, twin.slope], abs=0.000501)
    assert [number(text) for text in products] == pytest.approx(twin.products, abs=0.00501)
    assert float(point.get_attribute("aria-valuenow")) == pytest.approx(twin.z, abs=1e-12)
    total = page.get_by_text("together: ").text_content()
    assert number(re.split(" [=≈] ", total)[-1]) == pytest.approx(twin.z, abs=0.00501)
    return True


def test_every_figure_promise(live):
    check_common(live, neuron)


@pytest.mark.parametrize("activation", Neuron.activation.choices)
def test_first_frame(live, activation):
    opened = live(neuron(activation=activation))
    assert agrees(opened.page)
    assert len(drawing(opened.page).locator(".nn-neuron-curve").get_attribute("d")) > 500
    assert not opened.problems


@pytest.mark.parametrize("b", [-6, 0, 0.5, 6])
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_labels_can_be_read(live, activation, b):
    check_labels(live, lambda: neuron(a=A, w=W, b=b, activation=activation))


def test_keyboard(live):
    page = live(neuron()).page
    page.get_by_role("slider", name="weight w i 2", exact=True).press("ArrowRight")
    page.get_by_role("slider", name="input a 1", exact=True).press("Home")
    bias = page.get_by_role("spinbutton", name="bias b i, exact")
    bias.fill("-1.25")
    drawn(page)
    settings = state(page)
    assert settings["w"] == pytest.approx([1.2, 0.41])
    assert settings["a"] == [-2, -1]
    assert settings["b"] == -1.25
    assert agrees(page)

    bias.fill("7")
    assert bias.get_attribute("aria-invalid") == "true"
    assert state(page)["b"] == -1.25
    bias.press("Tab")
    assert state(page)["b"] == -1.25
    bias.fill("6")
    assert state(page)["b"] == 6

    point = page.get_by_role("slider", name=POINT)
    for key, b in (("ArrowLeft", 5.99), ("PageDown", 5.89), ("Home", -6), ("Shift+ArrowUp", -5.9)):
        point.press(key)
        drawn(page)
        assert state(page)["b"] == pytest.approx(b)
    assert agrees(page)


def test_mouse_moves_the_point(live):
    page = live(neuron(), viewport={"width": 700, "height": 900}).page
    x, y = middle(page, HANDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 5, steps=4)
    drawn(page)
    during = state(page)["b"]
    assert during > B + 0.3
    assert agrees(page)
    page.mouse.up()
    page.mouse.move(x - 80, y)
    drawn(page)
    assert state(page)["b"] == during


def test_the_axis_keeps_still_under_the_hand(live):
    """Else the point runs away from the pointer near the end of the axis."""
    figure = neuron(a=[2, 2, 2], w=[2, 1, 0.5], b=0, activation="relu")
    page = live(figure, viewport={"width": 700, "height": 900}).page
    ticks = drawing(page).locator(".nn-neuron-tick")
    before = ticks.all_text_contents()
    x, y = middle(page, HANDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    moved = []
    for pixels in (20, 40, 60):
        page.mouse.move(x + pixels, y)
        drawn(page)
        moved.append(state(page)["b"])
    page.mouse.up()
    assert moved[1] - moved[0] == pytest.approx(moved[0], abs=0.021)
    assert moved[2] - moved[1] == pytest.approx(moved[0], abs=0.021)
    assert ticks.all_text_contents() == before


def test_touch_moves_the_point(live):
    page = live(
        neuron(), has_touch=True, is_mobile=True, viewport={"width": 390, "height": 900}
    ).page
    page.evaluate(
        """() => {
          window.cancelled = 0;
          addEventListener("pointercancel", () => { window.cancelled += 1; });
        }"""
    )
    reach = 8.0  # of the axis, on either side
    sideways = [(6 * k, 0) for k in range(1, 8)]
    swipe(page, HANDLE, *sideways)
    drawn(page)
    assert page.evaluate("() => cancelled") == 0
    axis = drawing(page).locator(".nn-neuron-axis").last.get_attribute("d")
    left, right = map(float, re.search(r"M([\d.]+),[\d.]+H([\d.]+)", axis).groups())
    assert state(page)["b"] == pytest.approx(B + 42 * 2 * reach / (right - left), abs=0.02)
    assert agrees(page)


def test_choice_and_reset(live):
    page = live(neuron()).page
    page.get_by_role("combobox", name="Activation").select_option("tanh")
    page.get_by_role("slider", name="bias b i", exact=True).press("End")
    drawn(page)
    assert (state(page)["activation"], state(page)["b"]) == ("tanh", 6)
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert (state(page)["activation"], state(page)["b"]) == ("sigmoid", B)
    assert agrees(page)


def test_address(live):
    there = "neuron.w=-0.5,2&neuron.b=1.5&neuron.activation=relu"
    page = live(neuron(), hash=there).page
    settings = state(page)
    assert (settings["w"], settings["b"], settings["activation"]) == ([-0.5, 2], 1.5, "relu")
    assert agrees(page)

    page.get_by_role("slider", name="bias b i", exact=True).press("Home")
    page.wait_for_url("**#neuron.w=-0.5,2&neuron.b=-6&neuron.activation=relu")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url("**/index.html")

    # The reader goes to another address by hand.
    page.evaluate("() => { location.hash = 'neuron.a=1,1'; }")
    wait_for_state(page, "now.a[0] === 1")


@pytest.mark.parametrize(
    "nonsense",
    [
        "neuron.b=",
        "neuron.b=7",
        "neuron.b=1e400",
        "neuron.b=10^400",
        "neuron.b=NaN",
        "neuron.w=1",
        "neuron.w=1,2,3",
        "neuron.a=1,x",
        "neuron.activation=softmax",
        "neuron.activation=%E0%A4",
        "neuron.unknown=1",
        "other.b=1",
    ],
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(neuron(), hash=nonsense)
    settings = state(opened.page)
    assert (settings["a"], settings["w"], settings["b"]) == (A, W, B)
    assert agrees(opened.page)
    assert not opened.problems


def test_python_changes_the_number_of_inputs(live):
    page = live(neuron()).page
    put(page, {"a": [1, 2, -1], "w": [0.5, 0.25, 1]})
    assert page.get_by_role("slider", name=re.compile("^weight w i .$")).count() == 3
    assert agrees(page)


def test_reader_of_the_screen_hears_of_a_change_once(live):
    page = live(neuron()).page
    status = page.get_by_role("status").filter(has_text="z is")
    slider = page.get_by_role("slider", name="bias b i", exact=True)
    with stopped_clock(page) as turn:
        for _ in range(5):
            slider.press("ArrowLeft")
            turn(100)
        assert status.count() == 0
        turn(1000)
        assert status.count() == 1
    twin = neuron(b=0.25)
    assert status.text_content() == (
        f"z is {twin.z:.2f}. The activation is {twin.output:.2f}, and the slope there "
        f"{twin.slope:.2f}."
    )


def test_reduced_motion(live):
    opened = live(neuron(), reduced_motion="reduce")
    assert agrees(opened.page)
    drawn(opened.page)
    assert opened.page.evaluate("() => probe().frames") == []


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "neuron",
        agrees,
        mouse=lambda page: drag(page, HANDLE, (40, 5)),
        touch=lambda page: swipe(page, HANDLE, (12, 0), (30, 0)),
        keyboard=lambda page: page.get_by_role("slider", name="weight w i 2", exact=True).press(
            "ArrowRight"
        ),
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "neuron", HANDLE)
