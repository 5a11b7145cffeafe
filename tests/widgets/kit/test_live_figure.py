"""What every live figure has in common: its settings, its display, its still picture."""

import json
import re
import subprocess
import sys

import pytest
import traitlets
from matplotlib.figure import Figure

import nnlib
from nnlib import widgets
from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.widgets import LiveFigure
from nnlib.widgets.kit.traits import Choice, Count, Number


def a_digits_network():
    return nnlib.Network([64, 5, 10], output="softmax", loss="cross_entropy")


def a_replay():
    X, labels = nnlib.datasets.xor()
    Y = labels[None].astype(float)
    net = nnlib.Network([2, 3, 1], output="sigmoid", loss="binary_cross_entropy")
    history = nnlib.train(net, X, Y, epochs=2, snapshot_every=1, progress=False)
    return net, history, X, Y


# What a figure that shows something trained has to be given.
ARGUMENTS = {"DrawDigit": lambda: (a_digits_network(),), "Replay": a_replay}
FIGURES = [getattr(widgets, name) for name in widgets.__all__ if name != "LiveFigure"]


class Sample(LiveFigure):
    _esm = "export default {};"
    below = Number(0.0, high=3)
    eta = Number(0.1, 0, above=True)
    steps = Count(10, 1)
    shape = Choice("bowl", {"bowl": "Round bowl", "ravine": "Ravine"})

    @classmethod
    def facts(cls):
        return {**super().facts(), "suggested": {"bowl": 0.5}}

    def still(self):
        return Picture(Figure(figsize=(1, 1)), f"Steps: {self.steps}. <b>Nothing else</b>")


def test_unknown_setting():
    with pytest.raises(TypeError, match=r"Sample has no setting 'rate'; it has 'below', 'eta'"):
        Sample(rate=1)


def test_display():
    figure = Sample(steps=7)
    data, _ = figure._repr_mimebundle_()
    assert data["text/plain"] == "Steps: 7. <b>Nothing else</b>"
    found = re.fullmatch(
        r'<div class="nn-live" data-model-id="([^"]+)">(<svg .*</svg>)</div>', data["text/html"]
    )
    assert found[1] == figure.model_id
    assert "<b>" not in found[2]
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == figure.model_id


def test_facts_travel_with_the_figure():
    """Bounds and words as the traits have them, and what the figure adds; JSON can carry all."""
    facts = Sample().get_state("_facts")["_facts"]
    json.dumps(facts, allow_nan=False)
    assert facts["suggested"] == {"bowl": 0.5}
    assert facts["traits"]["eta"] == {"kind": "number", "low": 0, "high": None, "above": True}
    assert facts["traits"]["below"]["low"] is None
    assert facts["traits"]["steps"] == {"kind": "count", "low": 1, "high": None}
    assert facts["traits"]["shape"] == {
        "kind": "choice",
        "choices": ("bowl", "ravine"),
        "labels": ["Round bowl", "Ravine"],
    }


@pytest.mark.parametrize("cls", FIGURES, ids=lambda cls: cls.__name__)
def test_every_figure(cls):
    figure = cls(*ARGUMENTS.get(cls.__name__, tuple)())
    assert figure._esm.count("export default {") == 1
    assert not re.search(r"^import\b|^export (?!default \{)", figure._esm, re.MULTILINE)
    assert ".nn-figure" in figure._css
    assert isinstance(figure.still(), Picture)
    assert len(figure.still().alt) > 40
    json.dumps(
        {name: value for name, value in figure.get_state().items() if name != "layout"},
        default=lambda value: None,
        allow_nan=False,
    )
    for name in cls.settings():
        assert isinstance(cls.class_traits()[name], traitlets.TraitType)
        assert cls.class_traits()[name].metadata.get("sync"), name


@pytest.mark.parametrize("cls", FIGURES, ids=lambda cls: cls.__name__)
def test_a_choice_of_activations_is_that_of_nnlib(cls):
    lists = [trait.choices for trait in cls.class_traits().values() if isinstance(trait, Choice)]
    for choices in lists:
        if "relu" in choices:
            assert choices in (tuple(ENTRYWISE), tuple(ACTIVATIONS))


def test_import_of_nnlib_loads_no_widget():
    code = "import nnlib, sys; print([m for m in sys.modules if 'widgets' in m])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
