"""The figure to draw digits on, in Python, and its arithmetic in the browser's language."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError
from widgets.draw_digit.strokes_of_digits import HAND, written

import nnlib
from nnlib.figures import Picture
from nnlib.widgets import DrawDigit
from nnlib.widgets.draw_digit.mnist_form import mnist_pixels
from nnlib.widgets.draw_digit.strokes import bitmap, pixels

HARNESS = """
import { strokesSetting } from "widgets/draw_digit/stroke_setting.js";
import { mnistPixels } from "widgets/draw_digit/mnist_form.js";
import { bitmap, pixels } from "widgets/draw_digit/strokes.js";
import { pictureInWords } from "widgets/draw_digit/words.js";

export default {
  bitmaps: (drawings, form) => drawings.map((strokes) => Array.from(bitmap(strokes, form))),
  pixels: (strokes, form) => Array.from(pixels(strokes, form)),
  mnist: (strokes, form) => Array.from(mnistPixels(strokes, form)),
  words: (seen) => pictureInWords(Float64Array.from(seen)),
  there: (strokes) => strokesSetting(MOST).write(strokes),
  back: (text, most = MOST) => strokesSetting(most).read(text) ?? null,
};
""".replace("MOST", f"{DrawDigit.strokes.most}")
FORM = DrawDigit.facts()["form"]


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(HARNESS, tmp_path_factory.mktemp("digit")) as call:
        yield call


@pytest.fixture(scope="module")
def trained():
    """The network of the chapter, on all digits but the last 297."""
    X, labels = nnlib.datasets.digits()
    net = nnlib.Network([64, 32, 10], hidden="tanh", output="softmax", loss="cross_entropy")
    order = np.random.default_rng(0).permutation(1797)[:1200]
    nnlib.train(
        net, X[:, order], nnlib.one_hot(labels, 10)[:, order], epochs=40, batch_size=32,
        optimizer=nnlib.optimizers.GradientDescent(eta=0.5), progress=False,
    )  # fmt: skip
    return net


def network(**settings):
    return nnlib.Network(
        **{"d": [64, 5, 10], "output": "softmax", "loss": "cross_entropy"} | settings
    )


SOME = [
    written(3, seed=0),
    written(4, seed=1),
    [[(0.5, 0.5)]],
    [[(0, 0), (1, 1)], [(1, 0), (0, 1)]],
    [[(0.2, 0.5), (0.8, 0.5)]],
    [[(0.5, 0.1), (0.5, 0.9)]],
    [[(0.501, 0.5), (0.502, 0.501)], [(0.3, 0.3)]],
    [[(0.5, 0.1), (0.4, 0.6), (0.6, 0.6)], [(0.55, 0.3), (0.55, 0.9)]],
    [[(0.35, 0.3), (0.5, 0.1), (0.5, 0.9)]],
]


def test_the_browser_makes_the_same_bitmaps(js):
    drawings = [*SOME, *(written(digit, seed) for digit in range(10) for seed in range(5))]
    for strokes, found in zip(drawings, js("bitmaps", drawings, FORM), strict=True):
        np.testing.assert_array_equal(np.array(found).reshape(32, 32), bitmap(strokes))
    for strokes in [[], *SOME]:
        np.testing.assert_array_equal(js("pixels", strokes, FORM), pixels(strokes)[:, 0])


def test_the_browser_makes_the_same_large_pictures(js):
    form = DrawDigit.facts()["mnistForm"]
    for strokes in [[], *SOME, *(written(digit, digit) for digit in range(10))]:
        expected = mnist_pixels(strokes)[:, 0]
        np.testing.assert_allclose(js("mnist", strokes, form), expected, atol=1e-9)


def test_large_pictures_are_like_those_of_the_data():
    """In a box of 20 by 20, as large as fits, the centre of mass in the middle, as much ink."""
    X, _ = nnlib.datasets.mnist(dtype=np.float32)
    made = np.hstack(
        [mnist_pixels(written(digit, seed)) for digit in range(10) for seed in range(9)]
    )
    assert made.min() == 0 and made.max() == 1
    assert made.mean() == pytest.approx(X.mean(), rel=0.1)
    y, x = np.mgrid[0:28, 0:28].reshape(2, 784) + 0.5
    for picture in (made, X[:, :90].astype(float)):
        # The data are moved by whole pixels, so that a half is left.
        for coordinate in (x, y):
            centre = coordinate @ picture / picture.sum(axis=0)
            assert np.abs(centre - 14.5).max() < 0.51
            assert centre.mean() == pytest.approx(14.5, abs=0.1)
    inked = made.reshape(28, 28, -1) > 0
    sides = np.maximum(inked.any(axis=0).sum(axis=0), inked.any(axis=1).sum(axis=0))
    assert set(sides) <= {20, 21, 22}


def test_a_large_picture_in_words(js):
    seen = np.zeros((28, 28))
    seen[4:8, 8:12], seen[27, 27] = 0.5, 1
    assert js("words", seen.ravel().tolist()) == (
        "28 by 28 pixels. Ink of each block of sixteen in sixteenths, row by row: 0 0 0 0 0 0 0; "
        "0 0 8 0 0 0 0; " + "0 0 0 0 0 0 0; " * 4 + "0 0 0 0 0 0 1."
    )
    few = np.arange(64) / 64
    assert js("words", few.tolist()).startswith("8 by 8 pixels. Ink of each in sixteenths, row ")


def test_a_network_of_large_pictures():
    """What travels fits in two bytes a number, and is what Python computes with too."""
    net = nnlib.Network([784, 12, 10], output="softmax", loss="cross_entropy", seed=1)
    figure = DrawDigit(net)
    assert figure.labels == [float(c) for c in range(10)]
    X, labels = nnlib.datasets.mnist()
    np.testing.assert_allclose(figure.X[:, 3], X[:, np.flatnonzero(labels == 3)[-1]], atol=3e-4)
    sent = figure.get_state(["theta", "X"])
    assert {name: held["dtype"] for name, held in sent.items()} == {
        "theta": "float16", "X": "float16",
    }  # fmt: skip
    assert sum(len(held["data"]) for held in sent.values()) == 2 * (net.P + 7840)
    np.testing.assert_allclose(figure.theta, net.theta, rtol=1e-3, atol=1e-7)
    figure.strokes = written(7, seed=0)
    np.testing.assert_array_equal(figure.pixels, mnist_pixels(figure.strokes))
    assert figure.probabilities == pytest.approx(net.forward(figure.pixels)[:, 0], abs=2e-3)
    assert "28 by 28 pixels" in figure.still().alt
    figure.example = 3
    np.testing.assert_array_equal(figure.pixels[:, 0], figure.X[:, 2])
    assert "28 by 28 pixels" in figure.still().alt
    with pytest.raises(TraitError, match=r"X has shape \(64, 10\), but must have d_0 = 784 rows"):
        figure.X = np.zeros((64, 10))


def test_pixels_are_like_those_of_the_data():
    X, labels = nnlib.datasets.digits()
    made = np.hstack([pixels(written(digit, seed)) for digit in range(10) for seed in range(20)])
    assert made.shape == (64, 200)
    assert set(np.unique(made * 16)) <= set(range(17))
    rows, columns = made.reshape(8, 8, -1).max(axis=1), made.reshape(8, 8, -1).max(axis=0)
    assert (rows[[0, 7]] > 0).all()
    assert (columns[[0, 7]] == 0).all()
    assert made.sum(axis=0).mean() == pytest.approx(X.sum(axis=0).mean(), rel=0.03)
    means = [pixels(written(c, seed=0, unsteady=0))[:, 0] @ X[:, labels == c] for c in (0, 3, 6)]
    assert all(mean.mean() > 8 for mean in means)


def test_size_and_place_do_not_matter():
    strokes = written(5, seed=3)
    other = [[(0.3 + x / 2, 0.1 + y / 2) for x, y in stroke] for stroke in strokes]
    np.testing.assert_array_equal(pixels(strokes), pixels(other))


def test_drawn_digits_are_recognised(trained):
    digits = np.repeat(np.arange(10), 30)
    made = np.hstack([pixels(written(int(c), seed)) for seed, c in enumerate(digits)])
    right = trained.predict(made) == digits
    assert right.mean() > 0.93
    assert min(right[digits == c].mean() for c in range(10)) > 0.7
    assert set(HAND) == set(range(10))


def narrow(way, factor):
    """A way to write a digit, drawn this much narrower by a steady hand."""
    strokes = []
    for corners in map(np.array, way):
        parts = np.linspace(0, 1, 6, endpoint=False)[:, None]
        lines = [a + (b - a) * parts for a, b in zip(corners[:-1], corners[1:], strict=True)]
        x, y = np.vstack([*lines, corners[-1:]]).T
        strokes.append(list(zip((0.5 + factor * (x - 0.5)).tolist(), y.tolist(), strict=True)))
    return strokes


@pytest.mark.parametrize(
    ("digit", "factor"), [(0, 0.4), (0, 0.3), (4, 0.4), (9, 0.4), (8, 0.4), (1, 0.4), (1, 0.8)]
)
def test_a_narrow_digit_is_no_one_and_a_one_stays_a_one(trained, digit, factor):
    ways = HAND[digit][:1] if digit == 4 else HAND[digit]  # the open 4 is hard at any width
    for way in ways:
        assert trained.predict(pixels(narrow(way, factor))) == [digit]


def test_numbers_are_those_of_the_network(trained):
    figure = DrawDigit(trained)
    assert figure.probabilities.argmax() == 3
    assert figure.pixels.shape == (64, 1)
    figure.example = 20
    assert figure.strokes == []
    np.testing.assert_array_equal(figure.pixels[:, 0], figure.X[:, 19])
    np.testing.assert_array_equal(
        figure.probabilities, trained.forward(np.array(figure.X[:, 19:20]))[:, 0]
    )
    figure.strokes = written(7, seed=0)
    assert figure.example == 0
    np.testing.assert_array_equal(figure.pixels, pixels(figure.strokes))
    trained_theta = trained.theta.copy()
    figure.network().theta[:] = 0
    np.testing.assert_array_equal(figure.theta, trained_theta)
    figure.strokes = []
    assert not figure.pixels.any()


def test_examples():
    figure = DrawDigit(network(), example=4)
    X, labels = nnlib.datasets.digits()
    assert figure.strokes == []
    assert figure.labels == [float(c) for c in range(10) for _ in range(3)]
    np.testing.assert_array_equal(figure.X[:, :3], X[:, np.flatnonzero(labels == 0)[-3:]])
    own = DrawDigit(network(), X[:, :5], labels[:5])
    assert own.labels == sorted(labels[:5])
    assert DrawDigit(network(d=[64, 3]), unit=3).labels == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_the_address_keeps_a_drawing(js):
    for strokes in [[], *SOME]:
        kept = [[[round(x, 3), round(y, 3)] for x, y in stroke] for stroke in strokes]
        assert js("back", js("there", kept)) == kept
    for nonsense in ("", ".", "00", "zzzz", "0000.", "00000", "0000..0000", "00-0", "rs00rt00"):
        assert js("back", nonsense) is None


def test_the_address_holds_as_many_points_as_a_drawing(js):
    dots, line = [[[0.5, 0.5]]] * 4, [[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3], [0.4, 0.4]]]
    for strokes in (dots, line):
        text = js("there", strokes)
        assert js("back", text, 4) == strokes
        assert js("back", text, 3) is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"d": [2, 3, 10]},
            r"network has d_0 = 2, but must have d_0 = 64 or 784, one input for each",
        ),
        ({"output": "sigmoid", "loss": "mse"}, "has output 'sigmoid', but must have .*'softmax'"),
        ({"d": [64, 99]}, "network has d_L = 99 classes, but the figure shows 2 to 16"),
    ],
)
def test_networks_that_do_not_fit(settings, message):
    with pytest.raises(TraitError, match=message):
        DrawDigit(network(**settings))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"strokes": 1}, "strokes is 1, but must be a list of strokes, each a list of points"),
        ({"strokes": [[]]}, r"strokes\[0\] is \[\], but strokes must be a list"),
        ({"strokes": [[(0.1, 0.2, 0.3)]]}, r"strokes\[0\] is .*, but strokes must be a list"),
        ({"strokes": [[(0.1, 0.2), (0.5, 1.5)]]}, r"strokes\[0\]\[1\] is \(0.5, 1.5\), but a poi"),
        ({"strokes": [[(0.1, float("nan"))]]}, r"strokes\[0\]\[0\] is \(0.1, nan\), but a point"),
        ({"strokes": [[(0.1, 0.1)]] * 5001}, "strokes has more than 5000 points"),
        ({"example": 31}, "example is 31, but there are 30 examples"),
        ({"unit": 6}, "unit is 6, but layer 1 has 5 units"),
        ({"theta": [1.0, 2.0]}, r"theta has 2 numbers, but the network, d = \[64, 5, 10\], has P"),
    ],
)
def test_bad_settings(settings, message):
    with pytest.raises(TraitError, match=message):
        DrawDigit(network(), **settings)
    figure = DrawDigit(network())
    for name, value in settings.items():
        with pytest.raises(TraitError, match=message):
            setattr(figure, name, value)


def test_bad_examples_and_no_network():
    X = np.zeros((64, 2))
    for arguments, message in [
        ((X,), "X is given, but labels are not"),
        ((None, [1]), "labels are given, but X is not"),
        ((X, [1]), r"labels has shape \(1,\), but X has N = 2 columns"),
        ((X, [1, 10]), "labels holds 10, but the classes of the network are 0 to 9"),
        ((X + 16, [1, 2]), "X holds numbers from 16 to 16, but pixels must lie within 0 and 1"),
    ]:
        with pytest.raises(TraitError, match=message):
            DrawDigit(network(), *arguments)
    with pytest.raises(TypeError, match="network is 'net', but must be a nnlib.Network"):
        DrawDigit("net")


def test_still_tells_the_answer(trained):
    still = DrawDigit(trained).still()
    assert isinstance(still, Picture)
    assert "A drawing" in still.alt and "takes it for a 3, with probability 0.9" in still.alt
    assert "An example" in DrawDigit(trained, example=1).still().alt
    assert "A blank field" in DrawDigit(trained, strokes=[]).still().alt


def test_what_belongs_together_is_changed_together():
    figure = DrawDigit(nnlib.Network([64, 12, 10], output="softmax", loss="cross_entropy"))
    for name, value, message in (
        ("d", [64, 5, 10], "the network, d = .* has P = .* set what belongs together at once"),
        ("labels", [1.0], "labels has length 1, but X has N = 30 columns; set what belongs"),
        ("X", np.zeros((64, 2)), "labels has length 30, but X has N = 2 columns"),
    ):
        with pytest.raises(TraitError, match=message):
            setattr(figure, name, value)
    net = nnlib.Network([64, 5, 10], output="softmax", loss="cross_entropy", seed=3)
    figure.unit = 12
    with (
        pytest.raises(TraitError, match="unit is 12, but layer 1 has 5 units"),
        figure.hold_trait_notifications(),
    ):
        figure.d, figure.theta = net.d, net.theta
    with figure.hold_trait_notifications():
        figure.d, figure.theta, figure.unit = net.d, net.theta, 0
    assert np.array_equal(figure.network().theta, net.theta)
