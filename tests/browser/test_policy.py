"""Figures where a site forbids code inside its pages, and still pictures in a dark notebook."""

from __future__ import annotations

import re
from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn

from nnlib.figures.style import PALETTE
from nnlib.widgets import Neuron

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:"
# The page around the figures has this one style of its own.
UNPADDED = "() => { document.querySelector('main').style.padding = '0'; }"
# The looks of every element of a figure, as the style sheets and its own styles make them.
LOOKS = """() => [...document.querySelectorAll(".nn-figure, .nn-figure *, .nn-tools")].map((e) => {
  const { fill, stroke, color, display, width, gridTemplateColumns } = getComputedStyle(e);
  return [e.localName, fill, stroke, color, display, width, gridTemplateColumns];
})"""
# JupyterLab Dark: what it sets on the body, and the colours of its own that stills take.
LAB = """<!DOCTYPE html><html><body style="color-scheme: {scheme}; background: {ground};
  --jp-layout-color0: {ground}; --jp-ui-font-color1: {ink}">{body}</body></html>"""
DARK = {"scheme": "dark", "ground": "#111111", "ink": "rgba(255, 255, 255, 0.87)"}


@pytest.mark.parametrize("name", every_figure.NAMES)
def test_a_policy_against_inline_styles_and_scripts(live: Any, name: str) -> None:
    figure = every_figure.made(name)
    opened = live(figure)
    page = opened.page
    page.evaluate(UNPADDED)
    drawn(page)
    free = page.evaluate(LOOKS)

    def strict(route: Any) -> None:
        response = route.fetch()
        headers = response.headers | {"content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/index.html", strict)
    page.reload()
    page.wait_for_selector(".nn-figure")
    page.evaluate(UNPADDED)
    drawn(page)
    assert page.evaluate(LOOKS) == free
    every_figure.use(page, name)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The ratio of WCAG between two colours of sRGB, from 1 to 21."""

    def luminance(colour: tuple[float, ...]) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (part / 255 for part in colour)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_a_still_picture_in_a_dark_notebook(visit: Any, tmp_path: Any) -> None:
    """Its words are set in dark hues on dark paper: no label is hard to read."""
    (tmp_path / "lab.html").write_text(LAB.format(body=Neuron().still().svg, **DARK))
    page = visit(tmp_path.as_uri() + "/").open("lab.html")
    fills = page.evaluate(
        """() => [...document.querySelectorAll(".nn-picture use")]
          .map((e) => getComputedStyle(e).fill)"""
    )
    colours = {tuple(map(float, re.findall(r"[\d.]+", fill)[:3])) for fill in fills if "(" in fill}
    error = tuple(int(PALETTE["error"][1][at : at + 2], 16) for at in (1, 3, 5))
    assert error in colours, "the slope is written in it"
    assert all(contrast(colour, (0x11,) * 3) >= 4.5 for colour in colours), colours
