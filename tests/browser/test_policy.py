"""Figures where a site forbids code inside its pages, and still pictures in a dark notebook."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from helpers import every_figure
from helpers.live_common import drawn
from helpers.page_weight import pages

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
# The looks of a page and of its pictures, but not of live figures, which have a test of their own.
PAGE_LOOKS = """() => [...document.querySelectorAll("body, body *")]
  .filter((e) => !e.closest(".nn-live, .copy-latex, .copied-text, .page-contents, .site-nav"))
  .map((e) => {
    const looks = getComputedStyle(e);
    const named = ["fill", "stroke", "strokeWidth", "strokeDasharray", "strokeLinejoin", "opacity",
      "color", "backgroundColor", "display", "textAlign", "paddingLeft", "paddingRight",
      "marginLeft", "maxWidth", "containIntrinsicBlockSize"];
    const kind = `${e.localName} ${e.getAttribute("class") ?? ""}`;
    return [kind, ...named.map((name) => looks[name])].join(" ");
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

    under_the_policy(page)
    page.reload()
    page.wait_for_selector(".nn-figure")
    page.evaluate(UNPADDED)
    drawn(page)
    assert page.evaluate(LOOKS) == free
    every_figure.use(page, name)


def under_the_policy(page: Any) -> None:
    """Have pages come as from a site with the policy."""

    def strict(route: Any) -> None:
        response = route.fetch()
        headers = response.headers | {"content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/*.html", strict)


@pytest.mark.parametrize("name", pages())
def test_a_page_breaks_no_policy(name: str, served: str, visit: Callable[..., Any]) -> None:
    """Nothing that the browser has to forbid, and so nothing that it writes to its console."""
    opened = visit(served, color_scheme="dark")
    under_the_policy(opened.page)
    page = opened.open(f"{name}.html")
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert not opened.problems


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["book/foundations/forward_pass", "book/backpropagation/chain_rule"]
)
def test_pictures_and_formulas_look_the_same_under_a_policy(
    name: str, scheme: str, served: str, visit: Callable[..., Any]
) -> None:
    looks = []
    for policy in (False, True):
        opened = visit(served, viewport={"width": 390, "height": 844}, color_scheme=scheme)
        if policy:
            under_the_policy(opened.page)
        page = opened.open(f"{name}.html")
        drawn(page)
        looks.append(page.evaluate(PAGE_LOOKS))
    assert looks[0] == looks[1]
    assert any(look.startswith("svg nn-picture") for look in looks[0])


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
