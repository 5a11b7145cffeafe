"""The EdgeOfStability in Python, held to the whole Hessian, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.optimizers import Momentum
from nnlib.widgets import EdgeOfStability
from nnlib.widgets.edge_of_stability.run import first_network, run
from nnlib.widgets.kit.few_digits import examples

SOURCE = """
import { examples } from "widgets/kit/few_digits.js";
import { isSchedule, largestOf, Run, rateAt } from "widgets/edge_of_stability/run.js";
import { sentence } from "widgets/edge_of_stability/words.js";

export default {
  isSchedule,
  largestOf,
  run(facts, settings) {
    const run = new Run(facts, examples(facts), settings.mu);
    while (run.step < settings.step && !run.diverged) run.advance(rateAt(run.step, settings));
    const { J, eigenvalues, diverged, rates } = run;
    return { J, eigenvalues, diverged, rates, words: sentence(run, settings) };
  },
  leadsTo(facts, settings, others) {
    const run = new Run(facts, examples(facts), settings.mu);
    while (run.step < settings.step) run.advance(rateAt(run.step, settings));
    return others.map((other) => run.leadsTo({ ...settings, ...other }));
  },
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("edge")) as call:
        yield call


def settings(**given):
    return {"eta": 0.5, "mu": 0, "step": 40, "earlier": []} | given


@pytest.fixture(scope="module")
def whole():
    """A run to its end, in NumPy."""
    return run(1000, 0.5, 0.0)


@pytest.mark.parametrize(
    "given",
    [{}, {"eta": 0.1, "mu": 0.9}, {"eta": 1, "earlier": [7, 0.3, 20, 0.5]}, {"step": 0}],
)
def test_the_browser_computes_the_same(js, given):
    """As long as rounding errors stay small: above the edge of stability they grow."""
    found = js("run", EdgeOfStability.facts(), settings(**given))
    expected = EdgeOfStability(**settings(**given)).run()
    np.testing.assert_allclose(found["J"], expected.J, rtol=1e-11)
    np.testing.assert_allclose(found["eigenvalues"], expected.eigenvalues, rtol=1e-8)
    assert found["diverged"] is expected.diverged is False


@pytest.mark.parametrize("steps", [6, 150])
def test_the_eigenvalue_is_the_largest_of_the_whole_hessian(whole, steps):
    X, Y = examples()
    net, rule = first_network(), Momentum(eta=0.5, mu=0)
    for _ in range(steps):
        rule.step(net.theta, net.cost_and_gradient(X, Y)[1])
    P, theta = net.theta.size, net.theta.copy()
    H = np.empty((P, P))
    for p in range(P):
        sides = []
        for nudge in (1e-4, -1e-4):
            net.theta[p] = theta[p] + nudge
            sides.append(net.cost_and_gradient(X, Y)[1].copy())
        net.theta[p] = theta[p]
        H[:, p] = (sides[0] - sides[1]) / 2e-4
    largest = np.linalg.eigvalsh((H + H.T) / 2)[-1]
    assert whole.eigenvalues[steps // 2] == pytest.approx(largest, rel=0.01)


def test_the_eigenvalue_climbs_to_the_edge_and_stays(whole, js):
    """What the chapter says; the script, whose rounding is other, says it too."""
    script = js("run", EdgeOfStability.facts(), settings(step=1000))
    for values, J in (
        (whole.eigenvalues, whole.J),
        (np.array(script["eigenvalues"]), np.array(script["J"])),
    ):
        assert values[0] < 3 < 4
        assert values[:80].max() > 4
        assert np.median(values[-150:]) == pytest.approx(4, rel=0.02)
        assert J[-1] < J[0] / 100
        assert (np.diff(J[100:]) > 0).any(), "not monotonic any more"


@pytest.mark.parametrize(
    ("given", "edge"),
    [
        ({"eta": 0.8, "earlier": [150, 0.5]}, 2.5),
        ({"eta": 0.7}, 2 / 0.7),
        ({"eta": 1, "mu": 0.5}, 3),
        ({"eta": 0.8, "mu": 0.9}, 4.75),
    ],
)
def test_other_rates_have_other_edges(given, edge):
    values = EdgeOfStability(**settings(step=300, **given)).run().eigenvalues
    assert np.median(values[-50:]) == pytest.approx(edge, rel=0.08)


def test_a_small_rate_stays_below(js):
    found = js("run", EdgeOfStability.facts(), settings(eta=0.1, step=200))
    assert np.max(found["eigenvalues"]) < 0.3 * 20
    assert (np.diff(found["J"]) < 0).all()
    assert ", below 2/η, which is 20.00." in found["words"]


@pytest.mark.parametrize("eta", [1.5, 2])
def test_a_run_that_diverges_says_so(js, eta):
    found = js("run", EdgeOfStability.facts(), settings(eta=eta, step=100))
    figure = EdgeOfStability(eta=eta, step=100)
    expected = figure.run()
    assert found["diverged"] is expected.diverged is True
    assert len(found["J"]) == expected.J.size < 30
    assert found["words"].startswith(f"Diverged at step {expected.J.size - 1}:")
    assert "has diverged by step" in figure.still().alt


def test_which_settings_go_on_with_a_run(js):
    others = [
        {},
        {"step": 30},
        {"step": 19},
        {"eta": 0.8},
        {"eta": 0.8, "earlier": [20, 0.5]},
        {"eta": 0.8, "earlier": [19, 0.5]},
        {"mu": 0.1},
    ]
    found = js("leadsTo", EdgeOfStability.facts(), settings(step=20), others)
    assert found == [True, True, False, False, True, False, False]


@pytest.mark.parametrize("seed", range(5))
def test_the_largest_eigenvalue_of_a_small_matrix(js, seed):
    A = np.random.default_rng(seed).normal(size=(3, 3))
    T = A + A.T - 3 * (seed == 4) * np.eye(3)
    found = js("largestOf", T.tolist())
    values, vectors = np.linalg.eigh(T)
    assert found["value"] == pytest.approx(values[-1], rel=1e-12)
    assert abs(found["vector"] @ vectors[:, -1]) == pytest.approx(1)
    assert js("largestOf", np.zeros((3, 3)).tolist())["value"] == 0


SCHEDULES = [[3], [0, 0.5], [3, 0.5, 3, 0.6], [3.5, 0.5], [3, 2.5], [3, 0.5, 9]]


@pytest.mark.parametrize("earlier", SCHEDULES)
def test_a_schedule_must_be_steps_that_grow_with_rates(js, earlier):
    with pytest.raises(TraitError, match="must list steps that grow"):
        EdgeOfStability(earlier=earlier)
    assert not js("isSchedule", earlier, {"low": 0.05, "high": 2})
    assert js("isSchedule", [3, 0.5, 9, 2], {"low": 0.05, "high": 2})


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"eta": 0}, "eta is 0, but must be a number from 0.05 to 2"),
        ({"mu": 1}, "mu is 1"),
        ({"step": 1001}, "step is 1001"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        EdgeOfStability(**setting)


def test_still_picture_tells_the_state(whole):
    still = EdgeOfStability().still()
    assert isinstance(still, Picture)
    for value in (whole.J[-1], whole.eigenvalues[-1], 0.5, 4):
        assert f"{value:.3g}" in still.alt
    figure = EdgeOfStability(step=30, eta=0.8, mu=0.5, earlier=[20, 0.5])
    found = figure.run()
    for value in (found.J[-1], found.eigenvalues[-1], 0.8, 0.5, 2 * 1.5 / 0.8):
        assert f"{value:.3g}" in figure.still().alt
