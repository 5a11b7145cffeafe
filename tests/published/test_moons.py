"""The run on two half moons in the notebook to the post.

The notebook (16 December 2025) trains 2-16-32-1, sigmoid everywhere, binary cross-entropy, on the
1000 points of scikit-learn's ``make_moons``, all in one batch, with step size 1, Glorot's uniform
weights and zero biases. It draws them without a seed, so its run cannot be repeated number by
number. What it prints is one draw from a distribution, and what is tested is where ours lies. The
last cost that it prints is that after 1,901 epochs, 0.08033; the accuracy, 0.974, is that after all
2,000.

The runs first sit on a plateau near 0.289, about what a straight line reaches. Most leave it early
and end within the band of 0.005 around the printed cost; some, seed 1 for one, leave it late. So a
single seed may fail for no fault, and the median over a few is the robust measure.
"""

from pathlib import Path

import numpy as np
import pytest
from published.register import assert_result, entries

import nnlib

PUBLISHED = entries("thill2025notebook")
PAGE = Path(__file__).parents[2] / "book" / "appendix" / "ledger.md"
SEEDS = (0, 1, 2)


def run(seed: int, X: np.ndarray, Y: np.ndarray) -> nnlib.History:
    net = nnlib.Network(
        [2, 16, 32, 1],
        hidden="sigmoid",
        output="sigmoid",
        loss="binary_cross_entropy",
        init="glorot",
        seed=seed,
    )
    optimizer = nnlib.optimizers.GradientDescent(eta=1.0)
    return nnlib.train(net, X, Y, optimizer=optimizer, epochs=2000, batch_size=1000, progress=False)


@pytest.mark.slow
def test_the_median_run_ends_where_the_published_one_does():
    from sklearn.datasets import make_moons  # here: it takes a second

    points, labels = make_moons(1000, noise=0.2, random_state=42)
    X, Y = np.ascontiguousarray(points).T, labels.reshape(1, -1).astype(float)
    histories = [run(seed, X, Y) for seed in SEEDS]

    for history in histories:
        # Near chance for random weights, then down to the plateau that the notebook shows, too.
        assert 0.65 < history.cost[0] < 1.2
        assert history.cost[400] == pytest.approx(0.289, abs=0.002)
    cost = np.median([history.cost[1900] for history in histories])
    assert_result(PUBLISHED["cost after 1,901 epochs"], float(cost))
    # What the page says of the three.
    late = [history.cost[-1] > 0.1 for history in histories]
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert sum(late) == 1 and late[1]
    assert "Of the three seeds of the tests, one is still above $0.1$ after 2,000 epochs" in page
    share = np.median([history.accuracy[-1] for history in histories])
    assert_result(PUBLISHED["accuracy after 2,000 epochs"], float(share))
