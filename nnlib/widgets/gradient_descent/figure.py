"""Gradient descent on a surface: drag the start, set the rate, and watch the path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from traitlets import TraitError, default, validate

from nnlib import surfaces
from nnlib.figures import Picture
from nnlib.optimizers import OPTIMIZERS, Optimizer
from nnlib.surfaces import SURFACES, Surface
from nnlib.widgets.gradient_descent.grid_surface import GridSurface
from nnlib.widgets.gradient_descent.still import draw
from nnlib.widgets.gradient_descent.surface_settings import GIVEN, Domain, settings_of_function
from nnlib.widgets.kit.line_styles import RUN_STYLES
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.rules import SETTINGS, facts_of_rules, new_rule, setting_trait, settings_of
from nnlib.widgets.kit.traits import Array, Choice, Count, Numbers, Text
from nnlib.widgets.surface_map.descent import FAR, check_start, contain, descend
from nnlib.widgets.surface_map.runs import Runs
from nnlib.widgets.surface_map.still import ASPECT, map_view
from nnlib.widgets.surface_map.suggestions import rules_on, rules_on_known, settings_of_surface

__all__ = ["GradientDescentFigure"]

#: The rules to descend by. Gradient descent is not among them: it is momentum with mu = 0.
RULES = OPTIMIZERS.subset(name for name in OPTIMIZERS if name != "GradientDescent")
#: The step that stands for the end of the path, whatever its length.
END = 1_000_000


class GradientDescentFigure(LiveFigure):
    """Contours of a cost ``J`` of two parameters, and a path down it.

    The start can be dragged; the settings of the rule are sliders; the path can be played and
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
    optimizer : str
        The rule to descend by: a name of `nnlib.optimizers.OPTIMIZERS` other than
        ``"GradientDescent"``, which is ``"Momentum"`` with ``mu=0``.
    eta : float, optional
        The learning rate, above 0; one that suits the surface and the rule when left out.
    mu : float
        The momentum, from 0 (plain gradient descent) to below 1.
    kappa, meta, memory, beta1, rho : float, optional
        Settings of other rules, by the names that their constructors have for them. A rule has a
        slider for `eta`, and for one of the others at most; those that it has no slider for have
        no meaning for it.
    steps : int, optional
        How many steps to take, at most 1000.
    step : int
        The step that the player stands at; the end of the path if that comes before.
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
    shares = ("surface_map",)

    surface = Choice("bowl", {**SURFACES.titles, GIVEN: "a function"})
    start = Numbers([-2.5, 1.5], shortest=2, longest=2)
    optimizer = Choice("Momentum", {**RULES.titles, "Momentum": "gradient descent, momentum"})
    eta = setting_trait("eta", 0.25)
    mu = setting_trait("mu", 0.0)
    kappa = setting_trait("kappa")
    meta = setting_trait("meta")
    memory = setting_trait("memory")
    beta1 = setting_trait("beta1")
    rho = setting_trait("rho")
    steps = Count(30, 1, 1000)
    step = Count(END, 0, END)
    runs = Runs()
    runs_on = Choice("", ["", *SURFACES, GIVEN])
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
        known: Surface | None = None
        if callable(surface):
            fixed, suggested = settings_of_function(surface, domain, settings.get("start"))
            known = _spline(fixed["grid"], fixed["domain"])
        else:
            if domain is not None:
                raise TraitError("domain is for a function, but surface is a name")
            fixed, suggested = {"surface": surface}, {}
            if isinstance(surface, str) and surface in SURFACES:
                known, suggested = surfaces.get(surface), settings_of_surface(surface)
        if known:
            self._suited = rules_on(known, suggested["eta"])
            # Momentum comes without any: it is plain gradient descent until the reader adds some.
            if settings.get("optimizer", "Momentum") != "Momentum":
                suggested |= self._suited.get(settings["optimizer"], {})
        settings = suggested | settings | fixed
        if settings.get("runs"):
            settings.setdefault("runs_on", settings["surface"])
        super().__init__(**settings)
        self.observe(self._note_the_surface_of_the_runs, "runs")
        self.observe(self._bring_the_start_onto_the_map, "surface")

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """Where each surface is and what goes well with it, the settings of each rule, the map.

        Returns
        -------
        dict
        """
        known = {name: make() for name, make in SURFACES.items()}
        curvatures = {name: getattr(surface, "curvatures", ()) for name, surface in known.items()}
        return {
            **super().facts(),
            **facts_of_rules(RULES),
            "given": GIVEN,
            "surfaces": {
                name: {"domain": surface.domain, "minima": surface.minima}
                for name, surface in known.items()
            },
            "suggested": {name: settings_of_surface(name) for name in SURFACES},
            "suited": {name: rules_on_known(name) for name in SURFACES},
            "curvature": {name: max(c) for name, c in curvatures.items() if c},
            "far": FAR,
            "aspect": ASPECT,
            "run_styles": [style.facts() for style in RUN_STYLES],
        }

    @default("_facts")
    def _facts_of_the_class(self) -> dict[str, Any]:
        facts = self.facts()
        # What suits the function of this figure no class can know.
        facts["suited"][GIVEN] = self._suited if self.surface == GIVEN else {}
        return facts

    def _note_the_surface_of_the_runs(self, change: Any) -> None:
        self.runs_on = self.surface if self.runs else ""

    def _bring_the_start_onto_the_map(self, change: Any) -> None:
        """On another surface, a start that is not on its map gives way to a good one."""
        sides = self._sides()
        if not contain(sides, self.start):
            known = self.surface != GIVEN
            self.start = self.landscape().start if known else [sum(side) / 2 for side in sides]

    @validate("start")
    def _is_on_the_map(self, proposal: dict) -> list[float]:
        check_start(proposal["value"], self._sides())
        return proposal["value"]

    def _sides(self) -> Domain:
        """What the map shows of each parameter."""
        return map_view(self.landscape(), self.surface == GIVEN)

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
        return _spline(self.grid, self.domain)

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
        return descend(self.landscape(), self._rule(), self.start, self.steps)

    def _rates(self) -> dict[str, float]:
        """The settings on sliders that the rule takes."""
        return {name: getattr(self, name) for name in settings_of(RULES[self.optimizer])}

    def _rule(self) -> Optimizer:
        return new_rule(self.optimizer, self._rates())

    def _how(self) -> str:
        """The rule in words: "gradient descent with learning rate 0.07 and momentum 0.5"."""
        plain = self.optimizer == "Momentum"
        rates = [f"{SETTINGS[name].words} {rate:g}" for name, rate in self._rates().items() if rate]
        name = "gradient descent" if plain else RULES.titles[self.optimizer]
        return " with ".join([name, " and ".join(rates)]) if rates else name

    def still(self) -> Picture:
        """Draw the map with the path, and J against the step.

        Returns
        -------
        Picture
        """
        runs = self.runs if self.runs_on == self.surface else {}
        title = self.function if self.surface == GIVEN else self.surface.replace("_", " ")
        bounded = self.surface == GIVEN
        return draw(self.landscape(), self.path(), dict(runs), bounded, name=title, how=self._how())


def _spline(grid: np.ndarray, domain: Sequence[float]) -> GridSurface:
    x_low, x_high, y_low, y_high = domain
    middle = ((x_low + x_high) / 2, (y_low + y_high) / 2)
    return GridSurface(grid, ((x_low, x_high), (y_low, y_high)), middle)
