"""The ForwardPass figure on a page without a kernel."""

import numpy as np
import pytest
from helpers.live_common import check_common, drawn, put, state, unmount
from helpers.live_in_book import check_in_the_book, report_play

from nnlib.widgets import ForwardPass

pytestmark = pytest.mark.browser

NAMES = ("d", "N", "hidden", "output", "batch", "example", "step", "seed")


def forward(**settings):
    return ForwardPass(**{"key": "forward"} | settings)


def shown(page):
    """Every matrix on display by its label, and every neuron, in one look at the page."""
    return page.evaluate(
        """() => {
          const read = (text) => ("·?".includes(text) ? null : Number(text.replace("−", "-")));
          const grids = [...document.querySelectorAll(".nn-forward-grid")].map((grid) => [
            grid.getAttribute("aria-label"),
            [...grid.querySelectorAll("[role=row]:has([role=gridcell])")].map((row) =>
              [...row.children].map((cell) => read(cell.textContent))),
            grid.parentElement.querySelector(".nn-forward-size").textContent,
          ]);
          const neurons = [...document.querySelectorAll(".nn-forward-neuron")].map((node) => [
            node.dataset.place, read(node.textContent), node.dataset.shows]);
          return { grids, neurons };
        }"""
    )


def agrees(page):
    """Whether all numbers and shapes on display are those of nnlib, everything being computed."""
    settings = state(page)
    twin = ForwardPass(**{name: settings[name] for name in NAMES})
    net = twin.network()
    n = twin.example - 1
    columns = slice(None) if twin.batch else [n]
    found = shown(page)
    wanted = []
    for ell in range(1, net.L + 1):
        below = f"A of layer {ell - 1}" if ell > 1 else "X"
        wanted += [
            (f"Z of layer {ell}", net.Z[ell][:, columns]),
            (f"W of layer {ell}", net.W[ell]),
            (below, net.A[ell - 1][:, columns]),
            (f"b of layer {ell}", net.b[ell]),
            (f"A of layer {ell}", net.A[ell][:, columns]),
        ]
    assert len(found["grids"]) == len(wanted)
    for (label, numbers, size), (name, ours) in zip(found["grids"], wanted, strict=True):
        rows, width = ours.shape
        assert label == f"{name}, {rows} by {width}"
        assert size == f"{rows} × {width}"
        assert np.array(numbers) == pytest.approx(ours, abs=0.00501)
    for place, value, kind in found["neurons"]:
        ell, i = map(int, place.split())
        assert kind == "a"
        assert value == pytest.approx(net.A[ell][i, n], abs=0.00501)
    assert page.locator(".nn-forward-edge").count() == sum(
        net.W[ell].size for ell in range(1, net.L + 1)
    )
    return True


def lit(page):
    """Places of lit edges and of lit cells of W."""
    return page.evaluate(
        """() => [".nn-forward-edge", ".nn-forward-cell[data-kind=W]"].map((kind) =>
          [...document.querySelectorAll(`${kind}.nn-forward-lit`)].map((e) => e.dataset.place))"""
    )


def edge(page, place):
    return page.locator(f'.nn-forward-edge[data-place="{place}"]')


def cell(page, kind, place):
    return page.locator(f'.nn-forward-cell[data-kind={kind}][data-place="{place}"]').first


def middle_of(page, place):
    """Where the line of an edge is a third along, in pixels of the window."""
    return page.evaluate(
        """(place) => {
          const edge = document.querySelector(`.nn-forward-edge[data-place="${place}"]`);
          const line = edge.querySelector(".nn-forward-line");
          const { x, y } = line.getPointAtLength(0.3 * line.getTotalLength());
          const box = line.ownerSVGElement.getBoundingClientRect();
          return [box.x + x, box.y + y];
        }""",
        place,
    )


def words_of(page):
    """The words beside the bar."""
    return page.locator(".nn-place").text_content()


def reading(page):
    return page.locator(".nn-forward-reading").text_content()


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
    edges, cells = lit(opened.page)
    assert edges == cells
    assert len(edges) == 1
    assert not opened.problems


def test_edge_and_entry_light_each_other(live):
    page = live(forward(), viewport={"width": 720, "height": 1000}).page
    net = forward().network()
    page.mouse.move(*middle_of(page, "2 1 0"))
    drawn(page)
    assert lit(page) == [["2 1 0"], ["2 1 0"]]
    words = reading(page)
    assert f"= {net.W[2][1, 0]:.1f}".replace("-", "−") in words
    assert "Row 2, column 1" in words

    cell(page, "W", "1 3 2").hover()
    drawn(page)
    assert lit(page) == [["1 3 2"], ["1 3 2"]]
    # What was pressed stays when the pointer has gone.
    page.mouse.click(*middle_of(page, "1 0 1"))
    page.mouse.move(5, 5)
    drawn(page)
    assert lit(page) == [["1 0 1"], ["1 0 1"]]


def test_keyboard(live):
    page = live(forward()).page
    edge(page, "1 1 0").focus()
    page.keyboard.press("ArrowRight")
    drawn(page)
    assert lit(page) == [["1 1 1"], ["1 1 1"]]
    assert page.locator(".nn-forward-edge:focus").get_attribute("aria-label") == (
        f"weight w 2 2 of layer 1: {forward().network().W[1][1, 1]:.1f}".replace("-", "minus ")
    )
    assert page.locator('.nn-forward-edge[tabindex="0"]').count() == 1

    cell(page, "W", "1 0 0").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    drawn(page)
    assert lit(page) == [["1 1 1"], ["1 1 1"]]
    cell(page, "Z", "1 0 0").focus()
    drawn(page)
    net = forward().network()
    words = reading(page)
    assert words.endswith(f"= {net.Z[1][0, 0]:.2f}".replace("-", "−"))
    assert page.locator(".nn-forward-cell.nn-forward-part[data-kind=W]").count() == 3


def test_touch(live):
    page = live(forward(batch=True), has_touch=True, viewport={"width": 360, "height": 900}).page
    page.touchscreen.tap(*middle_of(page, "1 0 2"))
    drawn(page)
    assert lit(page) == [["1 0 2"], ["1 0 2"]]
    cell(page, "A", "1 2 3").tap()
    drawn(page)
    assert state(page)["example"] == 4
    assert agrees(page)


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


def test_columns_flow_through_the_layers(live):
    opened = live(forward(d=[2, 3, 1], N=2, batch=True), reduced_motion="reduce")
    page = opened.page
    scrub = page.get_by_role("slider", name="Step of the forward pass")
    scrub.press("Home")
    for at in range(9):
        drawn(page)
        # Z of layer 1, A of layer 1 (twice on display), Z and A of layer 2: two columns each.
        filled = {}
        for label, numbers, _ in shown(page)["grids"]:
            filled[label[:12]] = [number is not None for number in numbers[0]]
        order = ("Z of layer 1", "A of layer 1", "Z of layer 2", "A of layer 2")
        assert sum((filled[name] for name in order), []) == [k < at for k in range(8)]
        into = page.locator(".nn-forward-into")
        if at > 0:
            kind, ell = order[(at - 1) // 2][0], (at + 3) // 4
            assert {e.get_attribute("data-kind") for e in into.all()} == {kind}
            column = (at - 1) % 2
            assert {e.get_attribute("data-place") for e in into.all()} == {
                f"{ell} {i} {column}" for i in range([2, 3, 1][ell])
            }
            assert state(page)["example"] == column + 1
        else:
            assert into.count() == 0
        page.get_by_role("button", name="One step forward").click()
    drawn(page)
    # The last column was a step like the others; only then is the pass complete.
    assert (into.count(), words_of(page), state(page)["step"]) == (0, "complete", -1)
    assert agrees(page)
    assert page.evaluate("() => probe().frames") == []
    assert not opened.problems


def test_play(live):
    page = live(forward()).page
    page.get_by_role("combobox", name="Speed").select_option("4")
    page.get_by_role("button", name="Play the forward pass").click()
    page.wait_for_function("() => document.querySelectorAll('.nn-forward-unknown').length > 4")
    page.wait_for_function("() => !document.querySelector('.nn-forward-unknown')")
    drawn(page)
    assert agrees(page)


def test_step_keeps_its_stage_and_column(live):
    page = live(forward(step=3, example=3)).page
    assert words_of(page) == "Z of layer 2"
    page.get_by_text("batch").click()
    assert words_of(page) == "Z of layer 2, column 3"
    page.get_by_role("combobox", name="number of examples N").select_option("6")
    assert words_of(page) == "Z of layer 2, column 3"
    page.get_by_role("combobox", name="number of examples N").select_option("2")
    assert words_of(page) == "Z of layer 2, column 2"
    page.get_by_role("combobox", name="example n").select_option("1")
    drawn(page)
    assert words_of(page) == "Z of layer 2, column 1"
    assert page.locator(".nn-forward-into").all_text_contents() == [
        cell(page, "Z", f"2 {i} 0").text_content() for i in range(2)
    ]
    page.get_by_role("combobox", name="number of layers L").select_option("1")
    assert words_of(page) == "A of layer 1, column 1"
    # What is chosen on the way is explained, and the pass stays where it is.
    cell(page, "Z", "1 1 1").click()
    drawn(page)
    assert words_of(page) == "A of layer 1, column 1"
    assert reading(page).startswith("z2,2(1)")


def test_step_in_the_address(live):
    page = live(forward(batch=True), hash="forward.step=3&forward.example=2").page
    assert words_of(page) == "Z of layer 2, column 2"
    assert page.locator(".nn-forward-unknown").count() == 2 * 2 + 2 * 4
    page.get_by_role("button", name="One step forward").click()
    page.wait_for_url("**#forward.example=3&forward.step=3")


def test_what_came_last_is_explained(live):
    page = live(forward(batch=True, step=3, example=2)).page
    net = forward().network()
    assert reading(page).startswith("z1,2(2)")
    assert reading(page).endswith(f"≈ {net.Z[2][0, 1]:.2f}")
    assert lit(page) == [[], []]
    assert page.locator(".nn-forward-lit[data-kind]").get_attribute("data-place") == "2 0 1"
    edge(page, "1 0 0").focus()
    page.keyboard.press("End")
    drawn(page)
    assert lit(page) == [["2 1 3"], ["2 1 3"]]
    page.get_by_role("button", name="One step back").click()
    drawn(page)
    assert reading(page).startswith("z1,1(2)")


def test_reset_is_the_page_as_it_came(live):
    page = live(forward(batch=True, step=2, example=2)).page
    seen = """() => [...document.querySelectorAll(".nn-figure > :not(.nn-unseen)")].map((part) =>
      part.innerHTML.replace(/nn-[a-z]+-\\d+-\\w+/g, "")).join("")"""
    before = page.evaluate(seen)
    cell(page, "W", "2 1 1").click()
    page.get_by_role("button", name="One step forward").click()
    page.get_by_role("combobox", name="example n").select_option("1")
    page.get_by_role("button", name="Play the forward pass").click()
    page.get_by_role("button", name="Reset").click()
    drawn(page)
    assert page.evaluate(seen) == before
    # After it come the matrices' and the network's own stops, and not the drawing as a whole.
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "option"


def test_arrows_go_on_to_the_next_matrix(live):
    page = live(forward(batch=True)).page
    cell(page, "Z", "1 2 3").click()
    way = [
        ("ArrowRight", "W 1 2 0"),
        ("End", "W 1 2 2"),
        ("ArrowRight", "A 0 2 0"),
        ("ArrowLeft", "W 1 2 2"),
        ("ArrowDown", "W 1 3 2"),
        ("ArrowDown", "W 2 0 2"),
        ("Home", "W 2 0 0"),
        ("Control+End", "W 2 1 3"),
    ]
    for key, place in way:
        page.keyboard.press(key)
        at = page.evaluate(
            "() => `${document.activeElement.dataset.kind} ${document.activeElement.dataset.place}`"
        )
        assert at == place, key
    stops = page.evaluate(
        """() => [...document.querySelectorAll("[role=grid]")].map((grid) =>
          grid.querySelectorAll('[tabindex="0"]').length)"""
    )
    assert stops == [1] * 10


def test_what_is_chosen_is_spoken(live):
    page = live(forward()).page
    cell(page, "W", "1 0 0").focus()
    page.get_by_role("status").get_by_text("weight w 1 1 of layer 1").wait_for(state="attached")
    assert page.get_by_role("listbox", name="Edges").get_by_role("option").count() == 20


@pytest.mark.parametrize(("width", "height"), [(320, 700), (400, 700), (900, 900)])
def test_network_and_bar_stay_in_sight(live, width, height):
    widget = forward(d=[5, 5, 5, 5], N=6, batch=True)
    page = live(widget, viewport={"width": width, "height": height}).page
    cell(page, "A", "3 4 5").focus()
    page.wait_for_function(
        """([height, last]) => {
          const place = (element) => element.getBoundingClientRect();
          const { y } = place(document.querySelector(".nn-forward-top"));
          const { bottom } = place(document.querySelector(last));
          const cell = place(document.activeElement);
          const flat = 0 <= y && y < 60 && bottom - y <= 0.4 * height;
          return flat && bottom <= cell.top && cell.bottom <= height;
        }""",
        # A large window has room for the line that explains as well.
        arg=[height, ".nn-forward-reading" if height > 800 else ".nn-forward-top"],
    )
    page.emulate_media(media="print")
    assert (
        page.locator(".nn-forward-top").evaluate("(e) => getComputedStyle(e).position") != "sticky"
    )


def test_cells_are_told_apart_in_forced_colours(live):
    page = live(forward(batch=True, step=3, example=2), forced_colors="active").page

    def looks(selector):
        return page.locator(f".nn-forward-cell{selector}").first.evaluate(
            """(cell) => {
              const { outlineStyle, borderLeftStyle, borderLeftColor } =
                getComputedStyle(cell);
              return [outlineStyle, borderLeftStyle, borderLeftColor];
            }"""
        )

    outline, _, ground = looks(":not([class*=' '])")
    assert outline == "none"
    assert looks(".nn-forward-lit")[0] == "solid"
    assert looks(".nn-forward-part:not(.nn-forward-lit)")[0] == "dashed"
    _, line, colour = looks(".nn-forward-into:not(.nn-forward-lit)")
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
        mouse=lambda page: cell(page, "A", "1 2 2").click(),
        touch=lambda page: cell(page, "Z", "1 2 1").tap(),
        keyboard=keyboard,
        play="forward pass",
    )


def test_frames(in_book, record_property):
    report_play(in_book, record_property, "forward", "forward pass", speed="4")
