"""A page with a forward pass: its parts as a reader finds them, and whether their numbers hold."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from helpers.live_common import state

from nnlib.widgets import ForwardPass

NAMES = ("d", "N", "hidden", "output", "batch", "example", "step", "seed")


def forward(**settings: Any) -> ForwardPass:
    return ForwardPass(**{"key": "forward"} | settings)


def network(page: Any) -> Any:
    return page.get_by_role("group", name="The network")


def edges(page: Any) -> Any:
    return page.get_by_role("listbox", name="Edges").get_by_role("option")


def edge(page: Any, name: str) -> Any:
    """An edge by what a screen reader calls it: ``edge(page, "weight w 2 1 of layer 2")``."""
    return page.get_by_role("option", name=re.compile(f"^{name}:"))


def cell(page: Any, name: str) -> Any:
    """An entry by its name; A stands in two equations, of which this is the first."""
    return page.get_by_role("gridcell", name=re.compile(f"^{name}:")).first


def lit_cell(page: Any) -> Any:
    return page.get_by_role("gridcell", selected=True)


def names(found: Any) -> list[str]:
    """What a screen reader calls them, without their numbers."""
    return found.evaluate_all("(all) => all.map((e) => e.ariaLabel.split(':')[0])")


def lit(page: Any) -> list[list[str]]:
    """The weights that are lit: as edges, and as entries of W."""
    entries = [name for name in names(lit_cell(page)) if name.startswith("weight")]
    return [names(page.get_by_role("option", selected=True).and_(edges(page))), entries]


def focused(page: Any) -> str:
    """The name of what has the focus, without its number."""
    return page.evaluate("() => document.activeElement.ariaLabel.split(':')[0]")


def reading(page: Any) -> str:
    """The line that explains an entry."""
    return page.get_by_role("note", name="Explanation").text_content()


def stage(page: Any) -> str:
    """How far the pass has come, in the words beside the bar."""
    bar = page.get_by_role("slider", name="Step of the forward pass")
    return bar.get_attribute("aria-valuetext")


def not_computed(page: Any) -> Any:
    return page.get_by_role("gridcell", name="not computed yet")


def middle_of(page: Any, name: str) -> list[float]:
    """Where the line of an edge is a third along, in pixels of the window."""
    return edge(page, name).evaluate(
        """(edge) => {
          const line = edge.lastElementChild;
          const { x, y } = line.getPointAtLength(0.3 * line.getTotalLength());
          const box = line.ownerSVGElement.getBoundingClientRect();
          return [box.x + x, box.y + y];
        }"""
    )


def shown(page: Any) -> dict[str, Any]:
    """Every matrix on display by its label, and every neuron, in one look at the page."""
    return page.evaluate(
        """() => {
          const read = (text) => ("·?".includes(text) ? null : Number(text.replace("−", "-")));
          const grids = [...document.querySelectorAll("[role=grid]")].map((grid) => [
            grid.ariaLabel,
            [...grid.querySelectorAll("[role=row]:has([role=gridcell])")].map((row) =>
              [...row.children].map((cell) => read(cell.textContent))),
            grid.nextElementSibling.lastElementChild.textContent,
          ]);
          const neurons = [...document.querySelectorAll("[data-shows]")].map((node) => [
            node.dataset.place, read(node.textContent), node.dataset.shows]);
          return { grids, neurons };
        }"""
    )


def agrees(page: Any) -> bool:
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
    assert edges(page).count() == sum(net.W[ell].size for ell in range(1, net.L + 1))
    return True
