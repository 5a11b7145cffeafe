"""What captions say of drawings is in the drawings: how many arrows, and in which colours."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from helpers.chapters import chapters

from nnlib import figures


def strokes(svg: str) -> Counter[str]:
    """How many lines a drawing has in each colour of the palette."""
    return Counter(re.findall(r'stroke="var\(--nn-([\w-]+)', svg))


def text(docname: str) -> str:
    return " ".join(chapters()[docname].source.split())


@pytest.mark.parametrize(
    ("docname", "words"),
    [
        (
            "book/intro",
            "36 weights, one on every arrow between two layers, and 10 biases, the short",
        ),
        (
            "book/foundations/architecture",
            "every arrow is a weight, 36 in all; the 10 short violet",
        ),
    ],
)
def test_the_arrows_of_the_network_are_as_many_as_its_caption_says(
    docname: str, words: str
) -> None:
    assert words in text(docname)
    svg = figures.network_diagram([3, 4, 4, 2], highlight=(2, 1, 3)).svg
    lines = strokes(svg)
    assert lines["bias"] == 10
    # One more thick line in the colour of the weights marks the chosen one.
    assert (lines["muted"], lines["weight-pos"]) == (36, 1)
    # Three arrows lead in and two lead out; the rest of the blue are the rings of 13 neurons.
    assert lines["activation"] == 3 + 2 + 13


def test_blue_flows_forward_and_red_flows_back() -> None:
    assert "blue is what flows forward, and red the error that flows back" in text("book/intro")
    assert strokes(figures.two_layer_zoom(backward=False).svg)["error"] == 0
    assert strokes(figures.two_layer_zoom(backward=True).svg)["error"] > 0
    flow = strokes(figures.delta_flow(3).svg)
    assert flow["activation"] > 0 and flow["error"] > 0


def test_the_digits_shown_first_are_those_of_the_caption() -> None:
    assert "The first eight digits of the data set" in text("book/foundations/architecture")
    assert "figures.digit_grid(X[:, :8]" in text("book/foundations/architecture")
