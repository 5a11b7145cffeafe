"""Bad input is refused at once, in words that name the argument, what came and what was wanted."""

import numpy as np
import pytest
from cases import PAIRS, optimizer, optimizer_settings

import nnlib
from nnlib.optimizers import OPTIMIZERS, GradientDescent

X = np.linspace(-1, 1, 12).reshape(3, 4)
LABELS = np.array([0, 1, 1, 0])
Y = nnlib.one_hot(LABELS, 2)


@pytest.fixture
def net():
    return nnlib.Network([3, 4, 2], output="softmax", loss="cross_entropy")


def with_entry(array, value):
    changed = array.copy()
    changed[1, 2] = value
    return changed


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (X[:2], "X has 2 rows, but d_0 = 3"),
        (X.T, r"X has 4 rows, but d_0 = 3; it has 3 columns.*X\.T"),
        (X[:, 0], r"X has shape \(3,\), but a d_0 x N matrix is wanted.*reshape\(-1, 1\)"),
        (X[None], r"X has shape \(1, 3, 4\)"),
        (X[:, :0], r"X has no columns \(N = 0\)"),
        (X.round().astype(int), r"X has dtype int64.*X\.astype\(float\)"),
        (X > 0, r"X has dtype bool"),
        (X.astype(complex), "X has dtype complex128"),
        (with_entry(X.astype(object), None), "some of its entries are no numbers"),
        (X.astype(object), "X has dtype object"),
        (X.astype(str), "X has dtype <U"),
        (with_entry(X, np.nan), r"X holds 1 entry.*NaN.*\[1, 2\]"),
        (with_entry(X, np.inf), r"X holds 1 entry.*infinite.*\[1, 2\]"),
        ([[1.0, 2.0], [3.0]], "X has rows of different lengths"),
        (np.ma.masked_array(X, mask=X > 0), r"X has masked entries.*X\.filled"),
        (None, r"X has shape \(\)"),
    ],
)
@pytest.mark.parametrize("call", ["forward", "predict", "cost", "cost_and_gradient", "train"])
def test_inputs(net, bad, words, call):
    before = net.theta.copy()
    with pytest.raises(ValueError, match=words):
        if call in ("forward", "predict"):
            getattr(net, call)(bad)
        elif call == "train":
            nnlib.train(net, bad, Y, progress=False)
        else:
            getattr(net, call)(bad, Y)
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (LABELS, r"Y has shape \(4,\), but a d_L x N matrix.*\(2, 4\).*nnlib\.one_hot"),
        (LABELS.astype(float), r"Y has shape \(4,\), but a d_L x N matrix.*\(2, 4\)"),
        (Y[:1], "Y has 1 row, but d_L = 2"),
        (Y.T, r"Y has 4 rows, but d_L = 2.*Y\.T"),
        (Y[:, :3], "Y has 3 columns, but X has N = 4"),
        (Y.astype(int), r"Y has dtype int64"),
        (with_entry(Y, np.nan), "Y holds 1 entry"),
        (Y * 2, "sum 1"),
    ],
)
@pytest.mark.parametrize("call", ["cost", "cost_and_gradient", "check_gradient", "train"])
def test_targets(net, bad, words, call):
    with pytest.raises(ValueError, match=words):
        if call == "train":
            nnlib.train(net, X, bad, progress=False)
        elif call == "check_gradient":
            nnlib.check_gradient(net, X, bad)
        else:
            getattr(net, call)(X, bad)


def test_a_row_of_targets_is_not_broadcast():
    """The slip that would make an N x N matrix of differences in silence."""
    net = nnlib.Network([3, 1])
    with pytest.raises(ValueError, match=r"Y has shape \(4,\).*Y\.reshape\(1, -1\)"):
        net.cost(X, np.zeros(4))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"d": [3]}, "at least two widths"),
        ({"d": 3}, "at least two widths"),
        ({"d": [3, 0, 2]}, "d_1 is 0"),
        ({"d": [3, 2.0]}, r"d_1 is 2\.0"),
        ({"d": [True, 2]}, "d_0 is True"),
        ({"hidden": "softmax"}, "hidden is 'softmax', which stands only at the output"),
        ({"hidden": "tanhh"}, "hidden is 'tanhh'.*did you mean 'tanh'"),
        ({"hidden": None}, "hidden is None"),
        ({"output": "linear"}, "output is 'linear', but must be one of 'identity'"),
        ({"loss": "MSE"}, "loss is 'MSE'.*did you mean 'mse'"),
        ({"loss": "cross_entropy"}, "does not fit output='identity'"),
        ({"output": "softmax"}, "loss='mse' does not fit output='softmax'"),
        ({"loss": "binary_cross_entropy"}, "does not fit output='identity'"),
        ({"init": "xavier"}, "init is 'xavier'"),
        ({"init": lambda rng, n, m: np.zeros((m, n))}, r"init returned shape \(3, 4\) for W\[1\]"),
        ({"init": lambda rng, n, m: np.full((n, m), np.nan)}, r"W\[1\] holds"),
        ({"l2": -1.0}, r"l2 is -1\.0"),
        ({"l1": np.inf}, "l1 is inf"),
        ({"l1": "1"}, "l1 is '1'"),
        ({"seed": -1}, "seed is -1"),
        ({"seed": 1.5}, r"seed is 1\.5"),
        ({"dtype": int}, "dtype is int64"),
        ({"dtype": np.float16}, "dtype is float16"),
        ({"dtype": "double precision"}, "dtype is 'double precision', but must be float64"),
        ({"init": lambda rng, n, m: [[1.0], [1.0, 2.0]]}, r"init for W\[1\] has rows of different"),
    ],
)
def test_network(arguments, words):
    with pytest.raises(ValueError, match=words):
        nnlib.Network(**{"d": [3, 4, 2], **arguments})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"batch_size": 0}, "batch_size is 0, but must be a whole number from 1 to 4 = N"),
        ({"batch_size": 5}, "batch_size is 5, but must be a whole number from 1 to 4 = N"),
        ({"batch_size": 2.0}, r"batch_size is 2\.0"),
        ({"epochs": 0}, "epochs is 0"),
        ({"epochs": True}, "epochs is True"),
        ({"seed": -3}, "seed is -3"),
        ({"snapshot_every": 0}, "snapshot_every is 0"),
        ({"validation": X}, r"validation is a ndarray, but must be a pair \(X, Y\)"),
        ({"validation": (X[:2], Y)}, "validation X has 2 rows, but d_0 = 3"),
        ({"validation": (X, LABELS)}, r"validation Y has shape \(4,\)"),
        ({"optimizer": "sgd"}, "optimizer is 'sgd', but must have a method step"),
        ({"optimizer": GradientDescent}, "optimizer is <class .*, but must have a method step"),
        ({"callbacks": print}, r"callbacks is .*, but must be a sequence.*callbacks=\[f\]"),
        ({"callbacks": [3]}, r"callbacks\[0\] is 3"),
    ],
)
def test_training(net, arguments, words):
    before = net.theta.copy()
    with pytest.raises(ValueError, match=words):
        nnlib.train(net, X, Y, **{"progress": False, **arguments})
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize("network", ["net", None, nnlib.Network])
def test_training_of_something_else(network):
    with pytest.raises(TypeError, match="network is .*, but must be an nnlib.Network"):
        nnlib.train(network, X, Y)


def test_theta_of_another_network(net):
    other = nnlib.Network([3, 5, 2])
    with pytest.raises(ValueError, match=r"theta has shape \(32,\).*P = 26.*another network"):
        net.theta = other.theta
    with pytest.raises(ValueError, match="theta holds 1 entry"):
        net.theta = np.where(np.arange(net.P) == 4, np.nan, net.theta)
    with pytest.raises(ValueError, match="theta has rows of different lengths"):
        net.theta = [[1.0], [1.0, 2.0]]


def test_training_from_parameters_that_are_not_finite(net):
    class Untouched(GradientDescent):
        def step(self, theta, gradient):
            raise AssertionError("theta is looked at before the first step")

    net.theta[3] = np.nan
    with pytest.raises(ValueError, match=r"theta holds 1 entry.*NaN.*\[3\]"):
        nnlib.train(net, X, Y, optimizer=Untouched(0.1), progress=False)


def test_numbers_too_large_for_the_dtype():
    net = nnlib.Network([3, 4, 2], dtype=np.float32)
    with pytest.raises(ValueError, match=r"X holds 1 entry.*1e\+300, which is infinite as float32"):
        net.forward(with_entry(X, 1e300))
    with pytest.raises(ValueError, match=r"W\[1\] holds 12 entries"):
        net.W[1] = np.full((4, 3), 1e39)


def test_parameters_of_a_layer(net):
    with pytest.raises(ValueError, match=r"W\[1\] has shape \(4, 3\), but got \(3, 4\)"):
        net.W[1] = net.W[1].T
    with pytest.raises(ValueError, match=r"W\[1\] has rows of different lengths"):
        net.W[1] = [[1.0], [1.0, 2.0]]
    with pytest.raises(IndexError, match=r"W\[0\] does not exist: ell goes from 1 to L = 2"):
        net.W[0]
    with pytest.raises(IndexError, match=r"b\[-1\] does not exist"):
        net.b[-1]


@pytest.mark.parametrize(
    "name", ["W", "b", "sigma", "d", "L", "P", "dtype", "hidden", "output", "loss"]
)
def test_what_cannot_be_replaced(net, name):
    """It was accepted, and then ignored or half obeyed."""
    kept = getattr(net, name)
    with pytest.raises(AttributeError, match=f"{name} of a network cannot be replaced"):
        setattr(net, name, kept)
    assert getattr(net, name) is kept


def test_penalties_are_checked_later_too(net):
    net.l2, net.l1 = 0.1, 0
    with pytest.raises(ValueError, match="l2 is -1, but must be a number of at least 0"):
        net.l2 = -1
    with pytest.raises(ValueError, match="l1 is nan"):
        net.l1 = np.nan
    assert (net.l2, net.l1) == (0.1, 0)


def test_activations_of_a_layer(net):
    """The loss knows the activation of layer L: another one there would give a wrong gradient."""
    tanh = nnlib.activations.get("tanh")
    with pytest.raises(ValueError, match=r"sigma\[2\] is Softmax\(\), which belongs to the loss"):
        net.sigma[2] = tanh
    with pytest.raises(ValueError, match=r"sigma\[1\] is 'relu', but must be an Activation"):
        net.sigma[1] = "relu"
    with pytest.raises(IndexError, match=r"sigma\[0\] does not exist: ell goes from 1 to L = 2"):
        net.sigma[0] = tanh
    assert repr(net.sigma) == "<sigma[1]: Tanh(), sigma[2]: Softmax()>"


@pytest.mark.parametrize("name", ["A", "Z", "Delta", "dW", "db"])
def test_what_is_not_computed_yet(net, name):
    with pytest.raises(AttributeError, match="call (forward|cost_and_gradient)"):
        getattr(net, name)


def test_a_forward_pass_forgets_the_gradient(net):
    net.cost_and_gradient(X, Y)
    net.forward(X[:, :2])
    with pytest.raises(AttributeError, match=r"call cost_and_gradient\(X, Y\) first"):
        net.Delta  # noqa: B018


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if "eta" in optimizer_settings(rule)])
@pytest.mark.parametrize("eta", [0, -0.1, np.nan, np.inf, 10**400, "0.1", None, True])
def test_learning_rate(rule, eta):
    with pytest.raises(ValueError, match="eta is .*, but must be a number above 0"):
        optimizer(rule, eta=eta)


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize(
    ("theta", "gradient", "words"),
    [
        (np.zeros(2), np.zeros(3), r"gradient has shape \(3,\), but theta has shape \(2,\)"),
        (np.zeros(2, int), np.zeros(2), "theta is of type int64, but must be an array of floats"),
        (np.zeros(2, object), np.zeros(2), "theta is of type object"),
        ([0.0, 0.0], np.zeros(2), "theta is of type list"),
        (np.zeros(2), np.zeros(2, object), "gradient is of type object"),
    ],
)
def test_step(rule, theta, gradient, words):
    with pytest.raises(ValueError, match=words):
        optimizer(rule).step(theta, gradient)


@pytest.mark.parametrize(
    ("labels", "d_L", "words"),
    [
        ([0, 3], 3, "labels go from 0 to 3, but d_L = 3"),
        ([-1, 0], 3, "labels go from -1"),
        ([0.0, 1.0], 2, "labels has dtype float64"),
        ([[0, 1]], 2, r"labels has shape \(1, 2\)"),
        ([], 2, r"labels has shape \(0,\)"),
        ([0, 1], 0, "d_L is 0"),
        ([0.0, np.nan], 2, "labels holds NaN, which is no class"),
        (Y, 2, "a vector of N labels is wanted, .*these are targets already"),
        ([0, 1, 2], 2, "classes are numbered 0 to 1$"),
        ([[0], [0, 1]], 2, "labels has rows of different lengths"),
        ([0, 1], 10**13, r"d_L is 10000000000000: Y would have shape .* take 149,012 GiB"),
        ([0, 1], 10**30, "d_L is 10+: Y would have shape .* GiB"),
    ],
)
def test_one_hot(labels, d_L, words):
    with pytest.raises(ValueError, match=words):
        nnlib.one_hot(labels, d_L)


@pytest.mark.parametrize("dtype", [int, "floats"])
def test_one_hot_of_another_type(dtype):
    with pytest.raises(ValueError, match="dtype is .*, but must be float64 or float32"):
        nnlib.one_hot([0, 1], 2, dtype=dtype)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"N": 1}, "N is 1"),
        ({"noise": -1}, "noise is -1"),
        ({"seed": -1}, "seed is -1, but must be a whole number"),
        ({"seed": 1.5}, r"seed is 1\.5"),
    ],
)
def test_moons(arguments, words):
    with pytest.raises(ValueError, match=words):
        nnlib.datasets.moons(**arguments)


@pytest.mark.parametrize("method", ["value", "output_error"])
@pytest.mark.parametrize(("loss", "output"), PAIRS)
def test_losses_do_not_broadcast(loss, output, method):
    function = getattr(nnlib.losses.get(loss, nnlib.activations.get(output)), method)
    Z = np.full((3, 4), 0.25)
    with pytest.raises(ValueError, match=r"Y has shape \(4,\), but Z has shape \(3, 4\)"):
        function(Z[0], Z, Z)
    with pytest.raises(ValueError, match=r"Y_hat has shape \(1, 4\), but Z has shape \(3, 4\)"):
        function(Z, Z[:1], Z)


def test_a_slope_is_not_broadcast():
    with pytest.raises(ValueError, match=r"derivative has shape \(4,\), but Delta.* \(3, 4\)"):
        nnlib.backpropagation.propagate_error(np.ones((2, 3)), np.ones((2, 4)), np.ones(4))


@pytest.mark.parametrize("P", [2, 9])
def test_parameters_of_another_length(P):
    words = r"flat has shape .*, but d = \[2, 1\] has P = 3|cannot reshape array of size 2"
    with pytest.raises(ValueError, match=words):
        nnlib.arrays.Parameters([2, 1], np.zeros(P))


@pytest.mark.parametrize("name", nnlib.surfaces.SURFACES)
def test_surfaces_have_two_parameters(name):
    surface = nnlib.surfaces.get(name)
    for function in (surface.value, surface.gradient):
        with pytest.raises(ValueError, match="too many values"):
            function(np.ones(3))


def test_check_gradient_needs_float64():
    net = nnlib.Network([3, 2], dtype=np.float32)
    with pytest.raises(ValueError, match="network has dtype float32.*dtype=float"):
        nnlib.check_gradient(net, X, Y)


def test_epsilon_and_tolerance(net):
    with pytest.raises(ValueError, match="epsilon is 0"):
        nnlib.numerical_gradient(np.sum, np.zeros(2), epsilon=0)
    with pytest.raises(ValueError, match="tolerance is -1"):
        nnlib.check_gradient(net, X, Y, tolerance=-1)
