"""Type twice as large on a phone: no figure and no part of the kit pushes the page sideways."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
# How far the page can be pushed to the side.
PUSHED = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
# Fields too narrow for a number, or with something over them; names that run into their fields.
CRAMPED = """() => {
  const all = (selector) =>
    [...document.querySelectorAll(`.nn-figure :is(${selector})`)].filter((e) => e.offsetParent);
  const meet = (a, b) =>
    a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const box = (element) => element.getBoundingClientRect();
  const around = all(".nn-button, .nn-exact, output");
  const fields = all(".nn-exact").filter((field) => {
    const isCovered = around.some((other) => other !== field && meet(box(other), box(field)));
    return isCovered || field.clientWidth < 40 || box(field).right > innerWidth - 12;
  });
  const names = all(".nn-slider, .nn-number").filter((setting) => {
    const words = document.createRange();
    words.selectNodeContents(setting.querySelector(".nn-name"));
    const field = setting.querySelector(".nn-exact");
    return field && meet(box(words), box(field));
  });
  return [...fields.map((field) => field.ariaLabel), ...names.map((name) => name.textContent)];
}"""


@pytest.mark.parametrize("name", every_figure.NAMES)
def test_type_twice_as_large_on_a_phone(live: Any, name: str) -> None:
    opened = live(every_figure.made(name), viewport=PHONE)
    page = opened.page
    page.add_style_tag(content="html { font-size: 200% }")
    page.evaluate(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
    )
    drawn(page)
    assert page.evaluate(PUSHED) == 0
    assert page.evaluate(CRAMPED) == []

    # A refused number, and what the reader does with the figure.
    for field in page.get_by_role("spinbutton").all():
        if field.is_visible():
            field.fill("1,001")
            assert page.evaluate(PUSHED) == 0
            field.press("Tab")
            page.locator(".nn-refused:not(:empty)").last.click()
    every_figure.use(page, name)
    drawn(page)
    assert page.evaluate(PUSHED) == 0

    # The row below, and its field for a link.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_role("textbox", name="Address of what")).to_be_visible()
    assert page.evaluate(PUSHED) == 0
    assert not opened.problems


@pytest.mark.parametrize("name", every_figure.NAMES)
def test_type_twice_as_large_on_the_whole_screen_of_a_phone(live: Any, name: str) -> None:
    """An enlarged figure scrolls itself, where the page has a margin for what sticks out."""
    page = live(every_figure.made(name), viewport=PHONE).page
    page.add_style_tag(content="html { font-size: 200% }")
    page.evaluate(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
    )
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Enlarge").click()
    large = page.locator(".nn-large")
    expect(large).to_be_visible()
    drawn(page)
    assert large.evaluate("(element) => element.scrollWidth - element.clientWidth") == 0
