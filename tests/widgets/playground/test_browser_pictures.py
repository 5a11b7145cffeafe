"""The Playground on a page: what the reader looks at in its pictures."""

import re

import numpy as np
import pytest
from helpers.live_common import drawn
from widgets.playground.pages import PLANE, TALL, map_of, note_of, playground

pytestmark = pytest.mark.browser


def test_a_unit_shows_its_picture(live):
    page = live(playground()).page
    before = map_of(page).screenshot()
    unit = page.get_by_role("button", name="unit 2 of layer 1")
    unit.press("Enter")
    drawn(page)
    assert unit.get_attribute("aria-pressed") == "true"
    assert map_of(page).screenshot() != before
    net = playground().network()
    words = note_of(page).text_content().replace("−", "-")
    assert [float(text) for text in re.findall(r"-?\d+\.\d\d", words)] == pytest.approx(
        [net.b[1][1, 0], *net.W[1][1]], abs=0.00501
    )
    unit.press("Enter")
    drawn(page)
    assert map_of(page).screenshot() == before
    unit.hover()
    drawn(page)
    assert map_of(page).screenshot() != before


def test_a_weight_and_the_output_tell_their_numbers(live):
    page = live(playground(), viewport=TALL).page
    net = playground().network()
    note = note_of(page)
    page.get_by_role("button", name="output unit").press("Enter")
    drawn(page)
    words = note.text_content().replace("−", "-")
    assert [float(text) for text in re.findall(r"-?\d+\.\d\d", words)] == pytest.approx(
        [net.b[2][0, 0], *net.W[2][0]], abs=0.00501
    )
    page.get_by_role("button", name="output unit").press("Enter")
    # The line from unit 2 of layer 1, which is in the middle, to the output is level.
    ends = [
        page.get_by_role("button", name=name).bounding_box()
        for name in ("unit 2 of layer 1", "output unit")
    ]
    middle = [[box["x"] + box["width"] / 2, box["y"] + box["height"] / 2] for box in ends]
    page.mouse.move(*np.mean(middle, axis=0))
    drawn(page)
    words = note.text_content().replace("−", "-")
    assert f"= {net.W[2][0, 1]:.2f}, from unit 2 of layer 1 to the output" in words


def test_the_line_of_a_relu_unit_is_where_z_is_0(live):
    widget = playground(hidden="relu", N=10, d=[2, 1, 1], theta=[-0.4, 1, 0.6, 0, 1])
    page = live(widget).page
    page.get_by_role("button", name="unit 1 of layer 1").press("Enter")
    drawn(page)
    dark = page.locator(PLANE).evaluate(
        """(plane) => {
          const canvas = plane.ownerSVGElement.previousElementSibling;
          const ratio = canvas.width / canvas.clientWidth;
          const sides = ["x", "y", "width"].map((name) => Number(plane.getAttribute(name)));
          const ink = canvas.getContext("2d");
          const reds = (_, y) => {
            const { data } = ink.getImageData(0, y, canvas.width, 1);
            return Array.from(data.filter((_, k) => k % 4 === 0));
          };
          return { sides, ratio, pixels: Array.from({ length: canvas.height }, reds) };
        }"""
    )
    left, top, side = (length * dark["ratio"] for length in dark["sides"])
    low, high = widget.X.min(axis=1), widget.X.max(axis=1)
    middle, half = (low + high) / 2, 0.55 * (high - low).max()
    hits = []
    for x1 in np.linspace(middle[0] - half, middle[0] + half, 80)[4:-4]:
        x2 = (0.4 - x1) / 0.6
        if abs(x2 - middle[1]) > 0.95 * half:
            continue
        column = int(left + side * ((x1 - middle[0]) / half + 1) / 2)
        row = int(top + side * (1 - (x2 - middle[1]) / half) / 2)
        hits.append(dark["pixels"][row][column] < 140)
    assert len(hits) > 20
    assert np.mean(hits) > 0.8
