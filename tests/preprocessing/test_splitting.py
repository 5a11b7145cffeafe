"""A split: every example once, every class in proportion, the same for the same seed."""

import numpy as np
import pytest

import nnlib

RNG = np.random.default_rng(0)


def numbered(N):
    """Inputs that tell which example they are."""
    return np.vstack([np.arange(float(N)), RNG.normal(size=N)])


@pytest.mark.parametrize("shares", [(0.6, 0.2, 0.2), (0.5, 0.5), (0.9, 0.1), (0.1, 0.2, 0.3, 0.4)])
@pytest.mark.parametrize("kind", ["labels", "words", "yes or no", "one-hot", "row", "regression"])
def test_every_example_goes_to_one_part_with_its_target(shares, kind):
    labels = RNG.choice(2 if kind in ("yes or no", "row") else 4, 203, p=None)
    Y = {
        "labels": labels, "words": np.array(["a", "b", "c", "d"])[labels],
        "yes or no": labels == 1, "one-hot": nnlib.one_hot(labels, 4),
        "row": (labels == 1)[None].astype(float), "regression": RNG.normal(size=(3, 203)),
    }[kind]  # fmt: skip
    X = numbered(203)
    parts = nnlib.split(X, Y, shares)
    assert len(parts) == len(shares)
    went = [part_X[0].astype(int) for part_X, _ in parts]
    assert sorted(np.concatenate(went)) == list(range(203))
    for (part_X, part_Y), places in zip(parts, went, strict=True):
        np.testing.assert_array_equal(part_X, X[:, places])
        np.testing.assert_array_equal(part_Y, Y[..., places])
        assert (np.diff(places) < 0).any(), "in random order"


@pytest.mark.parametrize("seed", range(20))
def test_every_class_is_kept_in_proportion(seed):
    rng = np.random.default_rng(seed)
    labels = rng.choice(5, 400, p=[0.5, 0.3, 0.1, 0.05, 0.05])
    shares = rng.dirichlet(np.full(3, 8.0))
    for share, (_, part) in zip(shares, nnlib.split(numbered(400), labels, list(shares), seed),
                                strict=True):  # fmt: skip
        assert abs(part.size - share * 400) < 1
        wanted = share * np.bincount(labels, minlength=5)
        assert np.abs(np.bincount(part, minlength=5) - wanted).max() < 2


def test_without_strata_a_rare_class_is_left_to_chance():
    """What the proportion is good for: of 12 in 400, a fifth is 2 or 3, and by chance 0 to 6."""
    labels = np.repeat([0, 1], [388, 12])
    X = numbered(400)
    by_class = [np.sum(nnlib.split(X, labels, (0.8, 0.2), s)[1][1]) for s in range(60)]
    by_chance = [np.sum(nnlib.split(X, labels * 1.0, (0.8, 0.2), s)[1][1]) for s in range(60)]
    assert set(by_class) <= {2, 3}
    assert len(set(by_chance)) > 3


def test_seed_decides_and_parts_are_copies():
    X, labels = numbered(50), RNG.integers(0, 2, 50)
    one, same, other = (nnlib.split(X, labels, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one[0][0], same[0][0])
    assert not np.array_equal(one[0][0], other[0][0])
    assert not np.array_equal(nnlib.split(X, labels, seed=None)[0][0], one[0][0])
    one[0][0][:] = 0
    assert X[0, -1] == 49


def test_a_part_goes_straight_into_training():
    X, labels = nnlib.datasets.moons(60)
    train, validation, _ = nnlib.split(X, labels[None].astype(float))
    net = nnlib.Network([2, 4, 1], output="sigmoid", loss="binary_cross_entropy")
    assert nnlib.train(net, *train, validation=validation, epochs=1, progress=False).epochs == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"shares": (0.5, 0.4)}, r"shares have the sum 0\.9"),
        ({"shares": (1.0,)}, "must be a list of at least two numbers"),
        ({"shares": 0.8}, r"shares is 0\.8"),
        ({"shares": (1.2, -0.2)}, r"shares\[1\] is -0\.2"),
        ({"X": np.zeros(8)}, r"X has shape \(8,\) and Y \(8,\)"),
        ({"Y": np.zeros(7)}, "Y has 7 examples, but X has N = 8"),
        ({"Y": np.array([0, 0, 0, 0, 0, 0, 0, 3])}, "no example of class 3, of which there are 1"),
        ({"Y": np.array(list("aaaaaaab"))}, "no example of class 'b', of which there are 1"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_what_cannot_be_split(arguments, words):
    given = {"X": np.zeros((2, 8)), "Y": np.array([0, 1] * 4), "shares": (0.5, 0.5), **arguments}
    with pytest.raises(ValueError, match=words):
        nnlib.split(**given)
