"""A link that sets a live figure to what it would not accept stops the build, with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import figure_links
import pytest
from helpers.minibook import build
from live import STATE

from nnlib.widgets import GradientDescentFigure, Neuron, Playground, Replay
from nnlib.widgets.playground.experiments import EXPERIMENTS

FIGURES = {"gd": GradientDescentFigure, "n": Neuron, "p": Playground, "r": Replay}


@pytest.mark.parametrize(
    "setting",
    [
        "eq-delta",
        "gd.surface=rosenbrock",
        "gd.start=-1.2,1",
        "gd.start=-1.2%2C1",
        "gd.eta=0.001",
        "gd.steps=300",
        "n.b=-2",
        "n.activation=tanh",
        "p.d=2,8,8,1",
        "r.show=weights",
    ],
)
def test_what_a_figure_accepts_passes(setting: str) -> None:
    assert figure_links.complaint(setting, FIGURES) is None


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("descent.eta=1", "no figure 'descent', but 'gd', 'n', 'p', 'r'"),
        ("gd.rate=1", "'gd' has no setting 'rate'"),
        ("gd.key=x", "no setting 'key'"),
        ("gd.grid=1", "does not stand in an address"),
        ("gd.surface=bowls", "surface is 'bowls', but must be one of"),
        ("gd.eta=0", "eta is 0.0, but must be"),
        ("gd.eta=fast", "fast"),
        ("gd.eta=", "float"),
        ("gd.eta=nan", "eta is nan"),
        ("gd.steps=2.5", "steps is 2.5, but must be a whole number"),
        ("gd.start=1", "start has length 1"),
        ("n.activation=swish", "activation is 'swish'"),
        ("p.d=2,9,1", r"d\[1\] is 9"),
    ],
)
def test_what_it_would_pass_over_is_named(setting: str, words: str) -> None:
    complaint = figure_links.complaint(setting, FIGURES)
    assert complaint and re.search(words, complaint), complaint


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_experiments_of_the_playground_are_possible(name: str) -> None:
    assert Playground(**EXPERIMENTS[name])


PAGE = """# One

A <a href="#n.b=2">good link</a>, and

one to <a href="two.html#gd.eta=0.1&amp;gd.surface=bowls">another page</a>.

And <a href="#n.c=2">one more</a>, and <a href="https://elsewhere.example/#a.b=c">a foreign one</a>.
"""
KEEPS = """
def setup(app):
    from myst_nb.sphinx_ import NbMetadataCollector

    def keep(app, doctree):
        if app.env.docname in STATES:
            script = {{"type": {kind!r}, "body": STATES[app.env.docname]}}
            NbMetadataCollector.add_js_file(app.env, app.env.docname, "state", None, script)

    app.connect("doctree-read", keep)
STATES = {states!r}
"""


def test_a_build_stops_and_names_file_line_and_link(tmp_path: Path) -> None:
    def state(kind: type, key: str) -> str:
        model = {"_anywidget_id": f"{kind.__module__}.{kind.__name__}", "key": key}
        return json.dumps({"state": {"1": {"state": model}}})

    states = {"one": state(Neuron, "n"), "two": state(GradientDescentFigure, "gd")}
    book = build(
        tmp_path,
        {"one": PAGE, "two": "# Two\n"},
        extensions=("mathml", "figure_links"),
        configuration=KEEPS.format(kind=STATE, states=states),
    )
    assert book.status != 0
    assert re.findall(r"(\w+\.md:\d+): WARNING: link (\S+):", book.log) == [
        ("one.md:5", "two.html#gd.eta=0.1&gd.surface=bowls"),
        ("one.md:7", "#n.c=2"),
    ]
    assert "surface is 'bowls', but must be one of" in book.log
