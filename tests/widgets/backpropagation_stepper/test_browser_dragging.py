"""Numbers dragged in the network of the stepper; the fields and what follows are in sight."""

import pytest
from helpers.live_common import drawn, put, state
from widgets.backpropagation_stepper.common import random_stepper, stepper
from widgets.backpropagation_stepper.pages import explanation, fields, network, result_cells, twin

pytestmark = pytest.mark.browser


def label(page, key):
    """A number in the network that can be dragged."""
    return network(page).locator(f"[data-number='{key}'] text.nn-backprop-label").first


def take(page, key):
    """Put the pointer down on a number; it stays down."""
    box = label(page, key).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def in_sight(*parts):
    """Whether all parts are in the window at once."""
    page = parts[0].page
    height = page.evaluate("() => innerHeight")
    boxes = [part.bounding_box() for part in parts]
    tall = max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)
    return tall < height - 60  # what the bars of a page take


@pytest.mark.parametrize("size", [(390, 844), (1200, 800)])
def test_a_weight_that_is_dragged_takes_everything_along(live, size):
    width, height = size
    page = live(stepper(step=7), viewport={"width": width, "height": height}).page
    delta = network(page).locator("text").filter(has_text="δ").first
    before = delta.text_content(), page.get_by_text("J 0.2984").count()
    x, y = take(page, "W2.0.0")
    page.mouse.move(x - 80, y + 30, steps=4)
    drawn(page)
    assert label(page, "W2.0.0").text_content() == "−0.40"
    assert delta.text_content().startswith("δ −"), f"was {before}"
    assert page.get_by_text("J 0.2984").count() == 0
    page.mouse.up()
    assert twin(page).network().W[2][0, 0] == pytest.approx(-0.4)
    field = fields(page).get_by_role("spinbutton", name="weight w 1 1 of layer 2")
    assert field.input_value() == "-0.4"
    assert in_sight(network(page), field, *([explanation(page)] if width > 390 else []))


@pytest.mark.parametrize(
    ("key", "field"),
    [("b1.1.0", "bias b 2 of layer 1"), ("A0.0.0", "input x 1"), ("Y2.1.0", "target y 2")],
)
def test_every_number_can_be_dragged(live, key, field):
    page = live(stepper(step=7), viewport={"width": 760, "height": 900}).page
    spin = fields(page).get_by_role("spinbutton", name=field)
    before = float(spin.input_value())
    place = network(page).locator(f"text[data-number='{key}'], [data-number='{key}'] text").last
    box = place.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 35, box["y"] + 5, steps=3)
    page.mouse.up()
    drawn(page)
    assert float(spin.input_value()) == pytest.approx(before + 0.25)
    # The same from the keyboard.
    spin.press("ArrowDown")
    drawn(page)
    assert float(spin.input_value()) == pytest.approx(before + 0.24)


def test_a_finger_scrolls_past_and_drags_sideways(live):
    page = live(stepper(step=7), viewport={"width": 390, "height": 500}, has_touch=True).page
    finger = page.context.new_cdp_session(page)

    def swipe(*ways):
        box = label(page, "W2.0.0").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        points = [[]] if not ways else [[{"x": x + a, "y": y + b}] for a, b in [(0, 0), *ways]]
        kinds = ["touchStart"] + ["touchMove"] * len(ways)
        for kind, touch in zip(kinds, points, strict=True):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touch})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        drawn(page)

    label(page, "W2.0.0").scroll_into_view_if_needed()
    before = state(page)["theta"]
    at = page.evaluate("() => scrollY")
    swipe((0, -20), (0, -60), (0, -90))
    assert state(page)["theta"] == before
    page.wait_for_function("(at) => scrollY > at", arg=at)
    label(page, "W2.0.0").scroll_into_view_if_needed()
    swipe((-15, 0), (-30, 0), (-40, 2))
    assert state(page)["theta"] != before


def test_the_network_becomes_another_under_the_hand(live):
    opened = live(stepper(step=9), viewport={"width": 760, "height": 900})
    page = opened.page
    page.get_by_role("button", name="new weight w 2 2 of layer 2").click()
    assert state(page)["chosen"] > 0
    x, y = take(page, "W2.1.1")
    page.mouse.move(x + 10, y, steps=2)
    flat = random_stepper(5, [2, 1], output="identity", y=[0.5])
    settings = {name: getattr(flat, name) for name in flat.settings() if name != "key"}
    # Python replaced the network and left the step, beyond the last one now, and what is chosen.
    put(page, {name: settings[name] for name in settings if name not in ("step", "chosen")})
    page.mouse.move(x + 40, y, steps=3)
    page.mouse.up()
    drawn(page)
    assert state(page)["theta"] == flat.theta
    assert state(page)["step"] == 5
    assert result_cells(page).count() == 3
    assert not opened.problems
    assert page.get_by_role("alert").count() == 0


def test_targets_that_are_the_outputs_leave_no_error(live):
    page = live(stepper(step=8), viewport={"width": 760, "height": 900}).page
    page.get_by_role("spinbutton", name="input x 1").fill("0")
    page.get_by_role("button", name="Targets to outputs").click()
    for step in (5, 6, 7, 8):
        put(page, {"step": step})
        assert set(result_cells(page).all_text_contents()) == {"0"}
        assert explanation(page).get_by_role("strong").text_content() == "0"
    assert page.get_by_text("J 0", exact=True).is_visible()
    page.get_by_role("button", name="Numbers as at first").click()
    drawn(page)
    assert (state(page)["step"], twin(page).x, twin(page).y) == (8, [0.05, 0.1], [0.01, 0.99])


def test_targets_that_are_typed_as_printed_leave_no_error(live):
    page = live(stepper(step=6)).page
    page.get_by_role("spinbutton", name="target y 1").fill("0.751365070")
    page.get_by_role("spinbutton", name="target y 2").fill("0.772928465")
    drawn(page)
    assert set(result_cells(page).all_text_contents()) == {"0"}


def test_a_link_carries_the_step_the_number_and_the_weights(live):
    page = live(stepper(), viewport={"width": 760, "height": 900}).page
    put(page, {"step": 6})
    page.get_by_role("button", name="gradient of weight w 2 2 of layer 2").click()
    x, y = take(page, "W2.0.0")
    page.mouse.move(x + 33, y, steps=3)
    page.mouse.up()
    # The number that the dragged weight plays a part in is worked out; then the other one again.
    page.get_by_role("button", name="gradient of weight w 2 2 of layer 2").click()
    page.get_by_role("button", name="1 round", exact=True).click()
    drawn(page)
    page.wait_for_function("() => probe().timers.length === 0")
    link = page.evaluate("() => location.hash.slice(1)")
    other = live(stepper(), hash=link, viewport={"width": 760, "height": 900}).page
    for part in (explanation, network):
        assert part(other).text_content() == part(page).text_content()
    assert state(other)["chosen"] == state(page)["chosen"] == 3
    assert state(other)["theta"] == pytest.approx(state(page)["theta"], abs=1e-11)


@pytest.mark.parametrize("text", ["", "1e400", "-", "1e5"])
def test_what_is_no_number_changes_nothing_for_good(live, text):
    opened = live(stepper(step=7))
    page = opened.page
    field = page.get_by_role("spinbutton", name="weight w 1 1 of layer 2")
    before = state(page)["theta"]
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    drawn(page)
    field.blur()
    drawn(page)
    assert float(field.input_value()) == 0.4
    assert state(page)["theta"] == before
    assert all("undefined" not in cell for cell in result_cells(page).all_text_contents())
    assert not opened.problems


def test_an_equals_sign_stands_before_exact_numbers_only(live):
    page = live(stepper()).page
    signs = page.get_by_role("group", name="Equation").locator(".nn-backprop-sign span:last-child")
    for step, sign in ((0, "="), (1, "≈"), (4, "≈"), (7, "≈")):
        put(page, {"step": step})
        assert sign in signs.all_text_contents()
        assert {"=": "≈", "≈": "="}[sign] not in signs.all_text_contents()
    put(page, {"step": 1})
    assert "σ(0.3775) ≈ 0.593269992" in explanation(page).inner_text()
