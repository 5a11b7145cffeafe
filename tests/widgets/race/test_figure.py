"""The race in Python, and its numbers in the script."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib import surfaces
from nnlib.figures import Picture
from nnlib.optimizers import OPTIMIZERS, Adam, Optimizer
from nnlib.widgets import Race
from nnlib.widgets.race.tuning import RATES, best_rate
from nnlib.widgets.surface_map.suggestions import SUGGESTED

SOURCE = """
import { axisOf } from "widgets/race/axis.js";
import { landscapeOf, placeOf, ratesOf, stateOf } from "widgets/race/racers.js";
import { surfaceArena } from "widgets/race/arena.js";
import { search } from "widgets/race/search.js";
import { report } from "widgets/race/words.js";

const modelOf = (facts, settings) => ({
  get(name) {
    if (name === "_facts") return facts;
    if (name !== "runs") return settings[name];
    return settings.runs.map(({ name, shape, values }) =>
      ({ name, shape, data: new DataView(Float64Array.from(values).buffer) }));
  },
});

export default {
  race(facts, settings, at) {
    const state = stateOf(modelOf(facts, settings), null);
    const axis = axisOf(settings.axis, state.racers, () => 0.01);
    const upTo = (list, last) => Array.from(list.slice(0, last + 1));
    const paths = state.racers.map(({ name, isDiverged, price, path: { x, y, J, last } }) =>
      ({ name, isDiverged, price, x: upTo(x, last), y: upTo(y, last), J: upTo(J, last) }));
    return { paths, words: report(axis, at ?? axis.last, state.elsewhere), last: axis.last };
  },
  search(facts, settings) {
    const model = modelOf(facts, settings);
    // Every gradient is counted.
    const taken = [];
    const landscape = landscapeOf(model);
    const counting = {
      ...landscape,
      gradient(...place) {
        taken[taken.length - 1] += 1;
        return landscape.gradient(...place);
      },
    };
    const { budget, start, rules } = settings;
    const { arena } = landscape
      ? { arena: surfaceArena(counting, start, { x: [0, 1], y: [0, 1] }, facts.far) }
      : placeOf(model, null);
    const task = { arena, close: facts.close, budget, rates: facts.rates, rules };
    const running = search({ ...task, settingsOf: (rule) => ratesOf(model, rule) });
    let step;
    do {
      taken.push(0);
      step = running.next();
    } while (!step.done);
    taken.pop();
    return { found: step.value, taken };
  },
};
"""
PLAIN = (
    "course", "start", "rules", "tuned", "budget", "axis", "batch_size", "seed", "runs_on",
)  # fmt: skip


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("race")) as call:
        yield call


def settings_of(figure):
    runs = [
        {"name": name, "shape": path.shape, "values": path.ravel(order="F").tolist()}
        for name, path in figure.runs.items()
    ]
    return {name: getattr(figure, name) for name in PLAIN} | {"runs": runs}


def race(js, figure, *at):
    return js("race", figure.facts(), settings_of(figure), *at)


def paths_of(found):
    return {one["name"]: np.column_stack([one["x"], one["y"]]) for one in found["paths"]}


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_the_browser_computes_the_same(js, surface):
    """Every rule, with what is suggested there; a wild path as long as it is near."""
    figure = Race(surface, rules=list(OPTIMIZERS))
    found = paths_of(race(js, figure))
    low, high = np.array(figure.landscape().domain).T
    for name, path in figure.paths().items():
        theirs = found[OPTIMIZERS.titles[name]]
        near = (np.abs(path) < 3 * (high - low)).all(axis=1)
        until = len(path) if near.all() else int(np.argmin(near))
        if name == "OnlineLBFGS":  # differences of gradients that have almost met are rounding
            until = min(until, 40)
        np.testing.assert_allclose(theirs[:until], path[:until], rtol=1e-12, atol=1e-12)
        assert len(theirs) == len(path)


def test_all_rules_suit_the_gentle_surfaces():
    for surface in ("bowl", "saddle"):
        figure = Race(surface, rules=list(OPTIMIZERS))
        for name, path in figure.paths().items():
            J = figure.landscape().value(path.T)
            assert J[-1] < J[0], name


def test_who_runs_at_first():
    figure = Race()
    assert 3 <= len(figure.rules) <= 4
    assert (figure.start, figure.budget) == ([-2.5, 0.8], SUGGESTED["ravine"][1])
    assert Race("beale").start == list(surfaces.get("beale").start)


@pytest.mark.parametrize("surface", ["ravine", "saddle"])
def test_the_search_of_the_browser_is_that_of_python(js, surface):
    figure = Race(surface, rules=["GradientDescent", "Momentum", "AdaGrad", "Adam"])
    found = js("search", figure.facts(), settings_of(figure))
    assert found["found"] == figure.best_rates()


def test_every_rule_has_the_same_budget(js):
    """As many rates, and as many gradients for each that does not diverge before."""
    figure = Race("bowl", rules=list(OPTIMIZERS), budget=8)
    found = js("search", figure.facts(), settings_of(figure))
    taken = np.reshape(found["taken"], (len(OPTIMIZERS), len(RATES)))
    assert (taken <= 8).all()
    assert (taken[:, 0] == 8).all(), "the smallest rate never diverges"
    for row, name in zip(taken, OPTIMIZERS, strict=True):
        whole = [
            len(figure._path(name, figure.settings_of(name) | {"eta": eta})) - 1 for eta in RATES
        ]
        assert row.tolist() == whole


def test_the_best_rate_is_the_best():
    figure = Race("ravine", rules=["GradientDescent"])
    best = figure.best_rates()["GradientDescent"]
    ends = {}
    for eta in RATES:
        figure.tuned = {"GradientDescent": {"eta": eta}}
        path = figure.paths()["GradientDescent"]
        ends[eta] = figure.landscape().value(path[-1])
    assert ends[best] == min(ends.values())
    # The rate that theory gives for curvatures of 1 and 25 is 2/26, between two of those tried.
    assert best == 0.0562
    assert RATES[RATES.index(best) + 1] > 2 / 26


def test_of_rates_that_arrive_the_quickest_wins():
    runs = {eta: np.maximum(1 - eta * np.arange(101.0), 1e-14 * eta) for eta in (0.01, 0.1, 1)}
    assert best_rate(runs) == 1
    assert best_rate({}) == RATES[0], "all diverge"


def test_divergence_is_said(js):
    figure = Race(
        "ravine", rules=["GradientDescent", "Adam"], tuned={"GradientDescent": {"eta": 1}}
    )
    steps = len(figure.paths()["GradientDescent"]) - 1
    assert steps < figure.budget
    words = race(js, figure)["words"]
    assert f"Gradient descent diverged after {steps} steps." in words
    assert words.startswith("After 40 gradients: Adam (J ")
    before = race(js, figure, steps - 1)["words"]
    assert "diverged" not in before
    assert "Gradient descent left the map at step 1." in before
    assert f"gradient descent diverged after {steps} steps" in figure.still().alt


class Half(Optimizer):
    """A rule of a reader's own."""

    def update(self, theta, gradient):
        """Go half the way that gradient descent would."""
        theta -= 0.02 * gradient


def test_the_readers_own_rule_joins(js):
    figure = Race("ravine", own={"mine": Half(), "drawn": [[-2.5, 0.8], [0, 0]]}, rules=["Adam"])
    plain = Race("ravine", rules=["GradientDescent"], tuned={"GradientDescent": {"eta": 0.02}})
    expected = plain.paths()["GradientDescent"]
    np.testing.assert_array_equal(figure.runs["mine"], expected)
    np.testing.assert_allclose(paths_of(race(js, figure))["mine"], expected, atol=1e-15)
    assert "mine: J is" in figure.still().alt
    # It runs again where the kernel sees that something has changed; a path cannot.
    figure.start = (1, 1)
    figure.budget = 7
    assert figure.runs["mine"].shape == (8, 2)
    np.testing.assert_array_equal(figure.runs["mine"][0], [1, 1])
    assert (
        "drawn does not run: its path, from Python, begins at another" in race(js, figure)["words"]
    )
    figure.course = "bowl"
    assert figure.runs_on == "bowl"
    np.testing.assert_array_equal(figure.runs["mine"][0], figure.start)


def test_an_own_rule_that_is_an_optimizer_is_reset():
    rule = Adam(eta=0.1)
    figure = Race("ravine", own={"mine": rule}, rules=[])
    first = figure.runs["mine"]
    figure.budget = 50
    np.testing.assert_array_equal(figure.runs["mine"][:41], first)


def test_nobody_runs(js):
    figure = Race("ravine", rules=[])
    assert race(js, figure)["words"] == "Nobody runs: choose a rule below."
    assert isinstance(figure.still(), Picture)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"course": "hill"}, "course is 'hill'"),
        ({"start": (9, 9)}, r"start is \(9, 9\), but must be on the map"),
        ({"rules": "Adam"}, "rules is 'Adam', but must be a list of names"),
        ({"rules": ["Adams"]}, r"rules\[0\] is 'Adams'.*did you mean 'Adam'"),
        ({"rules": ["Adam", "Adam"]}, "must name each once"),
        ({"tuned": {"Adams": {}}}, "a key of tuned is 'Adams'"),
        ({"tuned": {"Adam": {"mu": 0.5}}}, r"tuned\['Adam'\] is .* a dict of eta and beta1"),
        ({"tuned": {"Adam": {"eta": 0}}}, r"tuned\['Adam'\]\['eta'\] is 0"),
        ({"tuned": [1]}, "tuned is .* must be a dict of rules"),
        ({"budget": 0}, "budget is 0"),
        ({"axis": "epochs"}, "axis is 'epochs'"),
        ({"own": {"mine": [1, 2]}}, r"runs\['mine'\] has shape"),
    ],
)
def test_bad_settings_are_refused(settings, words):
    with pytest.raises(TraitError, match=words):
        Race(**settings)


def test_rules_stand_in_the_order_of_their_table():
    assert Race(rules=["Adam", "GradientDescent"]).rules == ["GradientDescent", "Adam"]


def test_no_two_rules_look_alike():
    styles = Race.facts()["rule_styles"]
    assert list(styles) == list(OPTIMIZERS)
    assert len({style["mark"] for style in styles.values()}) == len(OPTIMIZERS)
    assert len({(style["colour"], style["dash"]) for style in styles.values()}) == len(OPTIMIZERS)


def test_still_picture_tells_who_ran():
    alt = Race("bowl", rules=["GradientDescent", "Adam"]).still().alt
    path = Race("bowl", rules=["GradientDescent"]).paths()["GradientDescent"]
    J = surfaces.get("bowl").value(path[-1])
    assert f"gradient descent: J is {J:.3g} after 30 steps." in alt
    assert "Paths of 2 optimizers from one start" in alt


def test_plain_descent_by_hand():
    figure = Race(
        "bowl", rules=["GradientDescent"], tuned={"GradientDescent": {"eta": 0.5}}, start=(1, 1)
    )
    path = figure.paths()["GradientDescent"]
    np.testing.assert_allclose(path[:3], [[1, 1], [0.5, 0], [0.25, 0]])


@pytest.mark.parametrize(
    ("name", "given"),
    [("moons", {"batch_size": 30, "seed": 3, "budget": 40}), ("digits", {"budget": 12})],
)
def test_the_browser_trains_the_same_networks(js, name, given):
    figure = Race(name, rules=list(OPTIMIZERS), **given)
    found = {one["name"]: one for one in race(js, figure)["paths"]}
    for rule, J in figure.costs().items():
        theirs = found[OPTIMIZERS.titles[rule]]
        until = min(len(J), 40)  # then rounding errors have grown
        np.testing.assert_allclose(theirs["J"][:until], J[:until], rtol=1e-12, err_msg=rule)
        assert len(theirs["J"]) == len(J)
        assert theirs["isDiverged"] is not figure._is_whole(rule, J)
        assert J[-1] < J[0], rule


def test_a_second_look_at_a_batch_is_paid_for(js):
    """And with all examples in a step, nobody need look again."""
    for batch_size, price in ((20, 2), (100, 1)):
        given = {"rules": ["OnlineLBFGS", "Adam"], "batch_size": batch_size, "budget": 31}
        adam, lbfgs = race(js, Race("moons", **given))["paths"]
        assert (adam["price"], lbfgs["price"]) == (1, price)
        assert (len(adam["J"]), len(lbfgs["J"])) == (32, 31 // price + 1)


def test_the_search_on_a_network(js):
    figure = Race("moons", rules=["GradientDescent", "Adam"], budget=9, batch_size=50)
    assert js("search", figure.facts(), settings_of(figure))["found"] == figure.best_rates()


def test_a_network_that_diverges(js):
    figure = Race("moons", rules=["GradientDescent"], tuned={"GradientDescent": {"eta": 10}})
    J = figure.costs()["GradientDescent"]
    (found,) = race(js, figure)["paths"]
    assert found["isDiverged"] is not figure._is_whole("GradientDescent", J)
    assert "moons" in figure.still().alt.lower()
    with pytest.raises(ValueError, match="surface is 'moons'"):
        figure.paths()


def test_from_a_network_to_a_surface_and_back():
    figure = Race("digits", own={"mine": Half()})
    assert figure.runs == {}
    figure.course = "rosenbrock"
    assert figure.runs_on == "rosenbrock"
    np.testing.assert_array_equal(figure.runs["mine"][0], figure.start)
    figure.course = "moons"
    assert figure.runs_on == "rosenbrock"
