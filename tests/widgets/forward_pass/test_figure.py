"""The ForwardPass figure in Python."""

from collections import Counter

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.widgets import ForwardPass

SETTINGS = [
    {},
    {"d": [2, 1], "N": 1, "output": "softmax"},
    {"d": [5, 5, 5, 5], "N": 6, "hidden": "gelu", "output": "softmax", "seed": 9999},
    {"d": [1, 3, 2, 1], "N": 3, "hidden": "relu", "output": "sigmoid", "seed": 7},
]


TRIAL = """
import { barOf, compute, known, lastPlace, settingsAt } from "widgets/forward_pass/model.js";
export default {
  matrix(settings, kind, ell, rows, columns) {
    const pass = compute(settings);
    const range = (n) => Array.from({ length: n }, (_, k) => k);
    const row = (i) => range(columns).map((j) => pass.value(kind, ell, i, j));
    return range(rows).map(row);
  },
  known: (settings, at, entry) => known({ ...settings, ...settingsAt(settings, at) }, entry),
  lastPlace: (settings) => lastPlace(settings),
  barOf: (settings, at) => barOf({ ...settings, ...settingsAt(settings, at) }),
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(TRIAL, tmp_path_factory.mktemp("harness")) as call:
        yield call


def settings_of(figure):
    return {name: getattr(figure, name) for name in figure.settings()}


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_browser_computes_the_same(js, settings):
    figure = ForwardPass(**settings)
    net, sent = figure.network(), settings_of(figure)

    def matrix(kind, ell, shape):
        return np.array(js("matrix", sent, kind, ell, *shape))

    assert np.array_equal(matrix("A", 0, net.A[0].shape), figure.inputs())
    for ell in range(1, net.L + 1):
        assert np.array_equal(matrix("W", ell, net.W[ell].shape), net.W[ell])
        assert np.array_equal(matrix("b", ell, net.b[ell].shape), net.b[ell])
        for kind, ours in (("Z", net.Z[ell]), ("A", net.A[ell])):
            assert np.allclose(matrix(kind, ell, ours.shape), ours, rtol=0, atol=1e-14)


@pytest.mark.parametrize("settings", SETTINGS)
def test_network_of_the_figure(settings):
    figure = ForwardPass(**settings)
    net, X = figure.network(), figure.inputs()
    assert list(net.d) == figure.d
    assert X.shape == (figure.d[0], figure.N)
    assert np.array_equal(net.A[net.L], net.forward(X))
    assert (net.hidden, net.output) == (figure.hidden, figure.output)
    for ell in range(1, net.L + 1):
        for numbers, most in ((net.W[ell], 0.9), (net.b[ell], 0.5)):
            assert np.all(numbers == np.round(numbers, 1))
            assert np.all((np.abs(numbers) > 0) & (np.abs(numbers) <= most))


def test_a_layer_that_grows_keeps_its_numbers():
    small, large = (
        ForwardPass(d=[2, 2, 1], N=2).network(),
        ForwardPass(d=[3, 4, 2], N=5).network(),
    )
    for ell in (1, 2):
        rows, columns = small.W[ell].shape
        assert np.array_equal(small.W[ell], large.W[ell][:rows, :columns])
        assert np.array_equal(small.b[ell], large.b[ell][:rows])
    assert np.array_equal(small.A[0], large.A[0][:2, :2])
    assert not np.array_equal(small.W[1], ForwardPass(d=[2, 2, 1], seed=1).network().W[1])


def test_columns_come_one_after_another(js):
    figure = ForwardPass(d=[2, 3, 1], N=3, batch=True)
    sent = settings_of(figure)
    last = js("lastPlace", sent)
    assert last == 13
    for at in range(last + 1):
        assert js("barOf", sent, at) == at
        order = [(kind, ell, n) for ell in (1, 2) for kind in "ZA" for n in range(3)]
        there = [
            js("known", sent, at, {"kind": kind, "ell": ell, "i": 0, "j": n})
            for kind, ell, n in order
        ]
        assert there == [place < at for place in range(12)]
    sent["batch"] = False
    assert js("lastPlace", sent) == 5
    entry = {"kind": "Z", "ell": 2, "i": 0, "j": 2}
    assert [js("known", sent, at, entry) for at in range(5)] == [False] * 3 + [True] * 2


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"d": [3]}, "d has length 1, but must have 2 to 4 whole numbers"),
        ({"d": [1, 1, 1, 1, 1]}, "d has length 5, but must have 2 to 4 whole numbers"),
        ({"d": [3, 6]}, r"d\[1\] is 6, but must be a whole number from 1 to 5"),
        ({"d": [3, 2.5]}, r"d is \[3, 2.5\], but must be a list of whole numbers"),
        ({"d": 3}, "d is 3, but must be a list"),
        ({"N": 0}, "N is 0, but must be a whole number from 1 to 6"),
        ({"N": 7}, "N is 7, but must be"),
        ({"N": 2, "example": 3}, "example is 3, but there are N = 2"),
        ({"hidden": "softmax"}, "hidden is 'softmax', but must be one of"),
        ({"output": "sofmax"}, "did you mean 'softmax'"),
        ({"batch": 1}, "batch is 1, but must be True or False"),
        ({"step": 5}, r"with d = \[3, 4, 2\] the steps are 0 to 4, and -1 is the complete pass"),
        ({"d": [2, 2], "step": 3}, "the steps are 0 to 2"),
        ({"step": -2}, "step is -2, but must be a whole number of at least -1"),
        ({"step": "Z"}, "step is 'Z', but must be a whole number"),
        ({"seed": -1}, "seed is -1, but must be a whole number from 0 to 9999"),
    ],
)
def test_bad_settings_are_refused(settings, message):
    with pytest.raises(TraitError, match=message):
        ForwardPass(**settings)


def test_example_and_N_change_together():
    figure = ForwardPass(N=5, example=5)
    with pytest.raises(TraitError, match="example is 5, but there are N = 2"):
        figure.N = 2
    with figure.hold_trait_notifications():
        figure.N, figure.example = 2, 1
    assert (figure.N, figure.example) == (2, 1)


@pytest.mark.parametrize("settings", SETTINGS)
def test_still_picture_tells_the_state(settings):
    figure = ForwardPass(**settings)
    still = figure.still()
    assert isinstance(still, Picture)
    for value in figure.network().A[len(figure.d) - 1][:, 0]:
        assert f"{value:.2f}" in still.alt
    assert f"W of layer 1 is {figure.d[1]} by {figure.d[0]}" in still.alt


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("batch", [False, True])
def test_still_picture_holds_the_columns_on_display(settings, batch):
    figure = ForwardPass(**settings, batch=batch)
    net, still = figure.network(), figure.still()
    columns = slice(None) if batch else slice(0, 1)
    wanted = [f"${value:.2f}$" for A in net.A for value in A[:, 0]]  # in the neurons
    for ell in range(1, net.L + 1):
        wanted += [f"${value:.1f}$" for value in (*net.W[ell].flat, *net.b[ell].flat)]
        for values in (net.Z[ell], net.A[ell - 1], net.A[ell]):
            wanted += [f"${value:.2f}$" for value in values[:, columns].flat]
        width = figure.N if batch else 1
        wanted += 2 * [rf"${net.d[ell]} \times {width}$"]
    texts = Counter(text.get_text() for text in still.figure.axes[0].texts)
    assert Counter(wanted) <= texts
    assert (r"$\mathbf{X}$" in texts, r"$\mathbf{x}$" in texts) == (batch, not batch)


def test_still_picture_tells_of_the_batch():
    figure = ForwardPass(batch=True, example=2)
    alt, Y_hat = figure.still().alt, figure.network().A[2]
    assert "a batch, N = 4, one example per column. In the network stands example 2" in alt
    assert "X is 3 by 4; W of layer 1 is 4 by 3, Z and A are 4 by 4; W of layer 2 is 2 by 4" in alt
    columns = "; ".join(f"{top:.2f}, {bottom:.2f}" for top, bottom in Y_hat.T)
    assert f"The outputs, column by column: {columns}." in alt
    alone = ForwardPass(example=2).still().alt
    assert "with example 2 of 4" in alone
    assert "column by column" not in alone


def test_still_picture_shows_the_step():
    figure = ForwardPass(batch=True, step=3, example=2)
    net, still = figure.network(), figure.still()
    assert "has come to Z of layer 2, column 2; later numbers are not there yet" in still.alt
    texts = Counter(text.get_text() for text in still.figure.axes[0].texts)
    # Two columns of Z and four of A, of layer 2.
    assert texts[r"$\cdot$"] == 2 * 2 + 2 * 4
    assert texts[f"${net.Z[2][0, 1]:.2f}$"] >= 2
    assert "outputs not computed yet" in still.alt
    assert "come to the inputs;" in ForwardPass(step=0).still().alt
