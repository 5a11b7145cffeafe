"""Which classes are taken for which."""

import numpy as np
import pytest

import nnlib


def test_rows_are_true_classes_and_columns_predicted_ones():
    labels, predicted = np.array([0, 0, 2, 2, 2, 1]), np.array([0, 1, 2, 2, 0, 1])
    expected = [[1, 1, 0], [0, 1, 0], [1, 0, 2]]
    np.testing.assert_array_equal(nnlib.confusion_matrix(labels, predicted), expected)
    np.testing.assert_array_equal(nnlib.confusion_matrix(labels, predicted, 3), expected)
    larger = nnlib.confusion_matrix(labels, predicted, 4)
    assert larger.shape == (4, 4)
    assert larger[3].sum() == larger[:, 3].sum() == 0


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int64])
def test_small_integers_do_not_overflow(dtype):
    labels = np.arange(100, dtype=dtype)
    np.testing.assert_array_equal(nnlib.confusion_matrix(labels, labels), np.eye(100))


def test_its_diagonal_is_the_accuracy():
    X, labels = nnlib.datasets.digits()
    net = nnlib.Network([64, 10], output="softmax", loss="cross_entropy")
    history = nnlib.train(net, X, nnlib.one_hot(labels, 10), epochs=2, progress=False)
    counts = nnlib.confusion_matrix(labels, net.classify(X))
    assert counts.sum() == labels.size
    assert np.trace(counts) / counts.sum() == pytest.approx(history.accuracy[-1], rel=1e-12)
    np.testing.assert_array_equal(counts.sum(axis=1), np.bincount(labels))


@pytest.mark.parametrize(
    ("labels", "predicted", "classes", "words"),
    [
        ([0, 1], [0], None, r"labels has shape \(2,\) and predicted \(1,\)"),
        ([], [], None, r"labels has shape \(0,\)"),
        (np.eye(2), np.eye(2), None, r"labels has shape \(2, 2\)"),
        ([0.0, 1.0], [0, 1], None, "labels is float64, but must hold whole numbers from 0"),
        ([0, 1], [0, -1], None, "predicted goes from -1 to 0"),
        ([0, 2], [0, 1], 2, "labels goes from 0 to 2, but must hold whole numbers from 0 to 1"),
        ([0, 1], [0, 1], 0, "classes is 0"),
    ],
)
def test_what_are_no_labels(labels, predicted, classes, words):
    with pytest.raises(ValueError, match=words):
        nnlib.confusion_matrix(labels, predicted, classes)
