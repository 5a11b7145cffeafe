"""What the Neuron computes and lays out in the browser, without one."""

import numpy as np
import pytest
from helpers.v8 import harness

from nnlib.widgets import Neuron

SOURCE = """
import { layout, tangentOf } from "widgets/neuron/layout.js";
import { compute } from "widgets/neuron/model.js";

export default {
  compute: (settings) => compute(settings),
  layout(settings, width, bound) {
    const state = compute(settings);
    const at = layout(state, width, bound);
    return {
      axes: [at.height, at.z.domain, at.z.range, at.y.domain, at.y.range],
      box: [...at.z.range, at.top, at.bottom],
      point: [at.z(state.z), at.y(state.out)],
      tangent: tangentOf(state, at),
    };
  },
};
"""
BOUND = Neuron.b.high
MOST = Neuron.w.high


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("neuron")) as call:
        yield call


def settings(figure):
    return {name: getattr(figure, name) for name in ("a", "w", "b", "activation")}


def some_neurons():
    """One for each activation, with 1 to 6 inputs."""
    rng = np.random.default_rng(0)
    neurons = []
    for k, activation in enumerate(Neuron.activation.choices):
        a, w = rng.uniform(-MOST, MOST, (2, 1 + k % 6))
        neurons.append(Neuron(a=a, w=w, b=rng.uniform(-BOUND, BOUND), activation=activation))
    return neurons


@pytest.mark.parametrize("figure", some_neurons(), ids=lambda figure: figure.activation)
def test_numbers(js, figure):
    computed = js("compute", settings(figure))
    assert computed["products"] == figure.products
    for name, value in (("z", figure.z), ("out", figure.output), ("slope", figure.slope)):
        assert computed[name] == pytest.approx(value, abs=1e-14)


@pytest.mark.parametrize("width", [280, 700])
@pytest.mark.parametrize("figure", some_neurons(), ids=lambda figure: figure.activation)
def test_point_and_tangent_are_in_the_plot(js, figure, width):
    """Wherever the bias takes them; and the axes keep still under the hand."""
    biases = (-BOUND, figure.b, BOUND)
    drawings = [js("layout", settings(figure) | {"b": b}, width, BOUND) for b in biases]
    assert all(drawing["axes"] == drawings[0]["axes"] for drawing in drawings)
    for drawing in drawings:
        left, right, top, bottom = drawing["box"]
        (x0, y0), (x1, y1) = drawing["tangent"]
        for x, y in (drawing["point"], *drawing["tangent"]):
            assert left - 1e-9 <= x <= right + 1e-9
            assert top - 1e-9 <= y <= bottom + 1e-9
        assert x0 <= drawing["point"][0] <= x1
        assert np.hypot(x1 - x0, y1 - y0) <= 160 + 1e-9
