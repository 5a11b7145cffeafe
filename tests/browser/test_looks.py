"""Measures of a page that a reader feels: lines of text, code on a phone, formulas, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CHAPTER = "book/backpropagation/output_error"
# How many characters the full lines of long paragraphs hold, in the middle.
CHARACTERS = """() => {
  const lines = [];
  const texts = [...document.querySelectorAll("section > p")]
    .filter((p) => !p.children.length && p.textContent.length > 150);
  for (const { firstChild } of texts) {
    const range = document.createRange();
    const tops = new Map();
    for (let k = 0; k < firstChild.length; k += 1) {
      range.setStart(firstChild, k);
      range.setEnd(firstChild, k + 1);
      const { top } = range.getBoundingClientRect();
      tops.set(top, (tops.get(top) ?? 0) + 1);
    }
    lines.push(...[...tops.values()].slice(0, -1));
  }
  return lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)];
}"""


@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_a_line_of_text_has_about_68_characters(
    width: int, served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": width, "height": 900}).open("book/intro.html")
    assert 62 <= page.evaluate(CHARACTERS) <= 71


def test_the_bar_of_a_phone_names_the_chapter(served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport={"width": 360, "height": 740}).open(f"{CHAPTER}.html")
    page.evaluate("() => window.scrollTo({ top: 3000, behavior: 'instant' })")
    name = page.locator(".top-bar").get_by_text("The error at the output")
    assert name.is_visible()
    box = name.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert name.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1")
    # A screen reader has the chapter from its title; for it the link is the way to the first page.
    assert page.get_by_role("link", name="Backpropagation from the Notation Up").count()


def test_fifty_characters_of_code_fit_on_a_phone(served: str, visit: Callable[..., Any]) -> None:
    page = visit(served, viewport={"width": 390, "height": 844}).open(f"{CHAPTER}.html")
    room = page.locator(".cell_input pre").first.evaluate(
        """(pre) => {
          const { paddingLeft, paddingRight } = getComputedStyle(pre);
          const probe = document.createElement("span");
          probe.textContent = "0".repeat(100);
          pre.append(probe);
          const letter = probe.getBoundingClientRect().width / 100;
          return (pre.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / letter;
        }"""
    )
    assert room >= 50


def test_a_formula_that_fits_has_no_shades_beside_it(
    served: str, visit: Callable[..., Any]
) -> None:
    """They are hidden by covers, and on fine screens a hair of them was not."""
    settings = {"viewport": {"width": 1280, "height": 900}, "device_scale_factor": 3}
    page = visit(served, **settings).open(f"{CHAPTER}.html")
    grounds = page.locator(".equation.numbered > .equation-body:not([tabindex])").evaluate_all(
        "(found) => found.map((box) => getComputedStyle(box).backgroundImage)"
    )
    assert len(grounds) > 5 and set(grounds) == {"none"}


def test_sheets_of_paper_have_numbers(site: Path) -> None:
    css = (site / "_static" / "book.css").read_text(encoding="utf-8")
    assert "@bottom-center{content:counter(page)" in css


def test_a_picture_and_its_caption_stay_on_one_sheet(
    served: str, visit: Callable[..., Any]
) -> None:
    page = visit(served, viewport={"width": 700, "height": 900}).open(f"{CHAPTER}.html")
    page.emulate_media(media="print")
    figures = page.locator("figure:has(figcaption)")
    breaks = figures.evaluate_all("(all) => all.map((f) => getComputedStyle(f).breakInside)")
    assert breaks and set(breaks) == {"avoid"}


def test_cards_of_symbols_are_a_table_for_a_screen_reader(
    served: str, visit: Callable[..., Any]
) -> None:
    """Its parts say what they are: laid out so, they are a heap of words for some browsers."""
    opened = visit(served, viewport={"width": 390, "height": 844})
    page = opened.open("book/foundations/notation.html")
    table = page.locator("table.symbols").first
    assert table.evaluate("(e) => getComputedStyle(e).display") == "block"
    roles = table.locator("*:is(thead, tbody, tr, th, td)").evaluate_all(
        "(parts) => parts.map((part) => `${part.localName} ${part.getAttribute('role')}`)"
    )
    assert set(roles) == {
        "thead rowgroup",
        "tbody rowgroup",
        "tr row",
        "th columnheader",
        "th rowheader",
        "td cell",
    }
