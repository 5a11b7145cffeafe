"""Traits that check themselves, and arrays that travel as bytes."""

import numpy as np
import pytest
from traitlets import TraitError

from nnlib.widgets import LiveFigure
from nnlib.widgets.kit.traits import Array, Choice, Choices, Count, Number, Numbers, Switch, Text


class Sample(LiveFigure):
    _esm = "export default {};"
    eta = Number(0.1, 0, above=True)
    share = Number(0.5, 0, 1)
    below = Number(0.0, high=3)
    free = Number(0.0)
    steps = Count(10, 1)
    units = Count(3, 1, 8)
    weights = Numbers([1.0, 2.0], -5, 5, shortest=2, longest=2)
    shape = Choice("bowl", ("bowl", "ravine"))
    shapes = Choices(["bowl"], ("bowl", "ravine"))
    noisy = Switch(False)
    title = Text("x")
    X = Array(shape=(2, None))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("eta", 0, "eta is 0, but must be a number above 0"),
        ("eta", True, "eta is True, but must be a number above 0"),
        ("share", 1.5, "share is 1.5, but must be a number from 0 to 1"),
        ("below", 4, "below is 4, but must be a number of at most 3"),
        ("free", float("inf"), "free is inf, but must be a finite number"),
        ("free", None, "free is None, but must be a finite number"),
        ("steps", 0, "steps is 0, but must be a whole number of at least 1"),
        ("steps", 2.5, "steps is 2.5, but must be a whole number"),
        ("units", 9, "units is 9, but must be a whole number from 1 to 8"),
        ("weights", [1], "weights has length 1, but must have 2 numbers"),
        ("weights", [1, 6], r"weights\[1\] is 6, but must be a number from -5 to 5"),
        ("weights", "12", "weights is '12', but must be a list of 2 numbers"),
        ("shape", "bowel", "shape is 'bowel', but must be one of 'bowl', 'ravine'; did you mean"),
        ("shapes", "bowl", "shapes is 'bowl', but must be a list of names"),
        ("shapes", ["bowel"], r"shapes\[0\] is 'bowel', but must be one of"),
        ("shapes", ["bowl", "bowl"], "but must name each once at most"),
        ("noisy", 1, "noisy is 1, but must be True or False"),
        ("title", 1, "title is 1, but must be a string"),
        ("X", np.zeros((3, 2)), r"X has shape \(3, 2\), but must be 2 x any"),
        ("X", np.zeros(2), r"X has shape \(2,\), but must be 2 x any"),
        ("X", [[1.0], [np.nan]], r"X holds nan at \(1, 0\), but must be finite"),
        ("X", "abc", "X is 'abc', but must be an array of numbers"),
        ("X", [[1.0], [1.0, 2.0]], "X is .*, but must be an array of numbers"),
    ],
)
def test_bad_value(name, value, message):
    with pytest.raises(TraitError, match=message):
        Sample(**{name: value})
    figure = Sample()
    before = getattr(figure, name)
    with pytest.raises(TraitError, match=message):
        setattr(figure, name, value)
    assert getattr(figure, name) is before


def test_good_values_take_their_one_form():
    figure = Sample(eta=1, steps=3.0, weights=np.array([1, -1]), noisy=np.True_, X=[[1], [2]])
    assert isinstance(figure.eta, float)
    assert isinstance(figure.steps, int)
    assert figure.weights == [1.0, -1.0]
    assert figure.noisy is True
    figure.shapes = ("ravine", "bowl")
    assert figure.shapes == ["bowl", "ravine"], "in the order of the choice"
    assert figure.X.dtype == np.float64 and figure.X.shape == (2, 1)


def test_figures_share_no_list():
    one, other = Sample(), Sample()
    assert one.weights is not other.weights
    assert one.shapes is not other.shapes
    with pytest.raises(ValueError, match="read-only"):
        one.X[...] = 1


def test_arrays_travel_as_bytes_column_after_column():
    matrix = np.arange(6.0).reshape(2, 3)
    figure = Sample(X=matrix)
    sent = figure.get_state("X")["X"]
    assert sent["shape"] == [2, 3]
    assert np.frombuffer(sent["data"], sent["dtype"]).tolist() == [0, 3, 1, 4, 2, 5]
    figure.X = np.zeros((2, 0))
    figure.set_state({"X": sent})
    assert np.array_equal(figure.X, matrix)


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (5 / 16, "float16"),
        (2049, "float32"),
        (70000, "float32"),
        (0.1, "float64"),
        (1e300, "float64"),
    ],
)
def test_arrays_travel_as_short_as_they_can_exactly(value, dtype):
    figure = Sample(X=[[value], [1]])
    sent = figure.get_state("X")["X"]
    assert sent["dtype"] == dtype
    assert len(sent["data"]) == 2 * np.dtype(dtype).itemsize
    other = Sample()
    other.set_state({"X": sent})
    assert other.X.tolist() == [[value], [1]]
    other.set_state({"X": {"shape": [2, 1], "data": np.array([value, 2.0]).tobytes()}})
    assert other.X.tolist() == [[value], [2]], "a front end sends float64"


def test_a_front_end_cannot_set_nonsense():
    figure = Sample()
    with pytest.raises(TraitError, match="share is 7"):
        figure.set_state({"share": 7})
    assert figure.share == 0.5
