"""The figure to draw digits on, on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, put, rebuilt, state
from helpers.live_in_book import check_in_the_book, drag, report_drag, swipe
from helpers.strokes_of_digits import written

import nnlib
from nnlib.widgets import DrawDigit

pytestmark = pytest.mark.browser

NET = nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy", seed=4)
FIELD = "Field to draw on"


def digit(**settings):
    return DrawDigit(NET, **{"key": "digit"} | settings)


def agrees(page):
    """Whether what is shown is what nnlib computes from the settings of the page."""
    drawn(page)
    figure = rebuilt(page, DrawDigit)
    shown = page.locator(".nn-digit-number").all_text_contents()
    assert [float(p) for p in shown] == pytest.approx(figure.probabilities, abs=0.000501)
    words = page.locator(".nn-digit-picture").get_attribute("aria-label")
    counts = [int(count) for count in re.findall(r"\d+", words.split(":")[1])]
    assert counts == (figure.pixels[:, 0] * 16).round().astype(int).tolist()
    net = figure.network()
    net.forward(figure.pixels)
    values = [
        text.replace("−", "-") for text in page.locator(".nn-digit-value").all_text_contents()
    ]
    assert [float(a) for a in values] == pytest.approx(net.A[1][:, 0], abs=0.00501)
    unit = figure.unit - 1 if figure.unit else int(np.abs(net.A[1]).argmax())
    text = page.locator(".nn-digit-words").text_content()
    assert f"Neuron {unit + 1}" in text
    assert f"= {net.Z[1][unit, 0]:.2f}".replace("-", "−") in text
    best = page.locator(".nn-digit-headline strong").text_content()
    assert int(best) == figure.probabilities.argmax()
    return True


def field(page):
    page.locator(".nn-digit-pad").scroll_into_view_if_needed()
    return page.locator(".nn-digit-pad").bounding_box()


def test_every_figure_promise(live):
    check_common(live, digit)


def test_first_frame(live):
    opened = live(digit())
    assert agrees(opened.page)
    assert len(state(opened.page)["strokes"]) == 1
    assert not opened.problems


def test_mouse_draws(live):
    page = live(digit(), viewport={"width": 700, "height": 900}).page
    box = field(page)
    for k, stroke in enumerate(written(4, seed=2)):
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place)
        assert agrees(page)
        page.mouse.up()
        # The three that stood there gave way to the first stroke.
        assert len(state(page)["strokes"]) == k + 1
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    before = state(page)["strokes"]
    assert len(before) == 2
    last, wanted = before[1][-1], written(4, seed=2)[1][-1]
    assert last == pytest.approx(wanted, abs=0.02)

    page.get_by_role("button", name="Undo").click()
    assert state(page)["strokes"] == before[:1]
    assert agrees(page)
    page.get_by_role("button", name="Clear").click()
    assert state(page)["strokes"] == []
    assert agrees(page)
    assert "Nothing drawn" in page.locator(".nn-digit-headline").text_content()


def test_undo_brings_back_what_was_replaced(live):
    page = live(digit()).page
    undo = page.get_by_role("button", name="Undo")
    first = state(page)["strokes"]

    def shown():
        return state(page)["strokes"], state(page)["example"]

    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Load a real 7").click()
    drag(page, ".nn-digit-pad", (30, 10))
    drag(page, ".nn-digit-pad", (-30, 10))
    assert len(state(page)["strokes"]) == 2
    before = [([state(page)["strokes"][0]], 0), ([], 22), ([], 0), (first, 0), ([], 0), ([], 0)]
    for wanted in before:
        undo.click()
        assert shown() == wanted
        assert agrees(page)
    page.get_by_role("button", name="Load a real 7").click()
    put(page, {"strokes": first * 2, "example": 0})
    undo.click()
    assert shown() == (first, 0), "a drawing from elsewhere loses its last stroke"


def test_words_for_the_answer(live):
    # Only the biases of the last layer speak: the answers are the same for each drawing.
    net = nnlib.Network([64, 2, 10], output="softmax", loss="cross_entropy", init="zeros")

    def said(*probabilities):
        p = np.array(probabilities)
        net.b[2] = np.log(p).reshape(-1, 1)
        net.W[2][8] = 1e-9
        net.b[1] = [[1.0], [0.0]]
        page = live(DrawDigit(net)).page
        return page, page.locator(".nn-digit-headline").text_content()

    tail = [0.001] * 8
    assert said(0.991, 0.001, *tail)[1] == "The network reads a 0."
    assert said(*tail, 0.7, 0.292)[1] == "The network reads an 8 or perhaps a 9 (0.29)."
    page, doubt = said(*tail, 0.492, 0.5)
    assert doubt == (
        "The network reads a 9 or perhaps an 8 (0.49). "
        "It is unsure, and it has no answer “none of them”."
    )
    votes = page.locator(".nn-digit-votes").text_content()
    assert re.match(r"It adds 0\.00 to z\(2\) of class 8 and 0\.00 to z\(2\) of class \d\.", votes)
    page.get_by_role("button", name="Load a real 3").click()
    drawn(page)
    assert ", but it is a 3." in page.locator(".nn-digit-headline").text_content()


def test_finger_draws(live):
    page = live(digit(), has_touch=True, viewport={"width": 360, "height": 800}).page
    box = field(page)
    scrolled = page.evaluate("() => scrollY")
    finger = page.context.new_cdp_session(page)
    x = box["x"] + box["width"] / 2
    for kind, y in (
        ("touchStart", 0.2),
        ("touchMove", 0.4),
        ("touchMove", 0.8),
        ("touchEnd", None),
    ):
        points = [] if y is None else [{"x": x, "y": box["y"] + y * box["height"]}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    drawn(page)
    (stroke,) = state(page)["strokes"]
    assert stroke[0][1] == pytest.approx(0.2, abs=0.02)
    assert stroke[-1][1] == pytest.approx(0.8, abs=0.02)
    assert page.evaluate("() => scrollY") == scrolled
    assert agrees(page)


def test_keyboard_draws(live):
    page = live(digit()).page
    pad = page.get_by_role("application")
    pad.press("ArrowRight")
    pad.press(" ")
    for key in ["ArrowDown"] * 9 + ["End"]:
        pad.press(key)
    pad.press("Enter")
    pad.press("ArrowLeft")
    (stroke,) = state(page)["strokes"]
    assert len(stroke) == 11
    assert stroke[0] == pytest.approx([9.5 / 16, 3.5 / 16], abs=0.001)
    assert stroke[-1] == pytest.approx([8.5 / 16, 13.5 / 16], abs=0.001)
    assert agrees(page)
    pad.press("Backspace")
    assert len(state(page)["strokes"][0]) > 50, "the three that stood there is back"


def heard(page, start):
    """What is spoken next, which begins like this."""
    page.wait_for_function(
        """(start) => document.querySelector(".nn-digit [role=status]").textContent
          .startsWith(start)""",
        arg=start,
    )
    return page.locator(".nn-digit [role=status]").text_content()


def test_drawing_by_ear(live):
    page = live(digit()).page
    pad = page.get_by_role("application")
    pad.press("ArrowRight")
    assert heard(page, "Column 10") == "Column 10, row 4."
    pad.press(" ")
    assert heard(page, "Pen") == "Pen down at column 10, row 4 of 16."
    pad.press("ArrowDown")
    assert "The network reads a" in heard(page, "Column 10, row 5.")
    for _ in range(9):
        pad.press("ArrowDown")
    pad.press(" ")
    best = page.locator(".nn-digit-headline strong").text_content()
    answer = heard(page, "Pen up.")
    assert re.match(
        rf"Pen up\. The network reads an? {best}, with probability 0\.\d\d\d[;.]", answer
    )
    pad.press("ArrowLeft")
    assert heard(page, "Column 9") == "Column 9, row 14."
    # Who moves on at once still hears the answer.
    for key in (" ", "ArrowDown", " ", "ArrowLeft"):
        pad.press(key)
    assert "The network reads a" in heard(page, "Column 8")


def test_examples(live):
    page = live(digit()).page
    button = page.get_by_role("button", name="Load a real 7")
    for k in (22, 23, 24, 22):
        button.click()
        assert (state(page)["example"], state(page)["strokes"]) == (k, [])
        assert agrees(page)
        assert button.get_attribute("aria-pressed") == "true"
    box = field(page)
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 150, steps=3)
    page.mouse.up()
    assert state(page)["example"] == 0
    assert agrees(page)


def test_one_neuron(live):
    page = live(digit()).page
    page.get_by_role("button", name=re.compile("^neuron 3:")).click()
    assert state(page)["unit"] == 3
    assert agrees(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert state(page)["unit"] == 4
    page.keyboard.press("Enter")
    assert state(page)["unit"] == 0
    assert agrees(page)


def test_address(live):
    page = live(digit(), hash="digit.strokes=7s5kdw5k.a0a0&digit.unit=2").page
    assert state(page)["strokes"] == [[[0.28, 0.2], [0.5, 0.2]], [[0.36, 0.36]]]
    assert agrees(page)
    page.get_by_role("button", name="Load a real 0").click()
    page.wait_for_url("**#digit.strokes=none&digit.example=1&digit.unit=2")

    for nonsense in ("digit.strokes=zz", "digit.example=31", "digit.unit=99", "digit.unit=x"):
        opened = live(digit(), hash=nonsense)
        assert len(state(opened.page)["strokes"]) == 1
        assert (state(opened.page)["example"], state(opened.page)["unit"]) == (0, 0)
        assert not opened.problems


def test_python_draws(live):
    page = live(digit()).page
    put(page, {"strokes": written(8, seed=1), "unit": 5})
    assert agrees(page)


def test_python_trains_on(live):
    other = nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy", seed=9)
    page = live(digit()).page
    page.evaluate(
        """(theta) => {
          const data = new DataView(Float64Array.from(theta).buffer);
          const place = document.querySelector(".nn-live");
          nnLive.model(place.dataset.modelId).set({ theta: { shape: [theta.length], data } });
        }""",
        other.theta.tolist(),
    )
    assert agrees(page)
    assert rebuilt(page, DrawDigit).probabilities == pytest.approx(DrawDigit(other).probabilities)


def test_networks_of_other_shapes(live):
    for d, hidden in (([64, 10], "tanh"), ([64, 70, 8, 3], "relu")):
        net = nnlib.Network(d, hidden=hidden, output="softmax", loss="cross_entropy")
        figure = DrawDigit(net)
        opened = live(figure, viewport={"width": 320, "height": 800})
        shown = opened.page.locator(".nn-digit-number").all_text_contents()
        assert [float(p) for p in shown] == pytest.approx(figure.probabilities, abs=0.000501)
        assert not opened.problems


def test_in_the_book(in_book):
    def keyboard(page):
        pad = page.get_by_role("application")
        for key in ("ArrowRight", " ", "ArrowDown", "ArrowDown", "Enter"):
            pad.press(key)

    check_in_the_book(
        in_book,
        "digit",
        agrees,
        mouse=lambda page: drag(page, ".nn-digit-pad", (30, 10), (20, 60)),
        touch=lambda page: swipe(page, ".nn-digit-pad", (10, 20), (0, 60)),
        keyboard=keyboard,
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "digit", ".nn-digit-pad")
