"""What the chapters tell a reader to do with the figures of the passes, and what is promised."""

import pytest
from helpers.live_common import drawn, number, state
from helpers.live_in_book import DESK
from widgets.backpropagation_stepper.pages import bar, explanation, fields, network, result_cells
from widgets.forward_pass.pages import cell, edge, lit, middle_of, not_computed, reading, stage

pytestmark = pytest.mark.browser


@pytest.fixture(params=[DESK, {"width": 390, "height": 844}], ids=["desk", "phone"])
def figure_of(in_book, request):
    """Open a figure of the book: ``figure_of("delta")``."""
    return lambda key: in_book(key, viewport=request.param).page


def seen(*parts):
    """Whether all of these fit into the window at once, below the bar of the page."""
    boxes = [part.bounding_box() for part in parts]
    tall = max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)
    return tall < parts[0].page.viewport_size["height"] - 60


def numbers(page):
    return [number(text) for text in result_cells(page).all_text_contents()]


def fill(page, name, value):
    fields(page).get_by_role("spinbutton", name=name).fill(value)
    drawn(page)


def test_architecture(figure_of):
    page = figure_of("architecture")
    page.mouse.move(*middle_of(page, "weight w 3 2 of layer 1"))
    drawn(page)
    assert lit(page) == [["weight w 3 2 of layer 1"], ["weight w 3 2 of layer 1"]]
    assert "to neuron 3 of layer 1, from input 2. Row 3, column 2" in reading(page)
    assert seen(
        page.get_by_role("group", name="The network"), cell(page, "weight w 3 2 of layer 1")
    )
    circle = page.get_by_role("group", name="The network").locator("[data-place='2 1']")
    circle.hover()
    drawn(page)
    assert page.get_by_role("gridcell", name="bias b 2 of layer 2", selected=True).is_visible()
    page.get_by_role("combobox", name="width d 1").select_option("5")
    drawn(page)
    assert page.get_by_role("grid", name="W of layer 1, 5 by 3").is_visible()
    assert page.get_by_role("grid", name="W of layer 2, 2 by 5").is_visible()


def test_forward_pass(figure_of):
    page = figure_of("forward")
    page.get_by_role("button", name="Play the forward pass").click()
    page.wait_for_function(
        """() => /column 2/.test(
          document.querySelector("[aria-label='Step of the forward pass']").ariaValueText)"""
    )
    page.get_by_role("button", name="Pause").click()
    assert "layer 1" in stage(page)
    assert not_computed(page).count() > 0
    page.get_by_role("slider", name="Step of the forward pass").press("End")
    drawn(page)
    assert not_computed(page).count() == 0
    page.mouse.move(*middle_of(page, "weight w 2 1 of layer 2"))
    drawn(page)
    assert lit(page) == [["weight w 2 1 of layer 2"], ["weight w 2 1 of layer 2"]]
    cell(page, "weight w 1 1 of layer 1").click()
    page.mouse.move(1, 1)
    drawn(page)
    assert lit(page) == [["weight w 1 1 of layer 1"], ["weight w 1 1 of layer 1"]]
    assert seen(edge(page, "weight w 1 1 of layer 1"), cell(page, "weight w 1 1 of layer 1"))
    page.get_by_role("combobox", name="number of examples N").select_option("6")
    drawn(page)
    assert page.get_by_role("grid", name="Z of layer 1, 4 by 6").is_visible()
    assert page.get_by_role("grid", name="W of layer 1, 4 by 3").is_visible()


def test_output_error(figure_of):
    page = figure_of("output")
    fill(page, "bias b 2 of layer 2", "-6")
    outputs = network(page).locator("text[data-inside]").all_text_contents()
    assert 0 < number(outputs[-1]) < 0.006
    error = numbers(page)[1]
    assert -0.005 < error < 0
    equation = page.get_by_role("group", name="Equation", exact=True)
    assert "σ′" in equation.text_content()
    assert seen(network(page), fields(page))
    page.get_by_role("combobox", name="Loss").select_option("binary_cross_entropy")
    drawn(page)
    assert "σ′" not in equation.text_content()
    assert numbers(page)[1] == pytest.approx(-0.985, abs=0.001)


def test_delta_recursion(figure_of):
    page = figure_of("delta")
    result_cells(page).first.click()
    drawn(page)
    work = explanation(page).text_content()
    assert "0.40 · 0.138499 + 0.50 · (−0.038098)" in work
    before = numbers(page)
    weight = network(page).locator("[data-number='W2.0.0'] text").first
    weight.scroll_into_view_if_needed()
    box = weight.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=2)
    drawn(page)
    half_way = numbers(page)[0]
    page.mouse.move(x - 80, y, steps=2)
    page.mouse.up()
    drawn(page)
    assert weight.text_content() == "−0.40"
    assert before[0] > half_way > numbers(page)[0]
    assert numbers(page)[0] < 0
    delta = network(page).locator("text", has_text="δ −").first
    assert seen(
        weight, delta, fields(page).get_by_role("spinbutton", name="weight w 1 1 of layer 2")
    )
    old = numbers(page)
    fill(page, "input x 1", "20")
    assert seen(network(page), fields(page))
    slopes = page.get_by_role("img", name="slope of neuron")
    assert all(value < 0.05 for value in map(number, slopes.locator("span").all_text_contents()))
    assert all(abs(new) < abs(was) / 4 for new, was in zip(numbers(page), old, strict=True))


def test_layer_gradients(figure_of):
    page = figure_of("gradients")
    page.get_by_role("button", name="gradient of weight w 2 1 of layer 2").click()
    drawn(page)
    assert "−0.038098 · 0.593270" in explanation(page).text_content()
    for _ in range(2):
        page.get_by_role("button", name="One step forward").click()
    drawn(page)
    assert page.get_by_text("Backward: gradients of layer 1").first.is_visible()
    fill(page, "input x 1", "0")
    gradients = numbers(page)
    assert [gradients[k] for k in (0, 2)] == [0, 0]
    assert all(gradients[k] for k in (1, 3))
    agree = page.get_by_role("button", name="Targets to outputs")
    agree.click()
    drawn(page)
    assert set(result_cells(page).all_text_contents()) == {"0"}
    assert seen(network(page), agree)
    page.get_by_role("button", name="One step back").click()
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert set(result_cells(page).all_text_contents()) == {"0"}


def test_putting_it_together(figure_of):
    page = figure_of("backprop")
    page.get_by_role("button", name="Play the round").click()
    page.wait_for_function(
        """() => /step 2 of/.test(
          document.querySelector("[aria-label='Controls of the round']").innerText)"""
    )
    page.get_by_role("button", name="One step forward").click()
    assert "step 3 of" in bar(page).inner_text()
    result_cells(page).nth(1).click()
    drawn(page)
    assert explanation(page).get_by_role("strong").text_content() == "1.224921404"
    page.get_by_role("slider", name="Step of the round").press("End")
    drawn(page)
    before = page.get_by_text("J goes from").text_content()
    fill(page, "target y 2", "0.5")
    after_target = page.get_by_text("J goes from").text_content()
    page.get_by_role("spinbutton", name="learning rate").fill("1")
    drawn(page)
    assert len({before, after_target, page.get_by_text("J goes from").text_content()}) == 3
    assert state(page)["chosen"] == 0
