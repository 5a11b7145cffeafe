"""The ForwardPass figure in Python."""

from collections import Counter

import numpy as np
import pytest
from helpers.labels import clashes_on_paper
from traitlets import TraitError
from widgets.forward_pass.common import SETTINGS

from nnlib.activations import ACTIVATIONS
from nnlib.figures import Picture
from nnlib.losses import LOSSES
from nnlib.widgets import ForwardPass


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


def test_each_output_has_a_loss_that_fits():
    losses = ForwardPass.facts()["losses"]
    assert losses.keys() == ACTIVATIONS.keys()
    for output, loss in losses.items():
        assert output in LOSSES[loss].outputs
        assert np.isfinite(ForwardPass(output=output).network().A[2]).all()


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_weights_alone(settings):
    figure = ForwardPass(**settings, content="weights")
    net, still = figure.network(), figure.still()
    texts = Counter(text.get_text() for text in still.figure.axes[0].texts)
    for ell in range(1, net.L + 1):
        assert rf"$\mathbf{{W}}^{{({ell})}}$" in texts
        wanted = [f"${value:.1f}$" for value in (*net.W[ell].flat, *net.b[ell].flat)]
        assert Counter(wanted) <= texts
        assert f"W of layer {ell} is {net.d[ell]} by {net.d[ell - 1]}" in still.alt
    assert not any("mathbf{Z}" in text or "mathbf{z}" in text for text in texts)
    assert clashes_on_paper(still.figure) == []


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("batch", [False, True])
def test_labels_of_the_still_can_be_read(settings, batch):
    assert clashes_on_paper(ForwardPass(**settings, batch=batch).still().figure) == []


def test_rounded_numbers_have_their_sign():
    texts = Counter(t.get_text() for t in ForwardPass().still().figure.axes[0].texts)
    # Z of layer 1 has two decimals, as inputs and weights have one; nothing after it.
    assert (texts["$=$"], texts[r"$\approx$"]) == (1, 1)
    assert texts[r"$\approx \sigma(\mathbf{z}^{(1)})$"] == 1
