"""When a page lays out what, and what it says of boxes that scroll."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from helpers.live_common import drawn
from helpers.page_weight import WATCH, pages

pytestmark = pytest.mark.browser

LONG = "book/backpropagation/output_error"
SKIPPED = """() => [...document.querySelectorAll(".apart > h2")].map((heading) =>
  !heading.checkVisibility({ contentVisibilityAuto: true }))"""


def test_sections_out_of_sight_are_left_out(served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport={"width": 1280, "height": 700}).open(f"{LONG}.html")
    skipped = page.evaluate(SKIPPED)
    assert len(skipped) > 5
    assert not skipped[0] and all(skipped[-3:])
    page.emulate_media(media="print")
    assert not any(page.evaluate(SKIPPED))


def test_an_anchor_far_down_is_where_the_reader_lands(
    served: str, visit: Callable[..., Any]
) -> None:
    opened = visit(served, viewport={"width": 1280, "height": 700})
    page = opened.open(f"{LONG}.html")
    anchors = page.locator(".equation[id]").evaluate_all("(found) => found.map((e) => e.id)")
    page = opened.open(f"{LONG}.html#{anchors[-1]}")
    drawn(page)
    top = page.locator(f"#{anchors[-1]}").evaluate("(e) => e.getBoundingClientRect().top")
    assert 0 < top < 600


def test_a_section_has_about_the_room_that_it_takes(served: str, visit: Callable[..., Any]) -> None:
    """So that the bar of the window says how long the chapter is, and little moves."""
    page = visit(served, viewport={"width": 1280, "height": 700}).open(f"{LONG}.html")
    guessed = page.evaluate("() => document.documentElement.scrollHeight")
    page.add_style_tag(content=".apart { content-visibility: visible }")
    assert 0.75 < guessed / page.evaluate("() => document.documentElement.scrollHeight") < 1.35


@pytest.mark.parametrize("width", [1280, 360])
def test_what_scrolls_has_a_name_and_nothing_else_is_a_stop(
    width: int, served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": width, "height": 700}).open(f"{LONG}.html")
    page.add_style_tag(content=".apart { content-visibility: visible }")
    drawn(page)
    drawn(page)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("pre, .equation-body, span.math.wide")]
          .map((box) => ({
            scrolls: box.scrollWidth > box.clientWidth + 1,
            stop: box.getAttribute("tabindex") === "0",
            role: box.getAttribute("role"),
            name: box.getAttribute("aria-label") ?? "",
          }))"""
    )
    assert any(box["scrolls"] for box in boxes) or width > 1000
    for box in boxes:
        assert box["stop"] == box["scrolls"] == box["name"].endswith(", scrollable")
        assert box["role"] == ("group" if box["scrolls"] else None)
    assert page.get_by_role("region").count() == 0


def test_the_section_in_sight_is_marked(served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport={"width": 1280, "height": 700}).open(f"{LONG}.html")
    headings = page.locator(".apart > h2")
    for place in (1, 3):
        headings.nth(place).evaluate("(h) => h.scrollIntoView({ behavior: 'instant' })")
        # The section, or the first part of it.
        page.wait_for_function(
            """(heading) => {
              const marked = document.querySelector("#site-nav [aria-current=true]");
              return marked && heading.parentElement.contains(document.querySelector(marked.hash));
            }""",
            arg=headings.nth(place).element_handle(),
        )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", pages())
def test_nothing_moves_when_the_fonts_come(
    name: str, width: int, served: str, visit: Callable[..., Any]
) -> None:
    """On a slow line the text is there first, in a font of the system, as wide as ours."""
    opened = visit(served, viewport={"width": width, "height": 844})
    opened.page.add_init_script(WATCH)

    def late(route: Any) -> None:
        time.sleep(0.3)
        route.continue_()

    opened.page.route("**/*.woff2", late)
    page = opened.open(f"{name}.html")
    drawn(page)
    drawn(page)
    assert page.evaluate("() => shifts.reduce((sum, shift) => sum + shift, 0)") < 0.05
