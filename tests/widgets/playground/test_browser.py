"""The Playground on a page without a kernel."""

import base64
import re

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, put, rebuilt, state, wait_for_state
from helpers.live_in_book import check_in_the_book, report_play, swipe

import nnlib
from nnlib.widgets import Playground
from nnlib.widgets.kit.random_numbers import Random

pytestmark = pytest.mark.browser

SMALL = {"N": 40, "batch_size": 8, "d": [2, 3, 1], "key": "playground"}
THETA = """() => {
  const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
  const { data } = model.get("theta");
  return Array.from(new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8));
}"""
POINTS = THETA.replace('"theta"', '"points"')


def set_theta(page, theta, steps):
    """Give the figure other parameters, as Python would."""
    page.evaluate(
        """([theta, steps]) => {
          const data = new DataView(Float64Array.from(theta).buffer);
          nnLive.model(document.querySelector(".nn-live").dataset.modelId)
            .set({ theta: { shape: [theta.length], data }, steps });
        }""",
        [theta, steps],
    )


def playground(**settings):
    return Playground(**(SMALL | settings))


def twin(widget, steps):
    """The network of nnlib after some steps on the same batches."""
    net, optimizer = widget.network(), widget.new_optimizer()
    kept = ~widget.is_held_out
    X, Y = widget.X[:, kept], widget.Y[:, kept]
    rng, order, used = Random(widget.seed), list(range(X.shape[1])), 0
    for _ in range(steps):
        if used == 0:
            rng.shuffle(order)
        batch = order[used : used + widget.batch_size]
        used = (used + len(batch)) % len(order)
        optimizer.step(net.theta, net.cost_and_gradient(X[:, batch], Y[:, batch])[1])
    return net


def costs(page):
    return [float(text) for text in page.locator(".nn-playground-reading b").all_text_contents()]


def agrees(page, widget, steps):
    """Whether theta and the costs on display are those of nnlib after so many steps."""
    net, held = twin(widget, steps), widget.is_held_out
    if steps:
        np.testing.assert_allclose(page.evaluate(THETA), net.theta, rtol=0, atol=1e-12)
    expected = [net.cost(widget.X[:, part], widget.Y[:, part]) for part in (~held, held)]
    for _ in range(30):  # costs are measured now and then, so a busy machine shows them late
        if costs(page) == pytest.approx(expected, abs=5.1e-5):
            break
        page.wait_for_timeout(100)
    assert costs(page) == pytest.approx(expected, abs=5.1e-5)
    return state(page)["steps"] == steps


def brightness(page, selector):
    """Mean and spread of the pixels of a canvas: a blank one has no spread."""
    return page.evaluate(
        """(selector) => {
          const canvas = document.querySelector(selector);
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let [sum, squares] = [0, 0];
          for (let k = 0; k < data.length; k += 4) {
            sum += data[k];
            squares += data[k] ** 2;
          }
          const n = data.length / 4;
          return [sum / n, Math.sqrt(squares / n - (sum / n) ** 2)];
        }""",
        selector,
    )


def test_every_figure_promise(live):
    check_common(live, playground)


def test_first_frame(live):
    opened = live(playground())
    page = opened.page
    assert agrees(page, playground(), 0)
    assert page.locator(".nn-place").text_content() == "step 0 · epoch 0.0"
    for canvas in (".nn-playground-map canvas", ".nn-playground-network canvas"):
        assert brightness(page, canvas)[1] > 5
    assert page.get_by_role("button", name=re.compile("^unit")).count() == 3
    assert page.evaluate("() => probe().frames") == []
    assert not opened.problems


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"optimizer": "Momentum", "l2": 0.01, "hidden": "relu", "init": "he", "data": "circles"},
        {"loss": "mse", "output": "tanh", "d": [2, 1], "data": "blobs", "seed": 5},
        {"loss": "mse", "output": "identity", "d": [2, 2, 2, 2, 2, 1], "data": "xor"},
    ],
)
def test_steps_are_those_of_nnlib(live, settings):
    widget = playground(**settings)
    page = live(widget).page
    page.get_by_role("button", name="One step forward").press("Enter")
    drawn(page)
    assert agrees(page, widget, 1)
    page.get_by_role("button", name="One epoch").click()
    drawn(page)
    per_epoch = -(-int((~widget.is_held_out).sum()) // 8)
    assert agrees(page, widget, per_epoch)
    assert page.locator(".nn-place").text_content() == f"step {per_epoch} · epoch 1.0"
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert agrees(page, widget, 0)
    assert page.evaluate(THETA) == []


def test_play_pause_and_what_python_reads(live):
    widget = playground()
    page = live(widget).page
    map_canvas = ".nn-playground-map canvas"
    before = page.locator(map_canvas).screenshot()
    page.get_by_role("button", name="Play the training").click()
    wait_for_state(page, "now.steps > 0")
    page.get_by_role("button", name="Pause").click()
    drawn(page)
    steps = state(page)["steps"]
    assert agrees(page, widget, steps)
    assert page.locator(map_canvas).screenshot() != before
    assert page.evaluate("() => probe().frames") == []
    page.wait_for_function("() => /^Step/.test(document.querySelector('p[aria-live]').textContent)")

    # What a kernel would have been sent, read as a kernel reads it.
    sent = page.evaluate(
        """() => {
          const { shape, data } = nnLive.model(
            document.querySelector(".nn-live").dataset.modelId).get("theta");
          const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          return { shape, data: btoa(String.fromCharCode(...bytes)) };
        }"""
    )
    theta = {"shape": sent["shape"], "data": memoryview(base64.b64decode(sent["data"]))}
    widget.set_state({"theta": theta, "steps": steps})
    np.testing.assert_array_equal(widget.network().theta, page.evaluate(THETA))
    assert widget.steps == steps


def test_start_from_a_network(live):
    X, labels = nnlib.datasets.moons(30, seed=1)
    net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy", seed=3)
    widget = Playground(net, X, labels, key="playground", batch_size=10)
    page = live(widget).page
    assert agrees(page, widget, 0)
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    assert agrees(page, widget, 1)
    page.get_by_role("combobox", name="units of hidden layer 1").select_option("2")
    drawn(page)
    assert (state(page)["d"], state(page)["init"]) == ([2, 2, 1], "glorot")


def test_controls(live):
    page = live(playground()).page
    page.get_by_role("button", name="One epoch").click()
    for name, option in (
        ("Points", "circles"),
        ("Activation", "relu"),
        ("Output, loss", "tanh mse"),
        ("First weights", "he"),
        ("Optimizer", "Momentum"),
        ("Batch size", "16"),
        ("L2 penalty", "0.01"),
        ("Number", "50"),
        ("Held out", "0.5"),
    ):
        page.get_by_role("combobox", name=name, exact=True).select_option(option)
    page.get_by_role("radio", name="3", exact=True).check(force=True)
    page.get_by_role("combobox", name="units of hidden layer 2").select_option("5")
    page.get_by_role("slider", name="learning rate eta", exact=True).press("ArrowRight")
    page.get_by_role("slider", name=re.compile("mu$")).press("ArrowLeft")
    page.get_by_role("button", name="Other random numbers").click()
    drawn(page)
    found = state(page)
    wanted = {
        "data": "circles", "hidden": "relu", "output": "tanh", "loss": "mse", "init": "he",
        "optimizer": "Momentum", "batch_size": 16, "l2": 0.01, "N": 50, "held_out": 0.5, "seed": 1,
        "d": [2, 3, 5, 3, 1], "mu": 0.899,
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    assert found["eta"] > 0.3
    widget = playground(**wanted, eta=found["eta"])
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    assert agrees(page, widget, 1)
    link = page.evaluate("() => new Promise((done) => setTimeout(() => done(location.hash), 500))")

    again = live(playground(), hash=link.removeprefix("#")).page
    assert {name: state(again)[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    "nonsense",
    ["d=2,9,1", "d=3,1", "d=2,1.5,1", "data=moon", "eta=-1", "points=abc", "init=given", "loss=x",
     "output=tanh", "N=1", "seed=1.5"],
)  # fmt: skip
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(playground(), hash=f"playground.{nonsense}")
    assert agrees(opened.page, playground(), 0)
    assert not opened.problems


def test_painting_with_the_mouse(live):
    page = live(playground(), viewport={"width": 760, "height": 1000}).page
    page.get_by_role("button", name="Take all points away").click()
    drawn(page)
    assert (state(page)["data"], page.evaluate(POINTS)) == ("own", [])
    box = page.locator(".nn-playground-plane").bounding_box()
    for brush, side in (("class 0", 0.25), ("class 1", 0.75)):
        page.get_by_role("radio", name=re.compile(brush)).check(force=True)
        page.mouse.move(box["x"] + side * box["width"], box["y"] + 0.3 * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + side * box["width"], box["y"] + 0.7 * box["height"], steps=12)
        page.mouse.up()
    drawn(page)
    points = np.reshape(page.evaluate(POINTS), (-1, 3)).T
    x_middle, _, half = state(page)["window"]
    assert points.shape[1] >= 12
    for label, side in ((0, 0.25), (1, 0.75)):
        x = x_middle + half * (2 * side - 1)
        chosen = points[0, points[2] == label]
        assert chosen.size >= 6
        np.testing.assert_allclose(chosen, x, atol=0.02)

    for _ in range(3):
        page.get_by_role("button", name="One epoch").click()
    drawn(page)
    widget = playground(data="own", points=points)
    assert agrees(page, widget, state(page)["steps"])

    link = page.evaluate("() => new Promise((done) => setTimeout(() => done(location.hash), 500))")
    again = live(playground(), hash=link.removeprefix("#")).page
    np.testing.assert_allclose(np.reshape(again.evaluate(POINTS), (-1, 3)).T, points, atol=1e-12)

    page.get_by_role("radio", name=re.compile("erase")).check(force=True)
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.3 * box["height"])
    drawn(page)
    assert len(page.evaluate(POINTS)) < points.size


def test_painting_goes_on_while_it_trains(live):
    page = live(playground(), viewport={"width": 760, "height": 1000}).page
    page.get_by_role("radio", name=re.compile("class 1")).check(force=True)
    page.get_by_role("button", name="Play the training").click()
    wait_for_state(page, "now.steps > 12")
    before = state(page)["steps"]
    box = page.locator(".nn-playground-plane").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    page.get_by_role("button", name="Pause").click()
    drawn(page)
    assert len(page.evaluate(POINTS)) == 3 * 41
    # The run went on: it did not begin again.
    assert state(page)["steps"] >= before


def test_painting_with_a_finger(live):
    page = live(playground(), has_touch=True, viewport={"width": 360, "height": 900}).page
    page.get_by_role("radio", name=re.compile("class 1")).check(force=True)
    plane = page.locator(".nn-playground-plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    finger = page.context.new_cdp_session(page)
    scrolled = page.evaluate("() => scrollY")
    for kind, y in (("touchStart", 0.2), ("touchMove", 0.4), ("touchMove", 0.6), ("touchEnd", 0)):
        at = {"x": box["x"] + 0.5 * box["width"], "y": box["y"] + y * box["height"]}
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else [at]},
        )
        drawn(page)
    painted = 1 + 0.4 * box["height"] // 14
    assert len(page.evaluate(POINTS)) / 3 == pytest.approx(40 + painted, abs=1)
    assert page.evaluate("() => scrollY") == scrolled


def test_painting_and_reading_with_the_keyboard(live):
    page = live(playground()).page
    cross = page.get_by_role("slider", name=re.compile("^place in the plane"))
    cross.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        cross.press(key)
    drawn(page)
    words = cross.get_attribute("aria-valuetext")
    x1, x2, answer = (
        float(text.replace("minus ", "-")) for text in re.findall(r"(?:minus )?\d+\.\d+", words)
    )
    net = playground().network()
    assert answer == pytest.approx(net.forward(np.array([[x1], [x2]])).item(), abs=0.02)
    assert "the network answers" in page.locator(".nn-playground-note").text_content()

    page.get_by_role("radio", name=re.compile("class 1")).check(force=True)
    cross.press("Enter")
    drawn(page)
    points = np.reshape(page.evaluate(POINTS), (-1, 3)).T
    assert points.shape == (3, 41)
    np.testing.assert_allclose(points[:, -1], [x1, x2, 1], atol=0.011)
    page.get_by_role("radio", name=re.compile("erase")).check(force=True)
    cross.press("Space")
    drawn(page)
    assert len(page.evaluate(POINTS)) <= 3 * 40


def test_a_unit_shows_its_picture(live):
    page = live(playground()).page
    canvas = page.locator(".nn-playground-map canvas")
    before = canvas.screenshot()
    unit = page.get_by_role("button", name="unit 2 of layer 1")
    unit.press("Enter")
    drawn(page)
    assert unit.get_attribute("aria-pressed") == "true"
    assert canvas.screenshot() != before
    net = playground().network()
    words = page.locator(".nn-playground-note").text_content().replace("−", "-")
    assert [float(text) for text in re.findall(r"-?\d+\.\d\d", words)] == pytest.approx(
        [net.b[1][1, 0], *net.W[1][1]], abs=0.00501
    )
    unit.press("Enter")
    drawn(page)
    assert canvas.screenshot() == before
    unit.hover()
    drawn(page)
    assert canvas.screenshot() != before


def test_python_sets_parameters_and_settings(live):
    page = live(playground()).page
    put(page, {"eta": 0.5, "d": [2, 2, 1]})
    P = nnlib.Network([2, 2, 1]).P
    set_theta(page, [0.1 * k for k in range(P)], 77)
    drawn(page)
    widget = playground(d=[2, 2, 1], theta=0.1 * np.arange(P), steps=77)
    held = widget.is_held_out
    expected = [widget.network().cost(widget.X[:, p], widget.Y[:, p]) for p in (~held, held)]
    assert costs(page) == pytest.approx(expected, abs=5.1e-5)
    assert page.locator(".nn-place").text_content().startswith("step 77")


def both_views_agree(page):
    """Whether two views come to show the same costs: the one out of sight draws when it is seen."""
    page.wait_for_function(
        """() => {
          const shown = [...document.querySelectorAll(".nn-playground-reading b")].map(
            (element) => element.textContent);
          return shown.length === 4 && `${shown.slice(0, 2)}` === `${shown.slice(2)}`;
        }"""
    )


def test_two_views_of_one_model(live):
    widget = playground()
    page = live(widget, widget).page
    page.get_by_role("button", name="One epoch").first.click()
    page.get_by_role("combobox", name="Batch size").first.select_option("16")
    page.get_by_role("combobox", name="Points").nth(1).scroll_into_view_if_needed()
    both_views_agree(page)
    assert state(page)["steps"] == 4
    page.get_by_role("combobox", name="Points").nth(1).select_option("xor")
    drawn(page)
    page.get_by_role("combobox", name="Points").nth(0).scroll_into_view_if_needed()
    both_views_agree(page)
    assert state(page)["steps"] == 0


def test_divergence_is_said(live):
    settings = {"loss": "mse", "output": "identity", "hidden": "identity", "eta": 10}
    page = live(playground(**settings)).page
    page.get_by_role("button", name="Play the training").click()
    page.wait_for_selector(".nn-playground-failed")
    # It is said while the cost climbs; the run ends once nothing is finite any more.
    page.get_by_role("button", name="Play the training").wait_for()
    assert np.isfinite(page.evaluate(THETA)).all()
    assert page.get_by_role("button", name="Play the training").is_visible()
    page.get_by_role("button", name="Start again").click()
    drawn(page)
    assert page.locator(".nn-playground-failed").count() == 0


# The time of a frame, not that of its end: a frame that takes long is no shorter pause.
WATCH_STEPS = """() => {
  const place = document.querySelector(".nn-place");
  window.seen = [[0, document.timeline.currentTime]];
  const watch = new MutationObserver(() => {
    const step = Number(/\\d+/.exec(place.textContent)[0]);
    if (step > window.seen.at(-1)[0]) window.seen.push([step, document.timeline.currentTime]);
  });
  watch.observe(place, { childList: true });
}"""


@pytest.mark.parametrize(
    ("speed", "least", "most"), [("0.1", 3, 5), ("1", 30, 42), ("16", 480, 672)]
)
def test_reduced_motion_keeps_the_pace(live, speed, least, most):
    page = live(playground(), reduced_motion="reduce").page
    page.evaluate(WATCH_STEPS)
    page.get_by_role("combobox", name="Speed").select_option(speed)
    page.get_by_role("button", name="Play the training").click()
    page.wait_for_function("() => seen.length > 2")
    page.get_by_role("button", name="Pause").click()
    seen = page.evaluate("() => seen")
    for (before, earlier), (after, later) in zip(seen[:2], seen[1:3], strict=True):
        assert least <= after - before <= most
        assert later - earlier > 400


def clicks(page, name, count):
    """Press a button many times within one frame."""
    button = page.get_by_role("button", name=name, exact=True)
    button.evaluate("(button, count) => Array.from({ length: count }, () => button.click())", count)
    drawn(page)


def heights(page):
    """How high the training cost stands in the chart, in pixels from above."""
    d = page.locator("g[clip-path] .nn-playground-cost").get_attribute("d")
    return [float(text.split(",")[1]) for text in re.split("[ML]", d)[1:]]


def test_the_chart_shows_the_start_and_where_it_is_left(live):
    page = live(playground(eta=1)).page
    clicks(page, "One step forward", 150)
    first, second, *_ = heights(page)
    assert first >= 8
    assert second > first
    assert page.locator(".nn-playground-out").count() == 0
    set_theta(page, [30 * (-1) ** k for k in range(13)], 151)
    drawn(page)
    assert heights(page)[-1] < 8
    assert page.locator(".nn-playground-out").count() > 0
    assert page.locator("clipPath").count() == 1


def test_divergence_is_said_long_before_numbers_run_out(live):
    settings = {"loss": "mse", "output": "identity", "hidden": "relu", "eta": 10}
    page = live(Playground(key="playground", **settings)).page
    clicks(page, "One step forward", 100)
    words = page.locator(".nn-playground-failed").text_content()
    assert re.match(
        r"Diverging: the cost is [\d.]+( · 10\S+)? times what it was at the start", words
    )
    out = page.evaluate(
        """() => [...document.querySelectorAll(".nn-playground-chart svg text")].filter((text) =>
          text.getBoundingClientRect().left < text.ownerSVGElement.getBoundingClientRect().left)
          .map((text) => text.textContent)"""
    )
    assert out == []


def address(page):
    """The address, once it names the learning rate that the caller has changed."""
    page.wait_for_function("() => location.hash.includes('eta=')")
    return page.evaluate("() => location.hash")


def test_a_link_without_room_for_the_points_leads_to_the_data(live):
    page = live(playground(N=400), viewport={"width": 760, "height": 1000}).page
    page.get_by_role("radio", name=re.compile("class 1")).check(force=True)
    page.locator(".nn-playground-plane").click(position={"x": 20, "y": 20})
    page.get_by_role("slider", name="learning rate eta", exact=True).press("ArrowRight")
    drawn(page)
    assert state(page)["data"] == "own"
    assert not re.search("data|points|window", address(page))
    note = page.get_by_text("do not fit into a link")
    assert note.is_visible()
    page.get_by_role("button", name="Undo").click()
    drawn(page)
    assert not note.is_visible()


def test_unreadable_points_leave_the_data_as_they_are(live):
    page = live(playground(), hash="playground.data=own&playground.points=zzz").page
    assert agrees(page, playground(), 0)
    assert state(page)["data"] == "moons"


def test_strokes_are_taken_back_one_by_one(live):
    page = live(playground(), viewport={"width": 760, "height": 1000}).page
    undo = page.get_by_role("button", name="Undo")
    assert undo.get_attribute("aria-disabled") == "true"
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("radio", name=re.compile("class 1")).check(force=True)
    plane = page.locator(".nn-playground-plane")
    counts = [40]
    for x in (30, 90):
        box = plane.bounding_box()
        page.mouse.move(box["x"] + x, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + x, box["y"] + 120, steps=4)
        page.mouse.up()
        drawn(page)
        counts.append(len(page.evaluate(POINTS)) // 3)
    assert counts[0] < counts[1] - 3 < counts[2] - 6
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    theta = page.evaluate(THETA)
    page.get_by_role("button", name="Take all points away").click()
    drawn(page)
    assert (page.evaluate(POINTS), state(page)["steps"]) == ([], 0)
    undo.click()
    drawn(page)
    # What had been learned is back, too.
    assert (len(page.evaluate(POINTS)) // 3, state(page)["steps"]) == (counts[2], 5)
    assert page.evaluate(THETA) == theta
    undo.click()
    drawn(page)
    assert len(page.evaluate(POINTS)) // 3 == counts[1]
    undo.click()
    drawn(page)
    assert (state(page)["data"], state(page)["steps"]) == ("moons", 5)
    assert page.evaluate(THETA) == theta
    assert undo.get_attribute("aria-disabled") == "true"


def test_reset_of_all_settings(live):
    page = live(playground(), hash="playground.eta=0.01&playground.data=xor").page
    page.get_by_role("combobox", name="Activation", exact=True).select_option("relu")
    page.get_by_role("radio", name="4", exact=True).check(force=True)
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Reset all settings").click()
    drawn(page)
    assert agrees(page, playground(), 0)
    found, wanted = state(page), playground()
    names = ("data", "eta", "hidden", "d", "N", "seed")
    assert {name: found[name] for name in names} == {n: getattr(wanted, n) for n in names}


def test_two_clicks_within_a_frame_count_twice(live):
    page = live(playground()).page
    clicks(page, "Other random numbers", 2)
    assert state(page)["seed"] == 2
    clicks(page, "One epoch", 2)
    assert agrees(page, playground(seed=2), 8)


def test_enter_without_a_brush_tells_the_answer(live):
    page = live(playground()).page
    page.get_by_role("slider", name=re.compile("^place in the plane")).press("Enter")
    page.wait_for_function(
        "() => /the network answers .* choose a brush/.test("
        "document.querySelector('[aria-live=polite]').textContent)"
    )
    assert state(page)["data"] == "moons"
    assert page.get_by_role("radio", name="no brush").is_checked()


@pytest.mark.parametrize("width", [320, 760, 900])
def test_no_text_is_cut(live, width):
    page = live(playground(), viewport={"width": width, "height": 1000}).page
    cut = page.evaluate(
        """() => {
          const ink = document.createElement("canvas").getContext("2d");
          const arrow = 20;
          const lists = [...document.querySelectorAll(".nn-playground-settings select")];
          const cut = lists.flatMap((list) => {
            const style = getComputedStyle(list);
            ink.font = `${style.fontSize} ${style.fontFamily}`;
            const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
            const room = list.clientWidth - padding - arrow;
            const texts = [...list.options].map((option) => option.text);
            return texts.filter((text) => ink.measureText(text).width > room);
          });
          for (const name of document.querySelectorAll(".nn-playground .nn-name")) {
            const next = name.nextElementSibling.getBoundingClientRect();
            const range = document.createRange();
            range.selectNodeContents(name);
            const box = range.getBoundingClientRect();
            const isBeside = box.bottom > next.top && box.top < next.bottom;
            if (isBeside && box.right > next.left - 4) cut.push(name.textContent);
          }
          return cut;
        }"""
    )
    assert cut == []


def test_nothing_plays_without_points(live):
    page = live(playground(data="own"), viewport={"width": 760, "height": 1000}).page
    page.get_by_role("button", name="Play the training").click()
    page.wait_for_function(
        "() => document.querySelector('[aria-live=polite]').textContent === 'Paint points first.'"
    )
    assert page.get_by_role("button", name="Play the training").is_visible()
    assert page.evaluate("() => probe().frames") == []


def test_a_weight_and_the_output_tell_their_numbers(live):
    page = live(playground(), viewport={"width": 760, "height": 1000}).page
    net = playground().network()
    note = page.locator(".nn-playground-note")
    page.get_by_role("button", name="output unit").press("Enter")
    drawn(page)
    words = note.text_content().replace("−", "-")
    assert [float(text) for text in re.findall(r"-?\d+\.\d\d", words)] == pytest.approx(
        [net.b[2][0, 0], *net.W[2][0]], abs=0.00501
    )
    page.get_by_role("button", name="output unit").press("Enter")
    # The line from unit 2 of layer 1, which is in the middle, to the output is level.
    ends = [
        page.get_by_role("button", name=name).bounding_box()
        for name in ("unit 2 of layer 1", "output unit")
    ]
    middle = [[box["x"] + box["width"] / 2, box["y"] + box["height"] / 2] for box in ends]
    page.mouse.move(*np.mean(middle, axis=0))
    drawn(page)
    words = note.text_content().replace("−", "-")
    assert f"= {net.W[2][0, 1]:.2f}, from unit 2 of layer 1 to the output" in words


def test_the_line_of_a_relu_unit_is_where_z_is_0(live):
    widget = playground(hidden="relu", N=10, d=[2, 1, 1], theta=[-0.4, 1, 0.6, 0, 1])
    page = live(widget).page
    page.get_by_role("button", name="unit 1 of layer 1").press("Enter")
    drawn(page)
    dark = page.evaluate(
        """() => {
          const canvas = document.querySelector(".nn-playground-map canvas");
          const plane = document.querySelector(".nn-playground-plane");
          const ratio = canvas.width / canvas.clientWidth;
          const sides = ["x", "y", "width"].map((name) => Number(plane.getAttribute(name)));
          const ink = canvas.getContext("2d");
          const reds = (_, y) => {
            const { data } = ink.getImageData(0, y, canvas.width, 1);
            return Array.from(data.filter((_, k) => k % 4 === 0));
          };
          return { sides, ratio, pixels: Array.from({ length: canvas.height }, reds) };
        }"""
    )
    left, top, side = (length * dark["ratio"] for length in dark["sides"])
    low, high = widget.X.min(axis=1), widget.X.max(axis=1)
    middle, half = (low + high) / 2, 0.55 * (high - low).max()
    hits = []
    for x1 in np.linspace(middle[0] - half, middle[0] + half, 80)[4:-4]:
        x2 = (0.4 - x1) / 0.6
        if abs(x2 - middle[1]) > 0.95 * half:
            continue
        column = int(left + side * ((x1 - middle[0]) / half + 1) / 2)
        row = int(top + side * (1 - (x2 - middle[1]) / half) / 2)
        hits.append(dark["pixels"][row][column] < 140)
    assert len(hits) > 20
    assert np.mean(hits) > 0.8


def test_in_the_book(in_book):
    def as_in_python(page):
        """From the settings of the page, but untrained; then as many steps as the page says."""
        steps = state(page)["steps"]
        figure = rebuilt(page, Playground)
        with figure.hold_trait_notifications():
            figure.steps, figure.theta = 0, []
        return agrees(page, figure, steps)

    def keyboard(page):
        page.get_by_role("combobox", name="units of hidden layer 1").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_role("button", name="One step forward").press("Enter")

    def finger(page):
        brush = page.get_by_role("radio", name=re.compile("class 1"))
        page.locator("label", has=brush).tap()
        swipe(page, ".nn-playground-plane", (20, 10), (40, 40))

    check_in_the_book(
        in_book,
        "playground",
        as_in_python,
        mouse=lambda page: page.get_by_role("button", name="One epoch").click(),
        touch=finger,
        keyboard=keyboard,
        play="training",
    )


def test_frames(in_book, record_property):
    report_play(in_book, record_property, "playground", "training")
    report_play(in_book, record_property, "playground", "training", speed="16")
