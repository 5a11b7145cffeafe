"""The ForwardPass figure on a page without a kernel: what is on display, and what can be chosen."""

import pytest
from helpers.live_common import check_common, drawn, put, state, unmount
from helpers.live_in_book import check_in_the_book, report_play
from widgets.forward_pass.pages import (
    NAMES,
    agrees,
    cell,
    forward,
    lit,
    lit_cell,
    names,
    network,
)

pytestmark = pytest.mark.browser


def test_every_figure_promise(live):
    check_common(live, lambda: forward(batch=True))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"batch": True, "example": 3},
        {"d": [5, 5, 5, 5], "N": 6, "batch": True, "output": "softmax", "hidden": "relu"},
        {"d": [1, 1], "N": 1, "seed": 0},
    ],
)
def test_first_frame(live, settings):
    opened = live(forward(**settings))
    assert agrees(opened.page)
    edges, entries = lit(opened.page)
    assert edges == entries
    assert len(edges) == 1
    assert not opened.problems


def test_shapes_follow(live):
    page = live(forward(batch=True)).page
    page.get_by_role("combobox", name="width d 1").select_option("5")
    page.get_by_role("combobox", name="number of examples N").select_option("6")
    drawn(page)
    assert agrees(page)
    page.get_by_role("combobox", name="number of layers L").select_option("3")
    drawn(page)
    assert state(page)["d"] == [3, 5, 3, 2]
    assert agrees(page)
    page.get_by_role("combobox", name="width d 3").select_option("1")
    page.get_by_role("combobox", name="number of layers L").select_option("1")
    page.get_by_role("combobox", name="example n").select_option("6")
    page.get_by_role("combobox", name="number of examples N").select_option("2")
    page.get_by_role("combobox", name="output σ").select_option("softmax")
    page.get_by_role("button", name="Other numbers").click()
    page.get_by_text("one example").click()
    drawn(page)
    settings = state(page)
    assert [settings[name] for name in NAMES] == [[3, 1], 2, "tanh", "softmax", False, 2, -1, 267]
    assert agrees(page)
    put(page, {"d": [2, 2, 2, 2], "batch": True})
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert agrees(page)
    assert state(page)["d"] == [3, 4, 2]


def test_reset_is_the_page_as_it_came(live):
    page = live(forward(batch=True, step=2, example=2)).page
    figure = page.get_by_role("group", name="The forward pass, layer by layer")

    def seen():
        return figure.evaluate(
            """(figure) => [...figure.children]
              .filter((part) => part.role !== "status")
              .map((part) => part.innerHTML.replace(/nn-[a-z]+-\\d+-\\w+/g, ""))
              .join("")"""
        )

    before = seen()
    cell(page, "weight w 2 2 of layer 2").click()
    page.get_by_role("button", name="One step forward").click()
    page.get_by_role("combobox", name="example n").select_option("1")
    page.get_by_role("button", name="Play the forward pass").click()
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert seen() == before
    # After it come the matrices' and the network's own stops, and not the drawing as a whole.
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "option"


@pytest.mark.parametrize(("width", "height"), [(320, 700), (400, 700), (900, 900)])
def test_network_and_bar_stay_in_sight(live, width, height):
    widget = forward(d=[5, 5, 5, 5], N=6, batch=True)
    page = live(widget, viewport={"width": width, "height": height}).page
    cell(page, "activation a 5 of layer 3, example 6").focus()
    page.wait_for_function(
        """([height, last]) => {
          const place = (element) => element.getBoundingClientRect();
          const { y } = place(document.querySelector("[aria-label='The network']"));
          const { bottom } = place(document.querySelector(`[aria-label='${last}']`));
          const cell = place(document.activeElement);
          const flat = 0 <= y && y < 60 && bottom - y <= 0.4 * height;
          return flat && bottom <= cell.top && cell.bottom <= height;
        }""",
        # A large window has room for the line that explains as well.
        arg=[height, "Explanation" if height > 800 else "Controls of the forward pass"],
    )
    assert sticks(network(page))
    page.emulate_media(media="print")
    assert not sticks(network(page))


def sticks(element):
    """Whether it, or something around it, stays in sight while the page is scrolled."""
    return element.evaluate(
        """(element) => {
          for (let at = element; at; at = at.parentElement) {
            if (getComputedStyle(at).position === "sticky") return true;
          }
          return false;
        }"""
    )


def test_cells_are_told_apart_in_forced_colours(live):
    page = live(forward(batch=True, step=3, example=2), forced_colors="active").page

    def looks(name):
        return cell(page, name).evaluate(
            """(cell) => {
              const { outlineStyle, borderLeftStyle, borderLeftColor } =
                getComputedStyle(cell);
              return [outlineStyle, borderLeftStyle, borderLeftColor];
            }"""
        )

    outline, _, ground = looks("pre-activation z 1 of layer 1, example 1")
    assert outline == "none"
    (lit_name,) = names(lit_cell(page))
    assert looks(lit_name)[0] == "solid"
    assert looks("weight w 1 1 of layer 2")[0] == "dashed"  # it takes part
    _, line, colour = looks("pre-activation z 2 of layer 2, example 2")  # of the latest column
    assert line == "double"
    assert colour != ground


def test_still_picture_scrolls_in_its_own_box_on_a_phone(live):
    page = live(forward(batch=True), viewport={"width": 390, "height": 700}).page
    unmount(page)
    assert page.evaluate(
        """() => {
          const box = document.querySelector(".nn-live");
          const picture = box.querySelector(".nn-picture").getBoundingClientRect();
          const root = document.documentElement;
          return picture.width > box.clientWidth && root.scrollWidth <= root.clientWidth;
        }"""
    )


def test_address(live):
    there = "forward.d=2,5,1&forward.N=5&forward.batch=on&forward.example=4&forward.seed=3"
    page = live(forward(), hash=there).page
    settings = state(page)
    assert [settings[name] for name in NAMES] == [[2, 5, 1], 5, "tanh", "identity", True, 4, -1, 3]
    assert agrees(page)
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize(
    "nonsense",
    [
        "forward.d=3&forward.N=7&forward.seed=-1",
        "forward.d=2,2.5",
        "forward.example=6",
        "forward.step=7",
    ],
)
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(forward(), hash=nonsense)
    assert state(opened.page)["d"] == [3, 4, 2]
    assert state(opened.page)["N"] == 4
    assert agrees(opened.page)
    assert not opened.problems


def test_in_the_book(in_book):
    def keyboard(page):
        page.get_by_role("combobox", name="width d 1").focus()
        page.keyboard.press("ArrowDown")

    check_in_the_book(
        in_book,
        "forward",
        agrees,
        mouse=lambda page: cell(page, "activation a 3 of layer 1, example 3").click(),
        touch=lambda page: cell(page, "pre-activation z 3 of layer 1, example 2").tap(),
        keyboard=keyboard,
        play="forward pass",
    )


def test_frames(in_book, record_property):
    report_play(in_book, record_property, "forward", "forward pass", speed="4")
