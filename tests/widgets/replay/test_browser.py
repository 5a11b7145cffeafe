"""The replay of a training run, on a page without a kernel."""

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, put, state, stopped_clock
from helpers.live_in_book import check_in_the_book, drag, report_drag, report_play, swipe
from playwright.sync_api import expect
from widgets.replay.pages import (
    CHART,
    FIELD,
    MAP,
    PIXELS,
    X,
    Y,
    pixels,
    pixels_agree,
    place,
    plane,
    plane_agrees,
    readings,
    voice,
    whole,
)

import nnlib
from nnlib.widgets import Replay

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("make", [plane, pixels])
def test_every_figure_promise(live, make):
    check_common(live, make)


def test_first_frame(live):
    opened = live(plane(), pixels())
    shown = readings(opened.page)
    assert "epoch 20" in shown.nth(0).text_content()
    assert "epoch 6" in shown.nth(1).text_content()
    assert len(opened.page.locator(f"{MAP} >> .nn-replay-border").get_attribute("d")) > 200
    assert opened.page.locator(f"{MAP} >> .nn-replay-point").count() == 60
    assert not opened.problems


def test_steps_and_scrubbing(live):
    page = live(plane()).page
    assert plane_agrees(page)
    border = page.locator(f"{MAP} >> .nn-replay-border").get_attribute("d")
    page.get_by_role("button", name="One step back").click()
    assert state(page)["at"] == 9
    assert plane_agrees(page)
    assert page.locator(f"{MAP} >> .nn-replay-border").get_attribute("d") != border
    place(page).press("Home")
    assert state(page)["at"] == 0
    assert plane_agrees(page)
    expect(voice(page)).to_have_text("Epoch 0.")


def test_pressing_the_curve(live):
    page = live(plane(), viewport={"width": 800, "height": 800}).page
    box = page.locator(FIELD).bounding_box()
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
    page.locator(FIELD).scroll_into_view_if_needed()
    box = page.locator(FIELD).bounding_box()
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
        box = page.locator(CHART).bounding_box()
        heights = (
            readings(page)
            .locator("> span")
            .evaluate_all(
                """(spans) => spans.map((reading) =>
              reading.getClientRects().length && reading.offsetHeight)"""
            )
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
            if (this.canvas.closest("li")) window.painted += 1;
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
    page.wait_for_function("() => probe().frames.length === 0")  # nothing plays by itself
    assert state(page)["at"] == 7
    with stopped_clock(page) as turn:
        page.get_by_role("button", name="Play the training").click()
        while state(page)["at"] == 7:
            turn(50)
        page.get_by_role("button", name="Pause").click()
    assert plane_agrees(page)
    at = state(page)["at"]
    page.wait_for_function("() => probe().frames.length === 0")
    assert state(page)["at"] == at


def test_pixels(live):
    page = live(pixels()).page
    for at in (6, 0, 3):
        put(page, {"at": at})
        assert pixels_agree(page)
    image = "(canvas) => canvas.toDataURL()"
    before = page.locator(PIXELS).evaluate(image)
    page.get_by_text("weights", exact=True).click()
    expect(page.get_by_role("radio", name="weights", exact=True)).to_be_checked()
    drawn(page)
    assert state(page)["show"] == "weights"
    assert page.locator(PIXELS).evaluate(image) != before


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
    assert opened.page.locator(f"{MAP} >> .nn-replay-point").count() == 30
    assert opened.page.get_by_text("class 2", exact=True).is_visible()
    assert not opened.problems


SHOW_THE_OTHER_RUN = """(together) => {
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
    figures = whole(page)
    figures.nth(0).get_by_role("button", name="Start again").focus()
    page.evaluate(SHOW_THE_OTHER_RUN, together)
    drawn(page)
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
    shown = readings(page)
    before = shown.text_content()
    put(page, {"epochs": [0, 2, 4]})
    assert shown.text_content() == before
    page.evaluate(
        """() => {
          const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
          const { shape: [P], dtype, data } = model.get("snapshots");
          const first = new DataView(data.buffer, 0, 4 * P * 3);
          model.set("snapshots", { shape: [P, 3], dtype, data: first });
        }"""
    )
    drawn(page)
    assert shown.text_content().startswith("epoch 4")
    assert state(page)["at"] == 10  # it is for Python to say where the replay is
    assert place(page).get_attribute("max") == "2"
    put(page, {"at": 1})
    assert shown.text_content().startswith("epoch 2")
    put(page, {"l2": 5.0})
    put(page, {"at": 0})
    twin = plane(at=0)
    twin.l2 = 5.0
    J = twin.network().cost(X, Y)
    assert f"J = {J:.3f}" in shown.text_content()
    assert not opened.problems


def test_in_the_book(in_book):
    check_in_the_book(
        in_book,
        "replay",
        pixels_agree,
        mouse=lambda page: drag(page, FIELD, (-40, 0)),
        touch=lambda page: swipe(page, FIELD, (10, 0), (50, 0)),
        keyboard=lambda page: place(page).press("Home"),
        play="training",
    )


def test_frames(in_book, record_property):
    report_drag(in_book, record_property, "replay", FIELD)
    report_play(in_book, record_property, "replay", "training")


@pytest.mark.parametrize("width", [390, 900])
@pytest.mark.parametrize("make", [plane, pixels])
def test_two_epochs_side_by_side(live, make, width):
    opened = live(make(), viewport={"width": width, "height": 1400})
    page = opened.page
    picture = MAP if make is plane else PIXELS
    kept = page.get_by_role("img", name="Kept: ")
    place(page).press("Home")
    place(page).press("ArrowRight")
    drawn(page)
    look = "(e) => (e.matches('canvas') ? e : e.previousElementSibling).toDataURL().length"
    page.get_by_role("button", name="Keep this epoch beside").click()
    drawn(page)
    assert state(page)["beside"] == [1]
    seen = page.locator(picture).first.evaluate(look)
    place(page).press("End")
    drawn(page)
    last = make().epochs[-1]
    assert f"epoch {make().epochs[1]:g}" in kept.get_attribute("aria-label")
    assert kept.evaluate(look) == seen
    assert page.locator(picture).first.evaluate(look) != seen
    assert f"epoch {last:g}" in readings(page).text_content()
    boxes = [kept.bounding_box(), page.locator(picture).first.bounding_box()]
    assert (boxes[0]["y"] == pytest.approx(boxes[1]["y"], abs=60)) == (width == 900), (
        "beside, or below where it is narrow"
    )
    page.wait_for_url("**replay.beside=1*")
    put(page, {"beside": [99]})  # there is no such snapshot
    assert not kept.is_visible()
    page.get_by_role("button", name="Keep this epoch beside").click()
    drawn(page)
    page.get_by_role("button", name="Drop the epoch beside").click()
    drawn(page)
    assert state(page)["beside"] == []
    assert not kept.is_visible()
    assert not opened.problems
