"""Live figures where they stand in the built book, used as a reader uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.live_common import (
    INSPECT,
    drawn,
    frame_times,
    report_frames,
    state,
    stopped_clock,
    unmount,
    violations,
)

BOOK = Path(__file__).resolve().parents[2] / "book"
DESK = {"width": 1200, "height": 900}
PHONE = {"width": 320, "height": 700}
# The other figures of the page go, so that a test need not say of each control whose it is.
ALONE = """(key) => {
  for (const place of document.querySelectorAll(".nn-live")) {
    if (nnLive.model(place.dataset.modelId).get("key") === key) continue;
    nnLive.unmount(place);
    place.remove();
  }
  document.querySelector(".nn-live").scrollIntoView({ behavior: "instant" });
}"""
IN_SIGHT = """(key) => [...document.querySelectorAll(".nn-live")].some((place) => {
  const { top, bottom } = place.getBoundingClientRect();
  const named = nnLive.model(place.dataset.modelId).get("key") === key;
  return named && top < innerHeight && bottom > 0;
})"""
# Keeps the times at which the words of an element change.
WATCH_WORDS = """(words) => {
  window.changes = [];
  let text = words.textContent;
  new MutationObserver(() => {
    if (words.textContent !== text) window.changes.push(performance.now());
    text = words.textContent;
  }).observe(words, { childList: true, characterData: true, subtree: true });
}"""


def chapter_of(key: str) -> str:
    """The page with the figure that has this key, without a suffix."""
    (found,) = [
        path for path in BOOK.rglob("*.md") if f'key="{key}"' in path.read_text(encoding="utf-8")
    ]
    return found.relative_to(BOOK.parent).with_suffix("").as_posix()


def drag(page: Any, selector: str, *ways: tuple[float, float], steps: int = 6) -> None:
    """Take hold of the middle of something with the mouse and move it, there and there."""
    page.locator(selector).scroll_into_view_if_needed()
    x, y = middle(page, selector)
    page.mouse.move(x, y)
    page.mouse.down()
    for across, down in ways:
        page.mouse.move(x + across, y + down, steps=steps)
    page.mouse.up()


def swipe(page: Any, selector: str, *ways: tuple[float, float]) -> None:
    """Put a finger on the middle of something and move it, there and there."""
    page.locator(selector).scroll_into_view_if_needed()
    x, y = middle(page, selector)
    finger = page.context.new_cdp_session(page)
    kinds = ["touchStart"] + ["touchMove"] * len(ways)
    for kind, (across, down) in zip(kinds, [(0, 0), *ways], strict=True):
        points = [{"x": x + across, "y": y + down}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(page: Any, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def check_in_the_book(
    in_book: Callable[..., Any],
    key: str,
    agrees: Callable[[Any], object],
    *,
    mouse: Callable[[Any], object],
    touch: Callable[[Any], object],
    keyboard: Callable[[Any], object],
    play: str = "",
) -> None:
    """Use a figure at a desk and then on a phone, whose reader was sent the address.

    Each hand must change a setting, after which ``agrees(page)`` asserts that the numbers on
    display are those of `nnlib`. `play` is what the bar of the figure plays, if it has one.
    """

    def use(page: Any, hand: str, act: Callable[[Any], object]) -> None:
        before = state(page)
        act(page)
        drawn(page)
        assert state(page) != before, f"the {hand} changes nothing"
        assert agrees(page)

    desk = in_book(key, viewport=DESK, color_scheme="light")
    page = desk.page
    assert agrees(page)
    use(page, "mouse", mouse)
    use(page, "keyboard", keyboard)
    page.wait_for_function("() => probe().timers.length === 0")  # the address is written later
    address = page.evaluate("() => location.hash.slice(1)")
    assert f"{key}." in address
    left = state(page)
    assert not violations(page)
    assert not unmount(page)
    assert page.locator(".nn-live > .nn-picture").is_visible()
    assert not desk.problems

    phone = in_book(
        key,
        hash=address,
        viewport=PHONE,
        color_scheme="dark",
        reduced_motion="reduce",
        has_touch=True,
    )
    page = phone.page
    for name in re.findall(rf"\b{key}\.(\w+)=", address):
        assert state(page)[name] == left[name], f"{name} in {address}"
    assert agrees(page)
    use(page, "finger", touch)
    assert not violations(page)
    assert page.evaluate(f"() => ({INSPECT}).tooWide()") == []
    if play:
        page.get_by_role("button", name="Start again").tap()
        times = change_times(page, play)
        assert times[1] - times[0] > 400, "less motion: two steps a second"
    page.wait_for_function("() => probe().frames.length === 0")
    assert not unmount(page)
    assert not phone.problems


def change_times(page: Any, play: str) -> list[float]:
    """When the words beside the bar change first, in milliseconds, while the figure plays."""
    with stopped_clock(page) as turn:
        bar = page.get_by_role("group", name=f"Controls of the {play}")
        bar.get_by_role("status").evaluate(WATCH_WORDS)
        bar.get_by_role("button", name=f"Play the {play}").tap()
        turn(3000)
        pause = bar.get_by_role("button", name="Pause")
        if pause.count():
            pause.tap()
        return page.evaluate("() => changes")


def report_drag(in_book: Any, record_property: Any, key: str, selector: str) -> None:
    """Measure the frames while something is dragged to and fro, in the book."""
    page = in_book(key, viewport=DESK).page
    ways = [(90, 20), (-90, -10)] * 3
    times = frame_times(page, lambda: drag(page, selector, *ways, steps=25), least=11)
    report_frames(record_property, f"dragging, {key}", times)


def report_play(in_book: Any, record_property: Any, key: str, play: str, speed: str = "") -> None:
    """Measure the frames while the figure plays, in the book."""
    page = in_book(key, viewport=DESK).page
    page.get_by_role("button", name="Start again").click()
    if speed:
        page.get_by_role("combobox", name="Speed").select_option(speed)

    press = page.get_by_role("button", name=f"Play the {play}").click
    times = frame_times(page, press, least=100)
    fast = f" at speed {speed}" if speed else ""
    report_frames(record_property, f"playing{fast}, {key}", times)
