"""All optimizers from one start, on a surface or a network, at one price: a gradient each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from traitlets import validate

from nnlib import surfaces
from nnlib.figures import Picture
from nnlib.optimizers import OPTIMIZERS, Optimizer
from nnlib.surfaces import SURFACES, Surface
from nnlib.widgets.kit.line_styles import RULE_STYLES, RUN_STYLES
from nnlib.widgets.kit.live_figure import LiveFigure
from nnlib.widgets.kit.rules import facts_of_rules, new_rule
from nnlib.widgets.kit.traits import Choice, Choices, Count, Numbers
from nnlib.widgets.race.networks import (
    LOST,
    MOST,
    NETWORKS,
    facts_of_networks,
    rules_for,
    train,
)
from nnlib.widgets.race.still import network_still, race_still
from nnlib.widgets.race.tuning import CLOSE, RATES, Tuned, best_rate
from nnlib.widgets.surface_map.descent import FAR, check_start, contain, descend
from nnlib.widgets.surface_map.runs import Runs
from nnlib.widgets.surface_map.still import ASPECT, map_view
from nnlib.widgets.surface_map.suggestions import rules_on_known, settings_of_surface

__all__ = ["Race"]

#: The place that stands for the end of the race, whatever its length.
END = 1_000_000
#: Who runs at first.
FIRST = ["GradientDescent", "Momentum", "RProp", "Adam"]
AXES = {"gradients": "gradient evaluations", "steps": "steps", "time": "time"}


class Race(LiveFigure):
    """Optimizers that descend from one start, beside each other.

    On a surface, a map shows their paths; on a small network, all begin with the same weights. A
    chart has the cost ``J`` against what it has cost: gradients. Each rule has settings of its own,
    which suit the course as well as a guess can. A button finds the
    best learning rate of each by the same search: every rule tries the same rates, with as many
    gradients for each, and keeps the one whose ``J`` is lowest at the end.

    Parameters
    ----------
    course : str
        A name of `nnlib.surfaces`; or ``"moons"``, for a 2-8-1 network that learns 100 points, or
        ``"digits"``, for a 64-8-10 network that learns 100 of those.
    start : pair of float, optional
        Where all descents on a surface begin; a good place when left out.
    rules : sequence of str
        Who runs: names of `nnlib.optimizers.OPTIMIZERS`.
    tuned : dict of str to dict
        Settings in place of those that are suggested: ``{"Adam": {"eta": 0.1}}``.
    budget : int, optional
        How many gradients each may take, at most 1000; as suits the course when left out.
    batch_size : int
        Examples per gradient of a network: at most 100, which is all.
    seed : int
        Of the first weights of a network, and of the order of its examples.
    axis : str
        What J is drawn against: ``"gradients"``, ``"steps"`` or ``"time"``, which the browser of
        the reader measures.
    at : int
        How far the race has come; its end if that comes before.
    own : dict of str to Optimizer or array_like of shape (steps + 1, 2)
        Rules of your own, at most 5, by the name that they go by in the race. An optimizer, which
        is anything with a method ``step(theta, gradient)``, takes the whole budget in Python; it
        must be new, or have a method `reset`. Wherever a kernel runs, it starts again when
        `course`, `start` or `budget` change. A path is taken as it is, and counts one gradient a
        step. Neither runs on a network.
    key : str
        The name under which the settings are kept in the address of the page.

    Raises
    ------
    TypeError
        If a setting is unknown.
    TraitError
        If a setting has a value that the figure cannot show.

    Examples
    --------
    >>> race = Race("ravine", rules=["Momentum", "Adam"], tuned={"Adam": {"eta": 0.3}})
    >>> race.paths()["Adam"].shape
    (41, 2)
    """

    folder = Path(__file__).parent
    shares = ("surface_map",)

    course = Choice("ravine", SURFACES.titles | {name: c.title for name, c in NETWORKS.items()})
    start = Numbers([-2.5, 0.8], shortest=2, longest=2)
    rules = Choices([name for name in FIRST if name in OPTIMIZERS], OPTIMIZERS.titles)
    tuned = Tuned()
    budget = Count(40, 1, 1000)
    axis = Choice("gradients", AXES)
    at = Count(END, 0, END)
    batch_size = Count(MOST, 1, MOST)
    seed = Count(0, 0, 9999)
    runs = Runs()
    runs_on = Choice("", ["", *SURFACES])

    def __init__(
        self,
        course: str = "ravine",
        *,
        own: Mapping[str, Optimizer | ArrayLike] | None = None,
        **settings: Any,
    ) -> None:
        if isinstance(course, str) and course in (*SURFACES, *NETWORKS):
            settings = _suited(course) | settings
        settings["course"] = course
        self._own = dict(own or {})
        super().__init__(**settings)
        self._let_own_rules_run()
        self.observe(self._let_own_rules_run, ["course", "start", "budget"])
        self.observe(self._bring_the_start_onto_the_map, "course")

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """Where each surface is, what networks learn, what suits each rule, the rates to try.

        Returns
        -------
        dict
        """
        known = {name: make() for name, make in SURFACES.items()}
        courses = (*SURFACES, *NETWORKS)
        suited = {name: _suited(name) | {"rules": _rules_on(name)} for name in courses}
        styles = zip(OPTIMIZERS, RULE_STYLES, strict=False)
        return {
            **super().facts(),
            **facts_of_rules(),
            **facts_of_networks(),
            "surfaces": {
                name: {"domain": surface.domain, "minima": surface.minima}
                for name, surface in known.items()
            },
            "suited": suited,
            "rates": RATES,
            "close": CLOSE,
            "far": FAR,
            "aspect": ASPECT,
            "rule_styles": {name: style.facts() for name, style in styles},
            "run_styles": [style.facts() for style in RUN_STYLES],
        }

    def _let_own_rules_run(self, change: Any = None) -> None:
        """Compute the paths of the reader's own rules anew; those that were given stay."""
        if self.course in NETWORKS:
            return
        paths = {}
        for name, rule in self._own.items():
            is_rule = callable(getattr(rule, "step", None))
            paths[name] = self._path_of(rule) if is_rule else rule
        if paths:
            self.runs, self.runs_on = paths, self.course

    def _path_of(self, rule: Any) -> np.ndarray:
        if callable(getattr(rule, "reset", None)):
            rule.reset()
        return descend(self.landscape(), rule, self.start, self.budget)

    def _bring_the_start_onto_the_map(self, change: Any) -> None:
        """On another surface, a start that is not on its map gives way to a good one."""
        if self.course in SURFACES and not contain(map_view(self.landscape()), self.start):
            self.start = self.landscape().start

    @validate("start")
    def _is_on_the_map(self, proposal: Any) -> list[float]:
        if self.course in SURFACES:
            check_start(proposal["value"], map_view(self.landscape()))
        return proposal["value"]

    def landscape(self) -> Surface:
        """The surface under the paths.

        Returns
        -------
        Surface

        Raises
        ------
        ValueError
            If the race is on a network.
        """
        return surfaces.get(self.course)

    def settings_of(self, rule: str) -> dict[str, float]:
        """Give the settings with which a rule runs.

        Parameters
        ----------
        rule : str
            A name of `nnlib.optimizers.OPTIMIZERS`.

        Returns
        -------
        dict
        """
        return _rules_on(self.course)[rule] | self.tuned.get(rule, {})

    def paths(self) -> dict[str, np.ndarray]:
        """Compute the paths of all rules that run, with the optimizers of `nnlib`.

        Returns
        -------
        dict of str to ndarray of shape (steps + 1, 2)
            Where each has been. A path that goes astray ends with the first point that is a
            thousand widths of the domain away. The figure finds the same to 1e-12, as long as a
            path is not so wild that rounding errors grow.

        Raises
        ------
        ValueError
            If the race is on a network.
        """
        return {name: self._path(name, self.settings_of(name)) for name in self.rules}

    def _path(self, name: str, settings: dict[str, float]) -> np.ndarray:
        return descend(self.landscape(), new_rule(name, settings), self.start, self.budget)

    def costs(self) -> dict[str, np.ndarray]:
        """Compute the costs of all rules that run, with the optimizers of `nnlib`.

        Returns
        -------
        dict of str to ndarray of shape (steps + 1,)
            J before the first step and after each: of the surface, or of all examples of a network.
        """
        return {name: self._costs(name, self.settings_of(name)) for name in self.rules}

    def _costs(self, name: str, settings: dict[str, float]) -> np.ndarray:
        if self.course in NETWORKS:
            rule = new_rule(name, settings)
            return train(self.course, rule, self.budget, self.batch_size, self.seed)
        with np.errstate(over="ignore"):
            return self.landscape().value(self._path(name, settings).T)

    def best_rates(self) -> dict[str, float]:
        """Find the best learning rate of each rule that runs, by the search of the figure.

        Returns
        -------
        dict of str to float
            Set ``race.tuned`` to use them.
        """
        return {name: self._best_rate(name) for name in self.rules}

    def _best_rate(self, name: str) -> float:
        settings = self.settings_of(name)
        runs = {eta: self._costs(name, settings | {"eta": eta}) for eta in RATES}
        return best_rate({eta: J for eta, J in runs.items() if self._is_whole(name, J)})

    def _is_whole(self, name: str, J: np.ndarray) -> bool:
        """Whether a run has not diverged."""
        is_network = self.course in NETWORKS
        looks_again = OPTIMIZERS[name].looks_again and is_network and self.batch_size < MOST
        highest = LOST * J[0] if is_network else np.inf
        return len(J) > self.budget // (1 + looks_again) and bool(J[-1] < highest)

    def still(self) -> Picture:
        """Draw the paths on the map, if there is one, and J against the number of gradients.

        Returns
        -------
        Picture
        """
        titles, order = OPTIMIZERS.titles, list(OPTIMIZERS)
        styles = [RULE_STYLES[order.index(name)] for name in self.rules] + RUN_STYLES
        costs = self.costs()
        lost = {titles[name] for name, J in costs.items() if not self._is_whole(name, J)}
        if self.course in NETWORKS:
            named = {titles[name]: J for name, J in costs.items()}
            return network_still(named, styles, lost, NETWORKS[self.course].title)
        runs = self.runs if self.runs_on == self.course else {}
        paths = {titles[name]: path for name, path in self.paths().items()} | dict(runs)
        return race_still(self.landscape(), paths, styles, lost, SURFACES.titles[self.course])


def _suited(course: str) -> dict[str, Any]:
    """How many gradients to take, and on a surface where to start."""
    if course in NETWORKS:
        return {"budget": NETWORKS[course].budget}
    suited = settings_of_surface(course)
    return {"start": suited["start"], "budget": suited["steps"]}


def _rules_on(course: str) -> dict[str, dict[str, float]]:
    return rules_for(course) if course in NETWORKS else rules_on_known(course)
