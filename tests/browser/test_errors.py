"""One error never ends a figure for good: each is started again from its settings."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn, put, state, unmount
from playwright.sync_api import expect

from nnlib.widgets import Neuron

pytestmark = pytest.mark.browser

every = pytest.mark.parametrize("name", every_figure.NAMES)

# What browsers do where storage is switched off, and where an address has changed too often.
REFUSING = """() => {
  for (const name of ["pushState", "replaceState"]) {
    history[name] = () => { throw new DOMException("too many changes", "SecurityError"); };
  }
  for (const name of ["localStorage", "sessionStorage"]) {
    const get = () => { throw new DOMException("off", "SecurityError"); };
    Object.defineProperty(window, name, { get });
  }
}"""
# The next attribute that is set in a frame, or the next line on a canvas, is an error.
DRAWING_THROWS = """() => {
  const places = [[Element, "setAttribute"], [Element, "replaceChildren"],
    ...["clearRect", "fillRect", "drawImage", "putImageData", "setTransform"]
      .map((name) => [CanvasRenderingContext2D, name])];
  const originals = places.map(([{ prototype }, name]) => prototype[name]);
  const { requestAnimationFrame } = window;
  let inFrame = false;
  const mend = () => {
    window.requestAnimationFrame = requestAnimationFrame;
    places.forEach(([{ prototype }, name], k) => { prototype[name] = originals[k]; });
  };
  places.forEach(([{ prototype }, name], k) => {
    prototype[name] = function (...rest) {
      if (!inFrame) return originals[k].apply(this, rest);
      mend();
      throw new Error("a drawing threw");
    };
  });
  window.requestAnimationFrame = (callback) => requestAnimationFrame((now) => {
    inFrame = true;
    try { callback(now); } finally { inFrame = false; }
  });
}"""
# The next question to the model is an error; not for good, as the reader then starts again.
MODEL_THROWS = """() => {
  const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
  const { get } = model;
  model.get = () => { model.get = get; throw new Error("a handler threw"); };
}"""
# Every setting may have changed.
TELL = """() => {
  const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
  for (const name of Object.keys(model.state)) model.emit(`change:${name}`, model.state[name]);
}"""
# With the arrays, which do not come to Python.
KEEP = """() => {
  const model = nnLive.model(document.querySelector(".nn-live").dataset.modelId);
  const came = { ...model.state };
  window.putBack = () => model.set(came);
}"""
TO_AND_FRO = """async () => {
  const place = document.querySelector(".nn-live");
  for (let k = 0; k < 40; k++) {
    place.style.width = k % 2 ? "" : "310px";
    await new Promise(requestAnimationFrame);
  }
  place.style.width = "";
}"""


def alive(page: Any, name: str) -> None:
    """Assert that the figure is drawn, and that the reader changes it."""
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".nn-figure").locator("svg, canvas").first).to_be_visible()
    page.evaluate("() => putBack()")  # what the reader does there may change nothing twice
    drawn(page)
    before = state(page)
    every_figure.use(page, name)
    drawn(page)
    assert state(page) != before
    expect(page.get_by_role("alert")).to_have_count(0)


def stopped(page: Any, words: str) -> None:
    message = page.get_by_role("alert")
    expect(message).to_contain_text(f"This figure has stopped: {words}. Its settings are kept.")
    expect(message).to_have_count(1)


def start_again(page: Any, words: str = "Start again") -> Any:
    return page.get_by_role("alert").get_by_role("button", name=words, exact=True)


@every
def test_a_browser_that_refuses_address_and_storage(live: Any, name: str) -> None:
    opened = live(every_figure.made(name))
    opened.context.add_init_script(f"({REFUSING})()")
    opened.page.reload()
    opened.page.wait_for_selector(".nn-figure")
    opened.page.evaluate(KEEP)
    alive(opened.page, name)
    opened.page.wait_for_function("() => probe().timers.length === 0")  # the address is due by now
    assert "#" not in opened.page.url
    alive(opened.page, name)
    assert not opened.problems


@every
@pytest.mark.parametrize(
    ("throw", "words"), [(MODEL_THROWS, "a handler threw"), (DRAWING_THROWS, "a drawing threw")]
)
def test_started_again_by_the_keyboard(live: Any, name: str, throw: str, words: str) -> None:
    page = live(every_figure.made(name)).page
    page.evaluate(KEEP)
    every_figure.use(page, name)
    drawn(page)
    page.evaluate(throw)
    page.evaluate(TELL if throw == MODEL_THROWS else "() => putBack()")
    stopped(page, words)
    assert not page.evaluate("() => probe().frames.length + probe().timers.length")
    before = state(page)
    start_again(page).press("Enter")
    assert page.evaluate("() => document.activeElement.matches('.nn-figure')"), "focus handed on"
    drawn(page)
    assert state(page) == before, "from its settings"
    alive(page, name)
    assert unmount(page) == {}


def test_the_last_change_before_an_error_is_kept(live: Any) -> None:
    """The address is written a moment after a change; who begins again reads it."""
    page = live(Neuron(key="n", b=0.5)).page
    put(page, {"b": 1.0})
    page.wait_for_function("() => location.hash.includes('n.b=1')")
    put(page, {"b": 2.0})
    page.evaluate(MODEL_THROWS)
    page.evaluate(TELL)
    stopped(page, "a handler threw")
    start_again(page).press("Enter")
    drawn(page)
    assert state(page)["b"] == 2
    assert "n.b=2" in page.url


@every
def test_nonsense_in_a_setting(live: Any, name: str) -> None:
    page = live(every_figure.made(name)).page
    page.evaluate(KEEP)
    came = state(page)
    for setting in sorted(set(every_figure.made(name).settings()) - {"key"}):
        for nonsense in ("nonsense", None, -1e9, []):
            put(page, {setting: nonsense})
            if page.get_by_role("alert").count():
                start_again(page, "Start again as it came").click()
                drawn(page)
                assert state(page) == came
            page.evaluate("() => putBack()")
            drawn(page)
            expect(page.get_by_role("alert")).to_have_count(0)
    alive(page, name)


def test_a_mended_setting_starts_it_by_itself(live: Any) -> None:
    page = live(every_figure.made("Neuron")).page
    page.evaluate(KEEP)
    put(page, {"activation": "no such curve"})
    expect(page.get_by_role("alert")).to_have_count(1)
    start_again(page).click()
    expect(page.get_by_role("alert")).to_have_count(1), "the setting is the same"
    put(page, {"activation": "tanh"})
    alive(page, "Neuron")


@every
def test_a_width_that_goes_to_and_fro(live: Any, name: str) -> None:
    """As where a scroll bar takes the room that lets it go."""
    page = live(every_figure.made(name)).page
    page.evaluate(KEEP)
    page.evaluate(TO_AND_FRO)
    alive(page, name)
