"""The BackpropagationStepper figure on a page without a kernel: its steps, and what they show."""

import pytest
from helpers.live_common import check_common, drawn, number, put, state
from helpers.live_in_book import check_in_the_book, report_play
from widgets.backpropagation_stepper.common import NETS, computed, stepper
from widgets.backpropagation_stepper.pages import (
    bar,
    equation,
    explanation,
    fields,
    lit_keys,
    network,
    result_cells,
    results,
    training_report,
    twin,
)

from nnlib.widgets.backpropagation_stepper.figure import PRESETS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("figure", NETS, ids=lambda figure: f"{figure.d} {figure.loss}")
def test_every_number_of_every_step(live, figure):
    opened = live(figure)
    page = opened.page
    wanted = computed(figure)
    assert len(wanted) == 4 * (len(figure.d) - 1) + 2
    for step, numbers in enumerate(wanted):
        put(page, {"step": step})
        cells = [number(text) for text in result_cells(page).all_text_contents()]
        assert cells == pytest.approx(numbers, abs=6e-7, rel=0)
        assert f"step {step + 1} of {len(wanted)}" in bar(page).inner_text()
    assert not opened.problems


def test_every_figure_promise(live):
    check_common(live, lambda: stepper(**PRESETS["softmax"], step=7))


def test_first_frame(live):
    page = live(stepper()).page
    assert "0.15 · 0.05 + 0.20 · 0.10 + 0.35 = 0.377500000" in explanation(page).inner_text()
    source = page.get_by_role("group", name="Source in nnlib")
    assert source.get_by_role("mark").inner_text().startswith("pre_activations(bW[ell]")
    assert network(page).locator("text.nn-backprop-lit").all_text_contents() == [
        *["0.15", "0.20", "0.05", "0.10", "b 0.35", "z 0.3775"],
    ]


def test_the_numbers_of_mazur(live):
    figure = stepper(step=9)
    page = live(figure).page
    assert results(page) == pytest.approx(computed(figure)[9], abs=6e-10)
    note = page.get_by_text("J goes from").inner_text()
    assert "0.298371109 to 0.291027774" in note
    assert "biases stay" in note
    page.get_by_role("button", name="10 000 rounds").click()
    drawn(page)
    assert "to 0.0000351" in training_report(page).inner_text()
    figure = twin(page)
    assert figure.theta[0] == 0.35
    assert figure.network().cost(*figure.example()) == pytest.approx(3.51e-5, abs=5e-8)


def test_a_round_is_all_the_steps_once(live):
    page = live(stepper(step=9)).page
    words = "one forward pass, one backward pass and one update, on this one example"
    assert page.get_by_text(words).is_visible()
    # The last step says where its update leads.
    assert "0.298371109 to 0.291027774" in page.get_by_text("J goes from").inner_text()
    page.get_by_role("button", name="1 round", exact=True).click()
    drawn(page)
    assert "from 0.2983711 to 0.2910278" in training_report(page).inner_text()


def test_what_is_in_play_is_lit_everywhere(live):
    page = live(stepper(step=7)).page  # delta of layer 1
    page.get_by_role("button", name="error delta 2 of layer 1").click()
    drawn(page)
    assert lit_keys(equation(page)) == [
        "D1.1.0",
        "W2.0.1",
        "W2.1.1",
        "D2.0.0",
        "D2.1.0",
        "S1.1.0",
    ]
    assert lit_keys(fields(page)) == ["W2.0.1", "W2.1.1"]
    assert network(page).locator(".nn-backprop-edge.nn-backprop-on").count() == 2
    marks = page.get_by_role("mark").all_inner_texts()
    assert [text.split("(")[0] for text in marks] == [
        *["slope = sigma[ell - 1].derivative", "propagate_error"],
    ]


def test_pointing_at_the_network(live):
    page = live(stepper(step=6)).page  # gradients of layer 2
    edge = network(page).locator("[data-keys*='W2.1.0'] path").last
    edge.dispatch_event("pointerover", {"bubbles": True})
    drawn(page)
    assert "−0.038098 · 0.593270 ≈ −0.022602540" in explanation(page).inner_text()
    network(page).dispatch_event("pointerleave")
    drawn(page)
    assert "0.082167041" in explanation(page).inner_text()


def test_keyboard_and_player(live):
    page = live(stepper(), reduced_motion="reduce").page
    scrub = page.get_by_role("slider", name="Step of the round")
    scrub.press("End")
    assert state(page)["step"] == 9
    scrub.press("ArrowLeft")
    page.get_by_role("button", name="One step back").press("Enter")
    assert state(page)["step"] == 7
    drawn(page)
    assert page.get_by_text("Backward: error of layer 1", exact=True).is_visible()
    page.get_by_role("button", name="error delta 2 of layer 1").press("Enter")
    drawn(page)
    assert "0.009954255" in explanation(page).inner_text()
    page.get_by_role("button", name="Start again").press("Enter")
    page.get_by_role("button", name="Play the round").press("Enter")
    page.wait_for_function(
        """() => /step 2 of/.test(
          document.querySelector("[aria-label='Controls of the round']").innerText)"""
    )


def test_touch(live):
    page = live(stepper(step=6), has_touch=True, viewport={"width": 320, "height": 800}).page
    page.get_by_role("button", name="gradient of weight w 2 2 of layer 2").tap()
    drawn(page)
    assert "−0.022740242" in explanation(page).inner_text()


def test_the_words_follow(live):
    page = live(stepper()).page
    page.get_by_role("button", name="One step forward").click()
    words = "activation a 1 of layer 1 is 0.5933, activation a 2 of layer 1 is 0.5969."
    sentence = f"Forward: activations of layer 1. {words}"
    spoken = page.get_by_role("status").get_by_text(sentence, exact=True)
    spoken.wait_for(state="attached")
    assert "0.5933" in network(page).get_attribute("aria-label")


def test_on_paper_no_label_is_left_without_its_buttons(live):
    page = live(stepper()).page
    label, field = page.get_by_text("Train:"), page.get_by_role("spinbutton", name="bias b 1 of")
    assert label.is_visible()
    page.emulate_media(media="print")
    assert label.is_hidden()
    assert page.get_by_role("button", name="100 rounds").count() == 0
    assert field.first.is_visible()


def cells_agree(page):
    """Whether the result of the step on display is that of nnlib."""
    figure = twin(page)
    cells = [number(text) for text in result_cells(page).all_text_contents()]
    narrow = page.viewport_size["width"] < 480  # four digits instead of six
    error = 6e-5 if narrow else 6e-7
    assert cells == pytest.approx(computed(figure)[figure.step], abs=error, rel=0)
    return True


def test_in_the_book(in_book):
    def keyboard(page):
        page.get_by_role("spinbutton", name="learning rate").fill("0.25")
        page.get_by_role("slider", name="Step of the round").press("End")

    check_in_the_book(
        in_book,
        "backprop",
        cells_agree,
        mouse=lambda page: page.get_by_role("button", name="One step forward").click(),
        touch=lambda page: page.get_by_role("button", name="One step back").tap(),
        keyboard=keyboard,
        play="round",
    )


def test_frames(in_book, record_property):
    report_play(in_book, record_property, "backprop", "round", speed="4")
