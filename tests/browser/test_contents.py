"""The contents of a page in its margin: in sight while reading, on nothing that stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CHAPTER = "book/backpropagation/output_error.html"
TO = "(y) => window.scrollTo({ top: y, behavior: 'instant' })"
# Whether anything but the page's ground is where the contents are shown.
MEET = """() => {
  const contents = document.querySelector(".page-contents > div");
  const mine = contents.getBoundingClientRect();
  const meets = [...document.querySelectorAll(".bd-article section > *")].some((block) => {
    if (block.matches("section")) return false;
    const { right, top, bottom, width } = block.getBoundingClientRect();
    return width > 0 && right > mine.left && top < mine.bottom && bottom > mine.top;
  });
  return meets === contents.classList.contains("covered") ? String(meets) : "";
}"""


def contents_of(page: Any) -> Any:
    return page.get_by_role("navigation", name="On this page")


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_contents_stay_in_the_margin_and_mark_the_section(
    width: int, served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": width, "height": 850}).open(CHAPTER)
    contents = contents_of(page)
    links = contents.get_by_role("link")
    at_first = contents.get_by_text("On this page").bounding_box()
    text = page.get_by_role("heading", level=1).bounding_box()
    assert at_first["x"] > text["x"] + text["width"]
    wrong, sigmoid = "A wrong neuron that hardly learns", "Sigmoid with binary cross-entropy"
    for name, marked in ((wrong, wrong), (sigmoid, "Where the loss comes from")):
        heading = page.get_by_role("heading", level=2, name=name)
        heading.evaluate("(h) => h.scrollIntoView({ behavior: 'instant' })")
        expect(contents.locator("[aria-current=true]")).to_have_text(marked)
        assert contents.get_by_text("On this page").bounding_box() == at_first
    # The parts of the section that is read, and of no other.
    expect(links.get_by_text("Where the loss comes from")).to_be_visible()
    expect(links.get_by_text("From numbers to")).to_be_hidden()
    # They do not stand twice.
    expect(page.locator("#site-nav .nav-sections")).to_be_hidden()


def test_where_there_is_no_margin_they_are_with_the_chapters(
    served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": 1100, "height": 850}).open(CHAPTER)
    expect(contents_of(page)).to_have_count(0)
    expect(page.locator("#site-nav .nav-sections")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(contents_of(page)).to_have_count(0)


@pytest.mark.parametrize(
    "name", [CHAPTER, "book/foundations/neuron_and_layer.html", "book/foundations/notation.html"]
)
def test_they_give_way_to_what_needs_the_margin(
    name: str, served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": 1280, "height": 850}).open(name)
    found = set()
    y = 0
    while y < page.evaluate("() => document.documentElement.scrollHeight"):
        page.evaluate(TO, y)
        found.add(page.wait_for_function(MEET).json_value())
        y += 450
    assert found == {"true", "false"}


def test_they_come_back_for_the_keyboard(served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport={"width": 1280, "height": 850}).open(CHAPTER)
    page.locator(".side-by-side").first.evaluate(
        "(block) => window.scrollBy({ top: block.getBoundingClientRect().top - 100 })"
    )
    box = page.locator(".page-contents > .covered")
    expect(box).to_have_css("opacity", "0")
    box.get_by_role("link").first.focus()
    expect(box).to_have_css("opacity", "1")
