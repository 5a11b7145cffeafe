"""The figure to draw digits on, on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, number, put, rebuilt, state
from helpers.live_in_book import check_in_the_book, drag, report_drag, swipe
from widgets.draw_digit.strokes_of_digits import written

import nnlib
from nnlib.widgets import DrawDigit

pytestmark = pytest.mark.browser

NET = nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy", seed=4)
FIELD = "role=application[name=/^Field to draw on/]"


def digit(**settings):
    return DrawDigit(NET, **{"key": "digit"} | settings)


def probabilities(page):
    """The number at the end of each line of the list."""
    lines = page.get_by_role("list", name="Probability of each class").get_by_role("listitem")
    return [float(text[-5:]) for text in lines.all_text_contents()]


def headline(page):
    return page.get_by_role("paragraph").filter(has_text=re.compile("network reads|Nothing drawn"))


def best_class(page):
    return int(headline(page).get_by_role("strong").text_content())


def neurons(page):
    return page.get_by_role("toolbar", name="Neurons of layer 1").get_by_role("button")


def agrees(page, blocks=1):
    """Whether what is shown is what nnlib computes from the settings of the page."""
    drawn(page)
    figure = rebuilt(page, DrawDigit)
    assert probabilities(page) == pytest.approx(figure.probabilities, abs=0.000501)
    side = int(figure.pixels.size**0.5)
    words = page.get_by_role("img", name=f"{side} by {side} pixels.").get_attribute("aria-label")
    counts = [int(count) for count in re.findall(r"\d+", words.split(":")[1])]
    cut = figure.pixels.reshape(side // blocks, blocks, side // blocks, blocks)
    assert counts == pytest.approx(16 * cut.mean(axis=(1, 3)).ravel(), abs=0.501)
    net = figure.network()
    net.forward(figure.pixels)
    values = [number(text) for text in neurons(page).all_text_contents()]
    assert values == pytest.approx(net.A[1][:, 0], abs=0.00501)
    unit = figure.unit - 1 if figure.unit else int(net.A[1].argmax())
    assert page.get_by_text(re.compile(f"^Neuron {unit + 1}(,|$)")).is_visible()
    sum_in_numbers = page.get_by_text(re.compile(rf"^z{unit + 1} ≈ ")).text_content()
    assert sum_in_numbers.endswith(f"≈ {net.Z[1][unit, 0]:.2f}".replace("-", "−"))
    assert best_class(page) == figure.probabilities.argmax()
    return True


LARGE_NET = nnlib.Network([784, 12, 10], output="softmax", loss="cross_entropy", seed=4)


@pytest.mark.parametrize("viewport", [(760, 900), (360, 800)])
def test_large_pictures(live, viewport):
    """28 by 28 pixels: the same numbers as in Python, for a drawing and for a real digit."""
    figure = DrawDigit(LARGE_NET, key="digit")
    opened = live(figure, viewport=dict(zip(("width", "height"), viewport, strict=True)))
    page = opened.page
    assert agrees(page, blocks=4)
    page.get_by_role("button", name="Load a real 6").click()
    assert agrees(page, blocks=4)
    assert state(page)["example"] == 7
    drag(page, FIELD, (30, 10), (20, 60))
    assert agrees(page, blocks=4)
    neurons(page).nth(4).click()
    drawn(page)
    assert page.get_by_role("img", name="Weights into neuron 5, 28 by 28").is_visible()
    assert page.get_by_role("img", name="28 by 28 pixels.").bounding_box()["width"] >= 112
    assert not opened.problems


def field(page):
    page.locator(FIELD).scroll_into_view_if_needed()
    return page.locator(FIELD).bounding_box()


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
    assert "Nothing drawn" in headline(page).text_content()


def test_undo_brings_back_what_was_replaced(live):
    page = live(digit()).page
    undo = page.get_by_role("button", name="Undo")
    first = state(page)["strokes"]

    def shown():
        return state(page)["strokes"], state(page)["example"]

    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Load a real 7").click()
    drag(page, FIELD, (30, 10))
    drag(page, FIELD, (-30, 10))
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
        return page, headline(page).text_content()

    tail = [0.001] * 8
    assert said(0.991, 0.001, *tail)[1] == "The network reads a 0."
    assert said(*tail, 0.7, 0.292)[1] == "The network reads an 8 or perhaps a 9 (0.29)."
    page, doubt = said(*tail, 0.492, 0.5)
    assert doubt == (
        "The network reads a 9 or perhaps an 8 (0.49). "
        "It is unsure, and it has no answer “none of them”."
    )
    votes = page.get_by_text("It adds").text_content()
    assert re.match(r"It adds 0\.00 to z\(2\) of class 8 and 0\.00 to z\(2\) of class \d\.", votes)
    page.get_by_role("button", name="Load a real 3").click()
    drawn(page)
    assert ", but it is a 3." in headline(page).text_content()


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
    pad = page.locator(FIELD)
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
    region = page.get_by_role("status").filter(has_text=re.compile(f"^{re.escape(start)}"))
    region.wait_for(state="attached")
    return region.text_content()


def test_drawing_by_ear(live):
    page = live(digit()).page
    pad = page.locator(FIELD)
    pad.press("ArrowRight")
    assert heard(page, "Column 10") == "Column 10, row 4."
    pad.press(" ")
    assert heard(page, "Pen") == "Pen down at column 10, row 4 of 16."
    pad.press("ArrowDown")
    assert "The network reads a" in heard(page, "Column 10, row 5.")
    for _ in range(9):
        pad.press("ArrowDown")
    pad.press(" ")
    best = best_class(page)
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


def test_python_replaces_the_network(live):
    """While a pointer is down, a neuron is chosen and an example is shown that are then gone."""
    opened = live(digit(), viewport={"width": 700, "height": 900})
    page = opened.page
    put(page, {"unit": 12, "example": 30, "strokes": []})
    box = field(page)
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    net = nnlib.Network([64, 5, 3], hidden="relu", output="softmax", loss="cross_entropy", seed=2)
    other = DrawDigit(net)
    page.evaluate(
        """({ d, hidden, theta, X, labels }) => {
          const packed = (shape, values) =>
            ({ shape, data: new DataView(Float64Array.from(values).buffer) });
          const place = document.querySelector(".nn-live");
          nnLive.model(place.dataset.modelId).set({
            d, hidden, labels,
            theta: packed([theta.length], theta), X: packed([64, labels.length], X),
          });
        }""",
        {
            "d": other.d,
            "hidden": other.hidden,
            "theta": other.theta.tolist(),
            "X": other.X.ravel(order="F").tolist(),
            "labels": other.labels,
        },
    )
    page.mouse.move(box["x"] + 90, box["y"] + 150, steps=3)
    page.mouse.up()
    drawn(page)
    assert neurons(page).count() == 5
    assert len(probabilities(page)) == 3
    assert page.get_by_role("button", name=re.compile("Load a real")).count() == 3
    assert page.get_by_role("alert").count() == 0
    put(page, {"unit": 0, "example": 0, "strokes": written(1, seed=3)})
    assert agrees(page)
    assert not opened.problems


def test_a_line_at_the_edge_stays_on_the_field(live):
    page = live(digit(strokes=[[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]])).page
    box = field(page)
    drawing = page.locator(FIELD).locator("svg")
    assert drawing.evaluate("(svg) => getComputedStyle(svg).overflow") == "hidden"
    inner = drawing.bounding_box()
    assert inner["x"] >= box["x"]
    assert inner["x"] + inner["width"] <= box["x"] + box["width"]


def test_a_text_twice_as_large_does_not_push_the_page(live):
    page = live(digit(), viewport={"width": 390, "height": 844}).page
    page.add_style_tag(content="html { font-size: 200% }")
    drawn(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_networks_of_other_shapes(live):
    for d, hidden in (([64, 10], "tanh"), ([64, 70, 8, 3], "relu")):
        net = nnlib.Network(d, hidden=hidden, output="softmax", loss="cross_entropy")
        figure = DrawDigit(net)
        opened = live(figure, viewport={"width": 320, "height": 800})
        shown = probabilities(opened.page)
        assert shown == pytest.approx(figure.probabilities, abs=0.000501)
        assert not opened.problems


@pytest.mark.parametrize(("key", "blocks"), [("digit", 1), ("large", 4)])
def test_in_the_book(in_book, key, blocks):
    def keyboard(page):
        pad = page.locator(FIELD)
        for key in ("ArrowRight", " ", "ArrowDown", "ArrowDown", "Enter"):
            pad.press(key)

    check_in_the_book(
        in_book,
        key,
        lambda page: agrees(page, blocks),
        mouse=lambda page: drag(page, FIELD, (30, 10), (20, 60)),
        touch=lambda page: swipe(page, FIELD, (10, 20), (0, 60)),
        keyboard=keyboard,
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "digit", FIELD)
