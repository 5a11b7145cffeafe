"""The Neuron figure in Python."""

import numpy as np
import pytest
from traitlets import TraitError

import nnlib
from nnlib.figures import Picture
from nnlib.widgets import Neuron


@pytest.mark.parametrize("activation", Neuron.activation.choices)
def test_values_are_those_of_a_network(activation):
    neuron = Neuron(a=[0.5, -1.5], w=[1.25, 0.75], b=-0.5, activation=activation)
    net = nnlib.Network([2, 1], output=activation)
    net.W[1], net.b[1] = np.array([neuron.w]), np.array([[neuron.b]])
    assert neuron.output == pytest.approx(net.forward(np.array([neuron.a]).T).item(), abs=1e-15)
    assert neuron.z == pytest.approx(net.Z[1].item(), abs=1e-15)
    assert neuron.products == [0.625, -1.125]
    slope = nnlib.activations.get(activation).derivative(net.Z[1])
    assert neuron.slope == pytest.approx(slope.item(), abs=1e-15)


def test_the_worked_example_of_the_chapter():
    neuron = Neuron(a=[0.05, 0.1], w=[0.15, 0.2], b=0.35)
    assert neuron.z == pytest.approx(0.3775)
    assert neuron.output == pytest.approx(0.5933, abs=5e-5)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"b": 6.5}, "b is 6.5, but must be a number from -6 to 6"),
        ({"b": "1"}, "b is '1', but must be a number from -6 to 6"),
        ({"b": float("nan")}, "b is nan, but must be"),
        ({"a": [1, 2]}, "a has 2 numbers, but w has 3"),
        ({"w": [1, 2, 3]}, r"w\[2\] is 3, but must be a number from -2 to 2"),
        ({"a": [], "w": []}, "has length 0, but must have 1 to 6 numbers"),
        ({"a": 1}, "a is 1, but must be a list of 1 to 6 numbers"),
        ({"activation": "softmax"}, "activation is 'softmax', but must be one of 'identity'"),
        ({"activation": "sigmod"}, "did you mean 'sigmoid'"),
    ],
)
def test_bad_settings_are_refused(settings, message):
    with pytest.raises(TraitError, match=message):
        Neuron(**settings)
    neuron = Neuron()
    before = neuron.get_state()
    with pytest.raises(TraitError, match=message), neuron.hold_trait_notifications():
        for name, value in settings.items():
            setattr(neuron, name, value)
    assert neuron.get_state() == before


def test_one_of_two_lists_alone_cannot_change_its_length():
    neuron = Neuron()
    with pytest.raises(TraitError, match="a has 2 numbers, but w has 3"):
        neuron.a = [1, 2]
    with neuron.hold_trait_notifications():
        neuron.a, neuron.w = [1, 2], [0.5, 0.25]
    assert neuron.z == pytest.approx(0.5 + 0.5 + 0.5)


def test_still_picture_tells_the_state():
    still = Neuron(a=[1.0], w=[-2.0], b=1.0, activation="leaky_relu").still()
    assert isinstance(still, Picture)
    for words in ("leaky relu", "-2.00", "z = -1.00", "-0.010", "slope 0.010"):
        assert words in still.alt
    assert "z ≈ 1.01" in Neuron(a=[1.0], w=[1.0], b=0.0123).still().alt


def test_any_sequence_of_numbers_will_do():
    assert Neuron(a=range(2), w=(1, -1)).a == [0.0, 1.0]
