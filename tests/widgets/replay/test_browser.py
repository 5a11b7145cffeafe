"""The replay of a training run, on a page without a kernel."""

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, number, put, rebuilt, state
from helpers.live_in_book import check_in_the_book, drag, report_drag, report_play, swipe

import nnlib
from nnlib.widgets import Replay

pytestmark = pytest.mark.browser

X, LABELS = nnlib.datasets.moons(60)
Y = LABELS.astype(float).reshape(1, -1)
NET = nnlib.Network([2, 6, 1], output="sigmoid", loss="binary_cross_entropy", l2=0.001, seed=1)
RUN = nnlib.train(
    NET, X, Y, epochs=20, snapshot_every=2, progress=False,
    optimizer=nnlib.optimizers.GradientDescent(eta=0.8), batch_size=10,
)  # fmt: skip
PIXELS, DIGITS = nnlib.datasets.digits()
PIXELS, HOT = PIXELS[:, :300], nnlib.one_hot(DIGITS[:300], 10)
READER = nnlib.Network([64, 9, 10], output="softmax", loss="cross_entropy")
READING = nnlib.train(
    READER, PIXELS, HOT, epochs=6, snapshot_every=1, progress=False, batch_size=20,
    validation=(PIXELS[:, :60], HOT[:, :60]), optimizer=nnlib.optimizers.GradientDescent(eta=0.3),
)  # fmt: skip


def plane(**settings):
    return Replay(NET, RUN, X, Y, **{"key": "replay"} | settings)


def pixels(**settings):
    return Replay(READER, READING, PIXELS, HOT, **{"key": "replay"} | settings)


def plane_agrees(page):
    """Whether the readings are what nnlib computes from the snapshot that is shown."""
    drawn(page)
    at = state(page)["at"]
    twin = plane(at=at)
    readings = page.locator(".nn-replay-readings > span").all_text_contents()
    assert readings[0] == f"epoch {twin.epoch}"
    net = twin.network()
    share, unit = readings[1].split(maxsplit=1)
    assert number(share) == pytest.approx(100 * np.mean(net.predict(X) == LABELS), abs=0.0501)
    assert unit == "% of points right"
    name, J = readings[2].split(" = ")
    assert name == "training J"
    assert number(J) == pytest.approx(net.cost(X, Y), abs=0.000501)
    return True


def pixels_agree(page):
    drawn(page)
    twin = rebuilt(page, Replay)
    answers = twin.network().forward(np.array(twin.X))
    sure = [number(text) for text in page.locator(".nn-replay-sure").all_text_contents()]
    assert sure == pytest.approx(answers.max(axis=0), abs=0.00501)
    guesses = page.locator(".nn-replay-answers b").all_text_contents()
    assert [int(text) for text in guesses] == answers.argmax(axis=0).tolist()
    wrong = page.locator(".nn-replay-wrong").count()
    assert wrong == int((answers.argmax(axis=0) != np.arange(10)).sum())
    readings = page.locator(".nn-replay-readings > span").all_text_contents()
    costs = [reading.split(" = ") for reading in readings[1:]]
    assert [name for name, _ in costs] == ["training J", "validation J"]
    if twin.epoch:
        wanted = [J[twin.epoch - 1] for J in (twin.cost, twin.validation_cost)]
        assert [number(J) for _, J in costs] == pytest.approx(wanted, abs=0.000501)
    else:
        assert [J for _, J in costs] == ["–", "–"]
    return True


@pytest.mark.parametrize("make", [plane, pixels])
def test_every_figure_promise(live, make):
    check_common(live, make)


def test_first_frame(live):
    opened = live(plane(), pixels())
    readings = opened.page.locator(".nn-replay-readings")
    assert "epoch 20" in readings.nth(0).text_content()
    assert "epoch 6" in readings.nth(1).text_content()
    assert len(opened.page.locator(".nn-replay-border").get_attribute("d")) > 200
    assert opened.page.locator(".nn-replay-point").count() == 60
    assert not opened.problems


def test_steps_and_scrubbing(live):
    page = live(plane()).page
    assert plane_agrees(page)
    border = page.locator(".nn-replay-border").get_attribute("d")
    page.get_by_role("button", name="One step back").click()
    assert state(page)["at"] == 9
    assert plane_agrees(page)
    assert page.locator(".nn-replay-border").get_attribute("d") != border
    page.get_by_role("slider", name="Step of the training").press("Home")
    assert state(page)["at"] == 0
    assert plane_agrees(page)
    page.wait_for_function("() => document.querySelector('.nn-replay p[aria-live]').textContent")
    assert page.locator(".nn-replay p[aria-live]").text_content() == "Epoch 0."


def test_pressing_the_curve(live):
    page = live(plane(), viewport={"width": 800, "height": 800}).page
    field = page.locator(".nn-replay-field")
    box = field.bounding_box()
    middle = box["y"] + box["height"] / 2
    # The field reaches 8 pixels beyond the axis on either side.
    where = lambda epoch: box["x"] + 8 + (box["width"] - 16) * epoch / 20  # noqa: E731
    page.mouse.move(where(8.4), middle)
    page.mouse.down()
    drawn(page)
    assert state(page)["at"] == 4
    page.mouse.move(where(14.2), middle, steps=3)
    assert plane_agrees(page)
    assert state(page)["at"] == 7
    page.mouse.up()


def test_a_finger_on_the_curve(live):
    page = live(plane(), has_touch=True, viewport={"width": 360, "height": 1000}).page
    page.locator(".nn-replay-field").scroll_into_view_if_needed()
    box = page.locator(".nn-replay-field").bounding_box()
    finger = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 2
    for kind, share in (
        ("touchStart", 0.2),
        ("touchMove", 0.25),
        ("touchMove", 0.5),
        ("touchEnd", 0),
    ):
        points = [{"x": box["x"] + share * box["width"], "y": y}] if share else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert plane_agrees(page)
    assert state(page)["at"] == 5


@pytest.mark.parametrize("width", [320, 480, 620, 900])
@pytest.mark.parametrize("make", [plane, pixels])
def test_nothing_jumps(live, make, width):
    """Whatever the numbers, the chart stays where it is, and no reading breaks."""
    page = live(make(), viewport={"width": width, "height": 900}).page
    places = set()
    for at in range(len(make().epochs)):
        put(page, {"at": at})
        box = page.locator(".nn-replay-side > svg").bounding_box()
        heights = page.evaluate(
            """() => [...document.querySelectorAll(".nn-replay-readings > span")]
              .map((reading) => reading.getClientRects().length && reading.offsetHeight)"""
        )
        places.add((box["x"], box["y"], *heights))
    assert len(places) == 1
    assert max(heights) < 30


def test_the_examples_are_painted_once(live):
    page = live(pixels(at=1)).page
    page.evaluate(
        """() => {
          window.painted = 0;
          const fill = CanvasRenderingContext2D.prototype.fillRect;
          CanvasRenderingContext2D.prototype.fillRect = function (...place) {
            if (this.canvas.closest(".nn-replay-answers")) window.painted += 1;
            return fill.apply(this, place);
          };
        }"""
    )
    put(page, {"at": 2})
    assert pixels_agree(page)
    assert page.evaluate("() => painted") == 0
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    page.wait_for_function("() => painted > 0")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_playing(live, motion):
    page = live(plane(at=7), reduced_motion=motion).page
    page.wait_for_timeout(100)
    assert state(page)["at"] == 7
    page.get_by_role("button", name="Play the training").click()
    page.wait_for_function(
        "() => nnLive.model(document.querySelector('.nn-live').dataset.modelId).state.at >= 8"
    )
    page.get_by_role("button", name="Pause").click()
    assert plane_agrees(page)
    at = state(page)["at"]
    page.wait_for_timeout(200)
    assert state(page)["at"] == at


def test_pixels(live):
    page = live(pixels()).page
    for at in (6, 0, 3):
        put(page, {"at": at})
        assert pixels_agree(page)
    image = "() => document.querySelector('.nn-replay-pixels > canvas').toDataURL()"
    before = page.evaluate(image)
    page.get_by_text("weights", exact=True).click()
    drawn(page)
    assert state(page)["show"] == "weights"
    assert page.evaluate(image) != before


def test_address(live):
    page = live(plane(), hash="replay.at=3").page
    assert state(page)["at"] == 3
    assert plane_agrees(page)
    page.get_by_role("button", name="One step forward").click()
    page.wait_for_url("**#replay.at=4")
    for nonsense in ("replay.at=11", "replay.at=-1", "replay.at=1.5", "replay.show=all"):
        opened = live(plane(), hash=nonsense)
        assert state(opened.page)["at"] == 10
        assert not opened.problems


def test_three_classes(live):
    points = np.random.default_rng(0).normal(0, 1, (2, 30))
    hot = nnlib.one_hot(np.arange(30) % 3, 3)
    net = nnlib.Network([2, 4, 3], output="softmax", loss="cross_entropy")
    history = nnlib.train(net, points, hot, epochs=3, snapshot_every=3, progress=False)
    opened = live(Replay(net, history, points, hot))
    assert opened.page.locator(".nn-replay-point").count() == 30
    assert "class 2" in opened.page.locator(".nn-replay-note").text_content()
    assert not opened.problems


TAKE_OVER = """(together) => {
  const places = [...document.querySelectorAll(".nn-live")];
  const [own, other] = places.map((place) => nnLive.model(place.dataset.modelId));
  const isOfTheRun = ([name]) => !/^_|^key$|^layout$/.test(name);
  const run = Object.entries(other.state).filter(isOfTheRun);
  if (together) own.set(Object.fromEntries(run));
  else for (const [name, value] of run) own.set(name, value);
}"""


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("first", "second"), [(plane, pixels), (pixels, plane)])
def test_another_run_from_python(live, first, second, together):
    """The first figure takes over all traits of the second, in one change or in one for each."""
    opened = live(first(), second(key=""))
    page = opened.page
    page.locator(".nn-replay").nth(0).get_by_role("button", name="Start again").focus()
    page.evaluate(TAKE_OVER, together)
    drawn(page)
    figures = page.locator(".nn-replay")
    assert figures.nth(0).text_content() == figures.nth(1).text_content()
    for part in ("nn-replay-line", "nn-replay-border", "nn-replay-level"):
        paths = [
            [path.get_attribute("d") for path in figures.nth(place).locator(f".{part}").all()]
            for place in (0, 1)
        ]
        assert paths[0] == paths[1]
    focused = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert focused == "Start again"
    figures.nth(0).get_by_role("button", name="One step back").click()
    drawn(page)
    assert state(page)["at"] == state(page, 1)["at"] - 1
    assert figures.nth(0).text_content() != figures.nth(1).text_content()
    assert not opened.problems


def test_traits_of_the_run_one_by_one(live):
    """While traits do not fit each other the old run stays; a place beyond the end is the end."""
    opened = live(plane())
    page = opened.page
    set_ = """(settings) => {
      const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
      for (const [name, value] of Object.entries(settings)) model.set(name, value);
    }"""
    readings = page.locator(".nn-replay-readings")
    before = readings.text_content()
    page.evaluate(set_, {"epochs": [0, 2, 4]})
    drawn(page)
    assert readings.text_content() == before
    page.evaluate(
        """() => {
          const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
          const { shape: [P], data } = model.get("snapshots");
          model.set("snapshots", { shape: [P, 3], data: new DataView(data.buffer, 0, 4 * P * 3) });
        }"""
    )
    drawn(page)
    assert readings.text_content().startswith("epoch 4")
    assert state(page)["at"] == 10  # it is for Python to say where the replay is
    assert page.get_by_role("slider", name="Step of the training").get_attribute("max") == "2"
    put(page, {"at": 1})
    assert readings.text_content().startswith("epoch 2")
    put(page, {"l2": 5.0})
    drawn(page)
    put(page, {"at": 0})
    twin = plane(at=0)
    twin.l2 = 5.0
    J = twin.network().cost(X, Y)
    assert f"J = {J:.3f}" in readings.text_content()
    assert not opened.problems


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "replay",
        pixels_agree,
        mouse=lambda page: drag(page, ".nn-replay-field", (-40, 0)),
        touch=lambda page: swipe(page, ".nn-replay-field", (10, 0), (50, 0)),
        keyboard=lambda page: page.get_by_role("slider", name="Step of the training").press("Home"),
        play="training",
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "replay", ".nn-replay-field")
    report_play(in_book, record_property, "replay", "training")
