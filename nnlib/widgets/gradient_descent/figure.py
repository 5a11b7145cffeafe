"""Gradient descent on a surface: drag the start, set the rate, and watch the path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, validate

from nnlib import surfaces
from nnlib.figures import Picture
from nnlib.optimizers import GradientDescent, Momentum, Optimizer
from nnlib.surfaces import Surface
from nnlib.widgets.gradient_descent.grid_surface import GridSurface, grid_coefficients, sampled
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.traits import Array, Checked, Choice, Count, Number, Numbers, Text

__all__ = ["GradientDescentFigure"]

#: What goes well with each surface, as in static/gradient_descent_model.js: eta and steps.
SUGGESTED: dict[str, tuple[float, int]] = {
    "bowl": (0.25, 30),
    "ravine": (0.07, 40),
    "rosenbrock": (0.001, 300),
    "beale": (0.02, 150),
    "saddle": (0.1, 80),
    "several_minima": (0.01, 60),
}
GIVEN = "given"
#: A run ends where it is this many widths of the domain away from its middle.
FAR = 1000.0
#: Most runs that a map can hold and a reader can tell apart.
MOST_RUNS = 5

Domain = tuple[tuple[float, float], tuple[float, float]]


class Runs(Checked):
    """Named paths: a mapping of names to arrays of shape (steps + 1, 2)."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__({}, **keywords)
        self.tag(to_json=self._to_json, from_json=self._from_json)

    def check(self, name: str, value: Any) -> dict[str, np.ndarray]:
        """Return `value` as a dict of float64 arrays that nothing else changes."""
        if not isinstance(value, Mapping):
            raise ValueError(f"{name} is {value!r:.60}, but must be a dict of names and paths")
        if len(value) > MOST_RUNS:
            raise ValueError(f"{name} has {len(value)} paths, but at most {MOST_RUNS} are shown")
        paths = {}
        for label, path in value.items():
            if not isinstance(label, str) or not label.strip():
                raise ValueError(f"{name} has the name {label!r}, but must have words for names")
            try:
                points = np.array(path, dtype=np.float64)
            except (TypeError, ValueError):
                raise ValueError(f"{name}[{label!r}] must be an array of numbers") from None
            if points.ndim != 2 or points.shape[1] != 2 or not len(points):
                raise ValueError(
                    f"{name}[{label!r}] has shape {points.shape}, but must be (steps + 1, 2)"
                )
            if not np.isfinite(points[0]).all():
                raise ValueError(f"{name}[{label!r}] starts at {points[0]}, but must be finite")
            points.setflags(write=False)
            paths[label] = points
        return paths

    def make_dynamic_default(self) -> dict[str, np.ndarray]:
        """Give each figure a dict of its own."""
        return {}

    @staticmethod
    def _to_json(value: dict[str, np.ndarray], widget: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "shape": list(points.shape),
                "data": memoryview(points.astype("<f8").ravel(order="F").tobytes()),
            }
            for name, points in value.items()
        ]

    @staticmethod
    def _from_json(value: Any, widget: Any) -> Any:
        if not isinstance(value, list):
            return value
        return {
            run["name"]: np.frombuffer(run["data"], dtype="<f8").reshape(run["shape"], order="F")
            for run in value
        }


class GradientDescentFigure(LiveFigure):
    """Contours of a cost ``J`` of two parameters, and a path down it.

    The start can be dragged; learning rate and momentum are sliders; the path can be played and
    scrubbed. Beside the map, ``J`` is shown against the step.

    Parameters
    ----------
    surface : str, Surface or callable
        A name of `nnlib.surfaces`; or a surface; or a function ``J(theta)`` that takes ``theta`` of
        shape (2,), or better (2, N). Of a function, the figure shows the cubic spline through its
        values on a grid over `domain`.
    domain : tuple of two pairs, optional
        The range of each parameter, for a function.
    start : pair of float, optional
        Where the descent begins; a good place when left out.
    eta : float, optional
        The learning rate, above 0; one that suits the surface when left out.
    mu : float
        The momentum, from 0 (plain gradient descent) to below 1.
    steps : int, optional
        How many steps to take, at most 1000.
    runs : dict of str to array_like of shape (steps + 1, 2)
        Paths computed in Python, shown with their names on the surface that the figure has when
        they are given; at most 5. They may end in NaN or infinity.
    key : str
        The name under which the settings are kept in the address of the page.

    Raises
    ------
    TypeError
        If a setting is unknown.
    TraitError
        If a setting has a value that the figure cannot show.
    ValueError
        If a function gives something else than one finite number for each point of the domain.

    Examples
    --------
    >>> figure = GradientDescentFigure("ravine", eta=0.07, mu=0.5)
    >>> figure.path().shape
    (41, 2)
    """

    folder = Path(__file__).parent

    surface = Choice("bowl", [*SUGGESTED, GIVEN])
    start = Numbers([-2.5, 1.5], shortest=2, longest=2)
    eta = Number(0.25, 0, 10, above=True)
    mu = Number(0.0, 0, 0.999)
    steps = Count(30, 1, 1000)
    runs = Runs()
    runs_on = Choice("", ["", *SUGGESTED, GIVEN])
    grid = Array(shape=(None, None))
    domain = Numbers([-1.0, 1.0, -1.0, 1.0], shortest=4, longest=4)
    function = Text("")

    def __init__(
        self,
        surface: str | Surface | Callable[[np.ndarray], Any] = "bowl",
        *,
        domain: Domain | None = None,
        **settings: Any,
    ) -> None:
        if isinstance(surface, Surface):
            domain = domain or surface.domain
            settings.setdefault("start", surface.start)
            settings.setdefault("function", surface.name.replace("_", " "))
            surface = surface.value
        if callable(surface):
            settings = self._sampled(surface, domain, settings)
        else:
            if domain is not None:
                raise TraitError("domain is for a function, but surface is a name")
            if isinstance(surface, str) and surface in SUGGESTED:
                eta, steps = SUGGESTED[surface]
                known = {"start": surfaces.get(surface).start, "eta": eta, "steps": steps}
                settings = {**known, **settings}
            settings["surface"] = surface
        if settings.get("runs"):
            settings.setdefault("runs_on", settings["surface"])
        super().__init__(**settings)
        self.observe(self._runs_are_here, "runs")
        self.observe(self._start_is_here, "surface")

    @staticmethod
    def _sampled(J: Callable[[np.ndarray], Any], domain: Any, settings: dict) -> dict:
        """Settings that hold a function as a spline."""
        sides = _checked_domain(domain)
        grid = grid_coefficients(sampled(J, sides))
        spline = GridSurface(grid, sides, (0.0, 0.0))
        width = np.array([high - low for low, high in sides])
        # A place off the middle, so that the gradient is hardly ever 0 there.
        place = [
            low + share * (high - low) for (low, high), share in zip(sides, (0.2, 0.7), strict=True)
        ]
        start = settings.get("start", tuple(round(p, 3) for p in place))
        eta = 0.1
        if np.shape(start) == (2,):
            slope = np.abs(spline.gradient(np.array(start, dtype=float)) / width).max()
            # The first step then crosses a twentieth of the map.
            eta = float(f"{min(10.0, 0.05 / slope):.1g}") if slope > 0.005 else 10.0
        name = getattr(J, "__name__", "")
        label = name.replace("_", " ") if name.isidentifier() else "your function"
        return {
            "start": start,
            "eta": eta,
            "steps": 60,
            "function": label,
            **settings,
            "surface": GIVEN,
            "grid": grid,
            "domain": [bound for side in sides for bound in side],
        }

    def _runs_are_here(self, change: Any) -> None:
        self.runs_on = self.surface if self.runs else ""

    def _map(self) -> Domain:
        from nnlib.widgets.gradient_descent.still import map_view

        return map_view(self.landscape(), self.surface == GIVEN)

    def _start_is_here(self, change: Any) -> None:
        """On another surface, a start that is not on its map gives way to a good one."""
        sides = self._map()
        if not _on(sides, self.start):
            known = self.surface != GIVEN
            self.start = self.landscape().start if known else [sum(side) / 2 for side in sides]

    @validate("start")
    def _is_on_the_map(self, proposal: dict) -> list[float]:
        (x, y), sides = proposal["value"], self._map()
        if not _on(sides, (x, y)):
            (x0, x1), (y0, y1) = sides
            raise TraitError(
                f"start is ({x:g}, {y:g}), but must be on the map of this surface, from {x0:g} to "
                f"{x1:g} and from {y0:g} to {y1:g}"
            )
        return proposal["value"]

    @validate("surface")
    def _has_a_grid(self, proposal: dict) -> str:
        if proposal["value"] == GIVEN and min(self.grid.shape) < 5:
            raise TraitError("surface is 'given', but no function was: pass it as the surface")
        return proposal["value"]

    def landscape(self) -> Surface:
        """The surface under the path; for a function, the spline that the figure shows.

        Returns
        -------
        Surface
        """
        if self.surface != GIVEN:
            return surfaces.get(self.surface)
        x_low, x_high, y_low, y_high = self.domain
        start = (self.start[0], self.start[1])
        return GridSurface(self.grid, ((x_low, x_high), (y_low, y_high)), start)

    def path(self) -> np.ndarray:
        """Compute the path that the figure shows now, with the optimizers of `nnlib`.

        It has `steps` steps, unless it goes astray: it ends early with the first point that is a
        thousand widths of the domain away, or where a given function is not known.

        Returns
        -------
        ndarray of shape (steps + 1, 2)
            Where the descent has been. The figure finds the same to 1e-12, as long as the path is
            not so wild that rounding errors grow.
        """
        surface = self.landscape()
        optimizer: Optimizer = (
            Momentum(self.eta, self.mu) if self.mu > 0 else GradientDescent(self.eta)
        )
        low, high = np.array(surface.domain).T
        theta = np.array(self.start)
        points = []
        with np.errstate(over="ignore", invalid="ignore"):
            while np.isfinite(theta).all():
                points.append(theta.copy())
                J = surface.value(theta)
                far = (np.abs(theta - (low + high) / 2) > FAR * (high - low)).any()
                if len(points) > self.steps or far or not np.isfinite(J):
                    break
                optimizer.step(theta, surface.gradient(theta))
        return np.array(points)

    def still(self) -> Picture:
        """Draw the map with the path, and J against the step."""
        from nnlib.widgets.gradient_descent.still import draw

        shown = self.runs if self.runs_on == self.surface else {}
        title = self.function if self.surface == GIVEN else self.surface.replace("_", " ")
        return draw(
            self.landscape(), self.path(), dict(shown), self.surface == GIVEN,
            name=title, eta=self.eta, mu=self.mu,
        )  # fmt: skip


def _on(sides: Domain, start: Sequence[float]) -> bool:
    return all(low <= at <= high for at, (low, high) in zip(start, sides, strict=True))


def _checked_domain(domain: Any) -> Domain:
    """Give `domain` back as two pairs of floats if it is a rectangle."""
    wanted = "domain must be ((x_low, x_high), (y_low, y_high)) for a function"
    try:
        sides = np.array(domain, dtype=float)
    except (TypeError, ValueError):
        raise TraitError(f"{wanted}, but is {domain!r}") from None
    if sides.shape != (2, 2) or not np.isfinite(sides).all() or (sides[:, 0] >= sides[:, 1]).any():
        raise TraitError(f"{wanted}, but is {domain!r}")
    (a, b), (c, d) = sides.tolist()
    return (a, b), (c, d)
