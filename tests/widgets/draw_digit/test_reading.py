"""Which network reads a hand better: the one of 8 by 8 pixels, or that of 28 by 28."""

import numpy as np
import pytest
from helpers.chapters import code_cells
from helpers.site_fixtures import ROOT
from widgets.draw_digit.strokes_of_a_second_hand import written_otherwise
from widgets.draw_digit.strokes_of_digits import written

import nnlib
from nnlib.optimizers import GradientDescent
from nnlib.widgets import DrawDigit
from nnlib.widgets.draw_digit.mnist_form import mnist_pixels
from nnlib.widgets.draw_digit.strokes import pixels

pytestmark = pytest.mark.slow


def small_reader():
    """As in the chapter that puts everything together."""
    X, labels = nnlib.datasets.digits()
    seen = np.random.default_rng(0).permutation(1797)[:1200]
    net = nnlib.Network([64, 32, 10], output="softmax", loss="cross_entropy", seed=0)
    nnlib.train(
        net, X[:, seen], nnlib.one_hot(labels, 10)[:, seen], optimizer=GradientDescent(0.5),
        epochs=60, batch_size=32, seed=0, progress=False,
    )  # fmt: skip
    return net


def large_reader():
    """By the cells of the chapter that looks into hidden units."""
    cells = code_cells((ROOT / "book/practice/hidden_units.md").read_text("utf-8"))
    (cell,) = [cell for cell in cells if "def distorted" in cell]
    X, labels = nnlib.datasets.mnist(dtype=np.float32)
    space = {
        "np": np, "nnlib": nnlib, "GradientDescent": GradientDescent, "X": X,
        "Y": nnlib.one_hot(labels, 10, dtype=np.float32), "d": [784, 32, 10],
        "train": slice(0, 8000), "test": slice(8000, 10_000), "right": lambda net, part: 0.0,
    }  # fmt: skip
    exec(cell, space)
    return space["reader"]


def plain_reader():
    """As the networks of that chapter whose units are looked at: the images as they are."""
    X, labels = nnlib.datasets.mnist(dtype=np.float32)
    net = nnlib.Network(
        [784, 32, 10], output="softmax", loss="cross_entropy", l2=1e-3, seed=0, dtype=np.float32
    )
    nnlib.train(
        net, X[:, :8000], nnlib.one_hot(labels, 10, dtype=np.float32)[:, :8000],
        optimizer=GradientDescent(0.3), epochs=20, batch_size=32, seed=0, progress=False,
    )  # fmt: skip
    return net


def test_what_the_chapter_says_of_two_hands():
    """A hand that the small form was fitted to, both read well; of another, far more is misread."""
    large = DrawDigit(large_reader()).network()  # with what travels: rounded parameters
    nets = {"small": small_reader(), "plain": plain_reader(), "large": large}
    forms = {"small": pixels, "plain": mnist_pixels, "large": mnist_pixels}
    digits = np.repeat(np.arange(10), 60)
    misread = {}
    for hand, write in {"first": written, "second": written_otherwise}.items():
        drawings = [write(int(digit), 7000 + seed) for seed, digit in enumerate(digits)]
        for size, net in nets.items():
            answers = net.classify(np.hstack([forms[size](strokes) for strokes in drawings]))
            misread[hand, size] = np.mean(answers != digits)
    assert all(misread["first", size] < 0.04 for size in nets)
    assert 0.06 < misread["second", "small"] < 0.12
    assert 0.05 < misread["second", "plain"] < 0.12
    assert misread["second", "large"] < misread["second", "small"] / 2
