"""The ForwardPass figure on a page without a kernel: what is on display, and what can be chosen."""

import pytest
from helpers.labels import clashes, faint
from helpers.live_common import check_common, drawn, put, state, unmount
from helpers.live_in_book import check_in_the_book, report_play
from widgets.forward_pass.common import SETTINGS
from widgets.forward_pass.pages import (
    NAMES,
    agrees,
    cell,
    focused,
    forward,
    lit,
    lit_cell,
    middle_of,
    names,
    network,
    reading,
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


@pytest.mark.parametrize("width", [320, 390, 600, 900])
def test_labels_of_the_network_can_be_read(live, width):
    page = live(forward(), viewport={"width": width, "height": 900}).page
    problems = set()
    for settings in SETTINGS:
        for content in ("pass", "weights"):
            for step in (-1, 0, 1, 2):
                put(page, settings | {"batch": True, "content": content, "step": step})
                problems |= {f"{settings} {content}: {clash}" for clash in clashes(page)}
    assert not problems, "\n".join(["", *sorted(problems)])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_stand_out(live, theme):
    page = live(forward(), theme=theme, color_scheme=theme).page
    for chosen in ("W1.2.1", "A0.1.1", "A2.1.1"):
        for step in (-1, 1):
            put(page, {"chosen": chosen, "step": step})
            assert faint(page) == []


def test_a_lit_edge_keeps_its_hue(live):
    """Behind it is a tint of its own colour, and no grey."""
    page = live(forward(chosen="W1.2.1")).page
    hues = page.locator(".nn-forward-lit .nn-forward-halo").evaluate_all(
        """(halos) => halos.map((halo) => {
          const brush = document.createElement("canvas").getContext("2d");
          brush.fillStyle = getComputedStyle(halo).stroke;
          brush.fillRect(0, 0, 1, 1);
          const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
          return (Math.max(r, g, b) - Math.min(r, g, b)) / Math.max(r, g, b);
        })"""
    )
    assert len(hues) == 1
    assert hues[0] > 0.15


def test_a_text_twice_as_large_does_not_push_the_page(live):
    page = live(forward(), viewport={"width": 390, "height": 844}).page
    page.add_style_tag(content="html { font-size: 200% }")
    for settings in SETTINGS:
        for batch in (False, True):
            put(page, settings | {"batch": batch})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    bar = page.get_by_role("group", name="Controls of the forward pass")
    lines = bar.get_by_role("status").evaluate(
        "(words) => words.offsetHeight / parseFloat(getComputedStyle(words).lineHeight)"
    )
    assert lines < 3


def test_the_weights_alone(live):
    opened = live(forward(content="weights", d=[3, 4, 2]), viewport={"width": 720, "height": 900})
    page = opened.page
    net = forward().network()
    grids = page.get_by_role("grid").evaluate_all("(all) => all.map((grid) => grid.ariaLabel)")
    assert grids == [
        *["W of layer 1, 4 by 3", "b of layer 1, 4 by 1"],
        *["W of layer 2, 2 by 4", "b of layer 2, 2 by 1"],
    ]
    assert page.get_by_role("slider").count() == 0
    assert page.get_by_role("combobox").count() == 4
    figure = page.get_by_role("group", name="A network and its weights")
    assert figure.get_by_role("button").all_inner_texts() == ["Other numbers", "Reset"]
    neurons = network(page).locator("[data-shows] text").all_text_contents()
    assert neurons == ["1", "2", "3", "1", "2", "3", "4", "1", "2"]
    page.mouse.move(*middle_of(page, "weight w 1 4 of layer 2"))
    drawn(page)
    assert lit(page) == [["weight w 1 4 of layer 2"], ["weight w 1 4 of layer 2"]]
    assert f"{net.W[2][0, 3]:.1f}".replace("-", "−") in reading(page)
    page.get_by_role("combobox", name="width d 1").select_option("5")
    drawn(page)
    assert cell(page, "weight w 2 5 of layer 2").is_visible()
    cell(page, "weight w 2 5 of layer 2").focus()
    for key, name in (
        ("ArrowUp", "weight w 1 5 of layer 2"),
        ("ArrowUp", "weight w 5 3 of layer 1"),
    ):
        page.keyboard.press(key)
        assert focused(page) == name
    put(page, {"content": "pass"})
    assert agrees(page)
    assert not opened.problems


def test_a_link_carries_the_entry_chosen(live):
    page = live(forward(batch=True)).page
    cell(page, "pre-activation z 2 of layer 2, example 3").click()
    drawn(page)
    page.wait_for_function("() => location.hash.includes('forward.chosen=Z2.2.3')")
    link = page.evaluate("() => location.hash.slice(1)")
    other = live(forward(batch=True), hash=link).page
    assert reading(other) == reading(page)
    assert names(lit_cell(other)) == names(lit_cell(page))


def test_the_network_becomes_another_while_something_is_pointed_at(live):
    opened = live(forward(d=[5, 5, 5], batch=True), viewport={"width": 720, "height": 1000})
    page = opened.page
    page.mouse.move(*middle_of(page, "weight w 5 5 of layer 2"))
    page.mouse.down()
    put(page, {"d": [1, 1], "N": 1, "chosen": "A2.5.6", "output": "softmax"})
    page.mouse.up()
    drawn(page)
    assert page.get_by_role("alert").count() == 0
    assert "undefined" not in reading(page)
    put(page, {"content": "weights"})
    assert lit(page) == [["weight w 1 1 of layer 1"], ["weight w 1 1 of layer 1"]]
    assert not opened.problems


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
