"""The stored numbers of the comparison are what the functions of its chapter return."""

import numpy as np
import pytest
from helpers.comparison import STORED, chapter

from nnlib.optimizers import OPTIMIZERS

AGAIN = "tests/helpers/comparison.py writes the stored results anew"


@pytest.fixture(scope="module")
def page():
    return chapter()


@pytest.fixture(scope="module")
def stored():
    with np.load(STORED) as file:
        return dict(file)


def test_every_rule_has_been_searched_and_tested(page, stored):
    tests = {f"{name}, test" for name in (*OPTIMIZERS, "L-BFGS-B")}
    assert set(stored) == {*OPTIMIZERS, *tests}, AGAIN
    search = (len(page["BATCHES"]), len(page["RATES"]), len(page["SEARCH"]))
    assert all(stored[name].shape == search for name in OPTIMIZERS), AGAIN
    assert all(stored[name].shape == (len(page["REPORT"]), 2) for name in tests), AGAIN


@pytest.mark.parametrize("name", ["AdaGrad", "AMSGrad", "OnlineLBFGS", "L-BFGS-B"])
def test_a_report_made_again(page, stored, name):
    """The page makes those of one seed again, this test that of another."""
    best = page["best"](stored[name]) if name in OPTIMIZERS else ("all", np.nan)
    cost, accuracy = page["report"](name, *best, page["REPORT"][-1])
    assert cost == pytest.approx(stored[f"{name}, test"][-1, 0], rel=1e-3), AGAIN
    assert accuracy == pytest.approx(stored[f"{name}, test"][-1, 1], abs=0.004), AGAIN


@pytest.mark.parametrize(("name", "batch"), [("Momentum", "32"), ("RMSProp", "all")])
def test_a_piece_of_the_search_made_again(page, stored, name, batch):
    """At a moderate rate, where rounding does not grow into another run."""
    place, seed = 4, 1
    rule = OPTIMIZERS[name](eta=page["RATES"][place])
    net = page["learn"](rule, page["BATCHES"][batch], seed)
    cost, _ = page["measured"](net, page["parts"](seed)[1])
    before = stored[name][list(page["BATCHES"]).index(batch), place, seed]
    assert cost == pytest.approx(before, rel=1e-3), AGAIN
