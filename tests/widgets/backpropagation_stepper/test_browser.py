"""The BackpropagationStepper figure on a page without a kernel."""

import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, number, put, state
from helpers.live_in_book import check_in_the_book, report_play

import nnlib
from nnlib.widgets import BackpropagationStepper
from nnlib.widgets.backpropagation_stepper.figure import PRESETS

pytestmark = pytest.mark.browser

RESULT = ".nn-backprop-equations button"


def stepper(**settings):
    return BackpropagationStepper(**{"key": "backprop"} | settings)


def computed(figure):
    """What nnlib computes in each step, row by row, in the order of the figure."""
    net = figure.network()
    X, Y = figure.example()
    J, gradient = net.cost_and_gradient(X, Y)
    layers = range(1, net.L + 1)
    steps = [part for ell in layers for part in (net.Z[ell].ravel(), net.A[ell].ravel())]
    steps += [np.array([J]), net.Delta[net.L].ravel()]
    for ell in reversed(layers):
        steps.append(np.concatenate([net.dW[ell].ravel(), net.db[ell].ravel()]))
        if ell > 1:
            steps.append(net.Delta[ell - 1].ravel())
    biases = [net.b[ell].copy() for ell in layers]
    nnlib.optimizers.GradientDescent(figure.eta).step(net.theta, gradient)
    if not figure.update_biases:
        for ell in layers:
            net.b[ell] = biases[ell - 1]
    both = [part.ravel() for ell in layers for part in (net.W[ell], net.b[ell])]
    return [part.tolist() for part in [*steps, np.concatenate(both)]]


def twin(page):
    """A widget with the settings of the page."""
    settings = state(page)
    return stepper(**{name: settings[name] for name in BackpropagationStepper.settings()})


def results(page):
    """The numbers of the result of the step on display, each from its line of work."""
    texts = page.evaluate(
        """async (result) => {
          const texts = [];
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          for (const cell of document.querySelectorAll(result)) {
            cell.click();
            await frame();
            await frame();
            texts.push(document.querySelector(".nn-backprop-work strong").textContent);
          }
          return texts;
        }""",
        RESULT,
    )
    return [number(text) for text in texts]


def wide(seed, d, **settings):
    rng = np.random.default_rng(seed)
    P = sum(n * (1 + m) for m, n in zip(d, d[1:], strict=False))
    y = settings.pop("y", rng.uniform(-1, 1, d[-1]))
    return stepper(d=d, theta=rng.normal(size=P), x=rng.normal(size=d[0]), y=y, **settings)


NETS = [
    stepper(),
    stepper(**PRESETS["softmax"]),
    wide(1, [3, 3, 3], hidden="gelu", output="tanh", loss="huber", update_biases=True),
    wide(2, [1, 3, 2], hidden="relu", loss="binary_cross_entropy", y=[0.3, 1], eta=2),
    wide(3, [3, 2], output="identity", loss="mse"),
]


@pytest.mark.parametrize("figure", NETS, ids=lambda figure: f"{figure.d} {figure.loss}")
def test_every_number_of_every_step(live, figure):
    opened = live(figure)
    page = opened.page
    wanted = computed(figure)
    assert len(wanted) == 4 * (len(figure.d) - 1) + 2
    for step, numbers in enumerate(wanted):
        put(page, {"step": step})
        cells = [number(text) for text in page.locator(RESULT).all_text_contents()]
        assert cells == pytest.approx(numbers, abs=6e-7, rel=0)
        assert f"step {step + 1} of {len(wanted)}" in page.locator(".nn-player").inner_text()
    assert not opened.problems


def test_every_figure_promise(live):
    check_common(live, lambda: stepper(**PRESETS["softmax"], step=7))


def test_first_frame(live):
    page = live(stepper()).page
    work = page.locator(".nn-backprop-work").inner_text()
    assert "0.15 · 0.05 + 0.20 · 0.10 + 0.35 = 0.377500000" in work
    assert page.locator("mark").inner_text().startswith("pre_activations(bW[ell]")
    assert page.locator(".nn-backprop-network text.nn-backprop-lit").all_text_contents() == [
        *["0.15", "0.20", "0.05", "0.10", "b 0.35", "z 0.3775"],
    ]


def test_the_numbers_of_mazur(live):
    figure = stepper(step=9)
    page = live(figure).page
    assert results(page) == pytest.approx(computed(figure)[9], abs=6e-10)
    note = page.locator(".nn-backprop-note").inner_text()
    assert "0.298371109 to 0.291027774" in note
    assert "biases stay" in note
    page.get_by_role("button", name="10 000 rounds").click()
    drawn(page)
    assert "to 0.0000351" in page.locator(".nn-backprop-trained").inner_text()
    figure = twin(page)
    assert figure.theta[0] == 0.35
    assert figure.network().cost(*figure.example()) == pytest.approx(3.51e-5, abs=5e-8)


def test_what_is_in_play_is_lit_everywhere(live):
    page = live(stepper(step=7)).page  # delta of layer 1

    def lit(selector):
        return page.locator(f"{selector} .nn-backprop-lit").evaluate_all(
            "(all) => all.map((one) => one.dataset.key).filter(Boolean)"
        )

    page.locator(RESULT).nth(1).click()
    drawn(page)
    assert lit(".nn-backprop-equations") == [
        "D1.1.0",
        "W2.0.1",
        "W2.1.1",
        "D2.0.0",
        "D2.1.0",
        "S1.1.0",
    ]
    assert lit(".nn-backprop-numbers") == ["W2.0.1", "W2.1.1"]
    assert page.locator(".nn-backprop-edge.nn-backprop-on").count() == 2
    assert [text.split("(")[0] for text in page.locator("mark").all_inner_texts()] == [
        *["slope = sigma[ell - 1].derivative", "propagate_error"],
    ]


def test_pointing_at_the_network(live):
    page = live(stepper(step=6)).page  # gradients of layer 2
    edge = page.locator("[data-keys*='W2.1.0'] .nn-backprop-touch")
    edge.dispatch_event("pointerover", {"bubbles": True})
    drawn(page)
    assert "−0.038098 · 0.593270 ≈ −0.022602540" in page.locator(".nn-backprop-work").inner_text()
    page.locator(".nn-backprop-network").dispatch_event("pointerleave")
    drawn(page)
    assert "0.082167041" in page.locator(".nn-backprop-work").inner_text()


def test_changed_numbers(live):
    page = live(stepper(step=9)).page
    page.get_by_role("spinbutton", name="weight w 1 2 of layer 2").fill("-1.25")
    page.get_by_role("spinbutton", name="bias b 2 of layer 1").fill("0.5")
    page.get_by_role("spinbutton", name="input x 1").fill("2")
    page.get_by_role("spinbutton", name="target y 2").fill("0")
    page.get_by_role("spinbutton", name="learning rate eta, exact").fill("0.25")
    page.get_by_role("checkbox", name="update biases").check()
    drawn(page)
    figure = twin(page)
    assert (figure.network().W[2][0, 1], figure.network().b[1][1, 0]) == (-1.25, 0.5)
    assert (figure.x, figure.y, figure.eta, figure.update_biases) == (
        [2, 0.1],
        [0.01, 0],
        0.25,
        True,
    )
    assert results(page) == pytest.approx(computed(figure)[9], abs=6e-10)


def test_another_network(live):
    opened = live(stepper(step=5))
    page = opened.page
    page.get_by_label("Example").select_option("softmax")
    page.get_by_label("Outputs").select_option("3")
    page.get_by_role("combobox", name="Hidden", exact=True).select_option("1")
    page.get_by_role("spinbutton", name="target y 3").fill("0.5")
    page.get_by_label("Hidden σ").select_option("elu")
    drawn(page)
    figure = twin(page)  # Python takes them: they fit together
    assert (figure.d, figure.y, figure.hidden) == ([2, 1, 3], [0, 0.5, 0.5], "elu")
    page.get_by_label("Output σ").select_option("relu")
    drawn(page)
    assert twin(page).loss == "mse"
    put(page, {"step": 9})
    assert results(page) == pytest.approx(computed(twin(page))[9], abs=6e-10)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert twin(page).theta == PRESETS["mazur"]["theta"]
    assert not opened.problems


def test_divergence_is_named(live):
    page = live(wide(4, [2, 2], output="identity", loss="mse", eta=10)).page
    before = state(page)["theta"]
    page.get_by_role("button", name="100 rounds").click()
    assert "run away" in page.locator(".nn-backprop-trained").inner_text()
    assert state(page)["theta"] == before


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
    assert "0.009954255" in page.locator(".nn-backprop-work").inner_text()
    page.get_by_role("button", name="Start again").press("Enter")
    page.get_by_role("button", name="Play the round").press("Enter")
    page.wait_for_function("() => /step 2 of/.test(document.querySelector('.nn-player').innerText)")


def test_touch(live):
    opened = live(stepper(step=6), has_touch=True, viewport={"width": 320, "height": 800})
    opened.page.locator(RESULT).nth(3).tap()
    drawn(opened.page)
    assert "−0.022740242" in opened.page.locator(".nn-backprop-work").inner_text()


def test_address(live):
    opened = live(stepper(), hash="backprop.step=6&backprop.x=1,2&backprop.eta=-3")
    page = opened.page
    assert (state(page)["step"], state(page)["x"], state(page)["eta"]) == (6, [1, 2], 0.5)
    page.get_by_label("Inputs").select_option("3")
    page.wait_for_function("() => location.hash.includes('backprop.d=3,2,2')")
    page.reload()
    page.wait_for_selector(".nn-live .nn-figure")
    assert twin(page).d == [3, 2, 2]
    assert not opened.problems


def test_another_number_of_layers_is_shared_and_reset(live):
    settings = {"d": [2, 1], "theta": [0, 1, 2], "x": [1, 1], "y": [1]}
    page = live(stepper(step=3, **settings)).page
    example = page.get_by_role("combobox", name="Example")
    assert example.locator("option:checked").text_content() == "your own"
    example.focus()
    example.select_option("softmax")
    page.wait_for_function("() => document.querySelectorAll('.nn-backprop-field').length > 8")
    assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
    page.wait_for_function("() => location.hash.includes('backprop.output=softmax')")
    link = page.evaluate("() => location.hash.slice(1)")
    again = live(stepper(step=3, **settings), hash=link).page
    for name in ("d", "theta", "x", "y", "output", "loss", "step"):
        assert state(again)[name] == state(page)[name]
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    figure = twin(page)
    assert (figure.d, figure.theta, figure.step) == ([2, 1], [0, 1, 2], 3)
    page.wait_for_function("() => location.hash === ''")


def test_what_was_said_of_training_goes_with_its_numbers(live):
    page = live(stepper()).page
    page.get_by_role("button", name="1 round", exact=True).click()
    drawn(page)
    assert "J went from" in page.locator(".nn-backprop-trained").text_content()
    page.get_by_role("combobox", name="Example").select_option("softmax")
    drawn(page)
    assert page.locator(".nn-backprop-trained").text_content() == ""


@pytest.mark.parametrize(
    "hash", ["backprop.d=3,3,3", "backprop.loss=cross_entropy", "backprop.d=1"]
)
def test_addresses_that_do_not_fit(live, hash):
    opened = live(stepper(), hash=hash)
    assert twin(opened.page).d == [2, 2, 2]
    assert "0.377500000" in opened.page.locator(".nn-backprop-work").inner_text()
    assert not opened.problems


def test_two_views_and_python(live):
    figure = stepper()
    opened = live(figure, figure, viewport={"width": 900, "height": 2600})
    page = opened.page
    page.get_by_role("button", name="One step forward").first.click()
    drawn(page)
    titles = page.locator(".nn-backprop-title").all_inner_texts()
    assert titles == ["Forward: activations of layer 1"] * 2
    flat = wide(5, [2, 2], output="softmax", loss="cross_entropy", y=[0, 1])
    put(page, {name: getattr(flat, name) for name in flat.settings() if name != "key"})
    drawn(page)
    places = page.locator(".nn-place").all_inner_texts()
    assert places == ["step 1 of 6"] * 2
    assert page.locator(".nn-backprop-edge").count() == 8
    assert not opened.problems


def test_the_words_follow(live):
    page = live(stepper()).page
    page.get_by_role("button", name="One step forward").click()
    status = page.locator(".nn-figure > [role=status]")
    page.wait_for_function("() => document.querySelector('.nn-figure > [role=status]').innerText")
    words = "activation a 1 of layer 1 is 0.5933, activation a 2 of layer 1 is 0.5969."
    assert status.inner_text() == f"Forward: activations of layer 1. {words}"
    label = page.locator(".nn-backprop-network").get_attribute("aria-label")
    assert re.search("0.5933", label)


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
    cells = [number(text) for text in page.locator(RESULT).all_text_contents()]
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
