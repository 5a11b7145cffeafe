"""The BackpropagationStepper figure in Python."""

import contextlib
import inspect

import numpy as np
import pytest
from helpers.labels import clashes_on_paper
from matplotlib.text import Text
from traitlets import TraitError
from widgets.backpropagation_stepper.common import NETS

import nnlib
from nnlib import backpropagation
from nnlib.figures import Picture
from nnlib.losses import LOSSES
from nnlib.widgets import BackpropagationStepper
from nnlib.widgets.backpropagation_stepper.code import excerpt
from nnlib.widgets.backpropagation_stepper.figure import PRESETS


def test_the_default_is_the_example_of_mazur():
    figure = BackpropagationStepper()
    net = figure.network()
    J, _ = net.cost_and_gradient(*figure.example())
    assert pytest.approx(0.298371109, abs=5e-10) == J
    assert net.Delta[2].ravel() == pytest.approx([0.138498562, -0.038098237], abs=5e-10)
    assert figure.eta == 0.5
    assert figure.update_biases is False


@pytest.mark.parametrize("name", PRESETS)
def test_presets(name):
    figure = BackpropagationStepper(**PRESETS[name])
    assert np.isfinite(figure.network().cost(*figure.example()))
    preset = figure.facts()["presets"][name]
    assert preset == {"title": PRESETS.titles[name], "settings": PRESETS[name]}


def test_each_output_has_the_losses_that_go_with_it():
    for output, names in BackpropagationStepper.facts()["losses"].items():
        for loss in LOSSES:
            fits = loss in names
            with contextlib.nullcontext() if fits else pytest.raises(TraitError, match="not fit"):
                BackpropagationStepper(output=output, loss=loss, y=[0, 1])


@pytest.mark.parametrize("column", [False, True])
def test_from_a_network_and_back(column):
    net = nnlib.Network([2, 3, 1], hidden="relu", output="sigmoid", loss="binary_cross_entropy")
    x, y = np.array([0.5, -1.0]), np.array([1.0])
    example = (x.reshape(-1, 1), y.reshape(-1, 1)) if column else (x, y)
    figure = BackpropagationStepper.from_network(net, *example, eta=0.1)
    twin = figure.network()
    assert repr(twin) == repr(net)
    assert (twin.theta == net.theta).all()
    assert twin.theta is not net.theta
    assert (figure.x, figure.y, figure.eta, figure.update_biases) == ([0.5, -1], [1], 0.1, True)


def test_networks_that_it_cannot_show():
    with pytest.raises(TypeError, match="net is 3, but must be a nnlib.Network"):
        BackpropagationStepper.from_network(3, [1], [1])
    small = nnlib.Network([2, 2], l2=0.1)
    with pytest.raises(ValueError, match="net has penalties, l2=0.1 and l1=0"):
        BackpropagationStepper.from_network(small, [1, 2], [1, 2])
    with pytest.raises(ValueError, match=r"x has shape \(2, 3\), but one example is wanted"):
        BackpropagationStepper.from_network(nnlib.Network([2, 2]), np.ones((2, 3)), [1, 2])
    with pytest.raises(TraitError, match=r"d\[1\] is 4, but must be a whole number from 1 to 3"):
        BackpropagationStepper.from_network(nnlib.Network([2, 4, 2]), [1, 2], [1, 2])
    with pytest.raises(TraitError, match="d has length 4, but must have 2 to 3 whole numbers"):
        BackpropagationStepper.from_network(nnlib.Network([2, 2, 2, 2]), [1, 2], [1, 2])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"eta": 0}, "eta is 0, but must be a number from 0.001 to 10"),
        ({"d": [2, 2.5, 2]}, "must be a list of whole numbers"),
        ({"d": [2, 3, 2]}, r"theta has length 12, but d = \[2, 3, 2\] needs P = 17"),
        ({"x": [1]}, r"x has length 1, but d = \[2, 2, 2\] needs d_0 = 2"),
        ({"y": [1, 2, 3]}, "y has length 3, but .* needs d_L = 2"),
        ({"theta": [np.nan] * 12}, r"theta\[0\] is nan"),
        ({"hidden": "softmax"}, "hidden is 'softmax', but must be one of"),
        ({"loss": "cross_entropy"}, "loss='cross_entropy' does not fit output='sigmoid'"),
        ({"loss": "binary_cross_entropy", "y": [0, 2]}, "y ranges from 0 to 2"),
        ({"output": "softmax", "loss": "cross_entropy", "y": [1, 1]}, "with sum 2"),
        ({"step": 10}, "step is 10, but the steps are 0 to 9"),
        ({"step": -1}, "step is -1, but must be a whole number of at least 0"),
        ({"update_biases": 1}, "update_biases is 1, but must be True or False"),
    ],
)
def test_bad_settings(settings, message):
    with pytest.raises(TraitError, match=message):
        BackpropagationStepper(**settings)
    figure = BackpropagationStepper()
    before = {name: getattr(figure, name) for name in figure.settings()}
    with pytest.raises(TraitError, match=message), figure.hold_trait_notifications():
        for name, value in settings.items():
            setattr(figure, name, value)
    assert {name: getattr(figure, name) for name in figure.settings()} == before


def test_what_is_no_setting():
    with pytest.raises(TypeError, match="no setting 'code'"):
        BackpropagationStepper(code={})
    with pytest.raises(TraitError, match="read-only"):
        BackpropagationStepper().code = {}


def test_the_source_is_that_of_nnlib():
    code = BackpropagationStepper().code
    functions = {
        "forward": backpropagation.forward_pass,
        "cost": nnlib.Network.mean_loss,
        "backward": backpropagation.backward_pass,
        "update": nnlib.optimizers.GradientDescent.update,
    }
    assert code.keys() == functions.keys()
    for name, function in functions.items():
        source = inspect.getsource(function)
        assert code[name]["name"] == function.__qualname__
        assert all(line in source for line in code[name]["lines"])
        assert '"""' not in "".join(code[name]["lines"])
        assert code[name]["lines"][-1].strip() == source.rstrip().splitlines()[-1].strip()

    def marked(part, mark):
        return [code[part]["lines"][k].strip() for k in code[part]["marks"][mark]]

    assert marked("forward", "Z") == ["pre_activations(bW[ell], A1[ell - 1], out=Z[ell])"]
    assert marked("forward", "A") == ["sigma[ell].value(Z[ell], out=A[ell])"]
    assert marked("update", "update")[-1] == "theta -= self.times(self.eta, gradient)"
    assert marked("backward", "recursion")[0].startswith("slope = ")


def test_a_mark_that_the_source_has_lost():
    with pytest.raises(LookupError, match="forward_pass has no statement with 'gone"):
        excerpt(backpropagation.forward_pass, {"Z": ("gone(",)})


@pytest.mark.parametrize("name", PRESETS)
def test_still(name):
    picture = BackpropagationStepper(**PRESETS[name]).still()
    assert isinstance(picture, Picture)
    assert "forward and back" in picture.alt
    if name == "mazur":
        assert "0.751365, 0.772928" in picture.alt
        assert "The cost is 0.298371109" in picture.alt
    assert picture.svg.startswith("<svg")


@pytest.mark.parametrize("figure", NETS, ids=lambda figure: f"{figure.d} {figure.loss}")
def test_labels_of_the_still_can_be_read(figure):
    assert clashes_on_paper(figure.still().figure) == []


def test_rounded_numbers_of_the_still_have_their_sign():
    texts = [t.get_text() for t in BackpropagationStepper().still().figure.findobj(Text)]
    assert {r"$J \approx {0.298371109}$", "$b = {0.35}$"} <= set(texts)


def test_the_number_worked_out_is_a_setting():
    assert BackpropagationStepper(step=6, chosen=5).chosen == 5
    with pytest.raises(TraitError, match="chosen is -1, but must be a whole number of at least 0"):
        BackpropagationStepper(chosen=-1)
