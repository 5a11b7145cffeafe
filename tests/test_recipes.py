"""The recipes of CONTRIBUTING, followed in a copy of the project: a new member is everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from helpers.recipes import RECIPES, Recipe
from helpers.site_fixtures import ROOT

pytestmark = pytest.mark.slow

NEW = ("softsign", "log_cosh", "AveragedDescent", "square", "bands")
# Tests of all tables, documentation and imports at once: they must hold with what is new.
WHOLE = (
    "tests/test_families.py",
    "tests/test_docstrings.py",
    "tests/test_import.py",
    "tests/engine/test_tables.py",
    "tests/widgets/kit/test_live_figure.py",
)
# What the copy says of itself, as JSON: run in its folder.
ASK = """
import json, sys, tempfile
from pathlib import Path

sys.path[:0] = ["tests", "tools", "book/_ext"]
import nnlib
from helpers.lab_figures import cases, figures_notebook
from helpers.minibook import build
from nnlib import activations, losses, optimizers, widgets

def refusal(call):
    try:
        call()
    except ValueError as error:
        return str(error)

TABLES = ("activations.ACTIVATIONS", "losses.LOSSES", "optimizers.OPTIMIZERS")
page = "# Page\\n" + "".join(f"\\n```{{family}} nnlib.{table}\\n```\\n" for table in TABLES)
# The entries that the names of a table lead to are not on this page.
alone = "nitpick_ignore_regex = [('py:.*', 'nnlib.*')]"
with tempfile.TemporaryDirectory() as folder:
    extensions = ("mathml", "api_docs")
    book = build(Path(folder), {"page": page}, extensions=extensions, configuration=alone)
    assert book.status == 0, book.log
    api = book.page("page")
print(json.dumps({
    "where": nnlib.__file__,
    "refusals": [
        refusal(lambda: nnlib.Network([2, 1], hidden="nonesuch")),
        refusal(lambda: nnlib.Network([2, 1], loss="nonesuch")),
        refusal(lambda: optimizers.OPTIMIZERS.choose("nonesuch")),
    ],
    "facts": {name: getattr(widgets, name).facts() for name in widgets.__all__},
    "api": api,
    "lab": figures_notebook(),
    "lab_cases": list(cases()),
}))
"""


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, which imports the nnlib of the copy."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1800,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a new member of each kind."""
    copy = tmp_path_factory.mktemp("project")
    passed_over = shutil.ignore_patterns("__pycache__")
    for name in ("nnlib", "tests", "tools", "book"):
        shutil.copytree(ROOT / name, copy / name, ignore=passed_over)
    for name in ("pyproject.toml", "_toc.yml", "README.md", "requirements.txt"):
        shutil.copy(ROOT / name, copy)
    for recipe in RECIPES:
        recipe.follow(copy)
    return copy


@pytest.fixture(scope="module")
def said(project: Path) -> dict[str, Any]:
    done = run(project, "-c", ASK)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert Path(answer["where"]).is_relative_to(project), "the copy is asked, not the original"
    return answer


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.heading)
def test_contributing_names_every_file(recipe: Recipe) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {recipe.heading}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    for path in recipe.paths:
        assert Path(path).name in section, path


def test_refusals_list_the_new_names(said: dict[str, Any]) -> None:
    for name, refusal in zip(NEW, said["refusals"], strict=False):
        assert repr(name) in refusal


@pytest.mark.parametrize(
    ("figure", "setting", "name", "words"),
    [
        ("Neuron", "activation", "softsign", "soft sign"),
        ("ForwardPass", "hidden", "softsign", "soft sign"),
        ("ForwardPass", "output", "softsign", "soft sign"),
        ("BackpropagationStepper", "hidden", "softsign", "soft sign"),
        ("BackpropagationStepper", "output", "softsign", "soft sign"),
        ("BackpropagationStepper", "loss", "log_cosh", "log-cosh"),
        ("DrawDigit", "hidden", "softsign", "soft sign"),
        ("Replay", "hidden", "softsign", "soft sign"),
        ("Replay", "loss", "log_cosh", "log-cosh"),
        ("Playground", "data", "bands", "bands"),
        ("Playground", "hidden", "softsign", "soft sign"),
        ("Playground", "optimizer", "AveragedDescent", "averaged descent"),
        ("GradientDescentFigure", "optimizer", "AveragedDescent", "averaged descent"),
        ("Race", "rules", "AveragedDescent", "averaged descent"),
    ],
)
def test_figures_offer_what_is_new(
    said: dict[str, Any], figure: str, setting: str, name: str, words: str
) -> None:
    facts = said["facts"][figure]["traits"][setting]
    assert dict(zip(facts["choices"], facts["labels"], strict=True))[name] == words


def test_figures_know_what_the_new_rule_takes(said: dict[str, Any]) -> None:
    assert said["facts"]["Playground"]["rates"]["AveragedDescent"] == ["eta"]
    assert said["facts"]["GradientDescentFigure"]["sliders"]["AveragedDescent"] == ["eta"]
    race = said["facts"]["Race"]
    assert all(suited["rules"]["AveragedDescent"]["eta"] > 0 for suited in race["suited"].values())
    assert race["rule_styles"]["AveragedDescent"]["mark"]


def test_the_api_page_describes_what_is_new(said: dict[str, Any]) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", said["api"]))
    for row in (
        r"softsign soft sign sigma\(z\) = z / \(1 \+ \|z\|\)",
        "log_cosh log-cosh The logarithm of the hyperbolic cosine of a miss",
        "AveragedDescent averaged descent m &lt;- beta",
    ):
        assert re.search(row, page), row


def test_the_new_figure_is_tried_in_a_notebook(said: dict[str, Any]) -> None:
    assert "Square" in said["lab_cases"]
    assert 'figure = widgets.Square(key="square")\nfigure' in said["lab"]


@pytest.fixture(scope="module")
def tried(project: Path) -> set[tuple[str, str]]:
    """The tests of the copy that try what is new and pass: module and name. None fails."""
    report = project / "report.xml"
    # Against JAX, one case of both: the others take long, and show nothing else.
    chosen = f"({' or '.join(NEW)}) and not against_jax or log_cosh-softsign-softsign"
    everything = ["-m", "not slow", "--ignore=tests/book", "-k", chosen, "tests"]
    outcomes = set()
    for arguments in (list(WHOLE), everything):
        done = run(project, "-m", "pytest", "-q", "-n", "0", f"--junitxml={report}", *arguments)
        assert done.returncode == 0, done.stdout
        for case in ET.parse(report).iter("testcase"):
            if case.find("skipped") is None:
                outcomes.add((case.attrib["classname"], case.attrib["name"]))
    return outcomes


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        (
            "softsign",
            {
                "test_activations",
                "test_backpropagation",
                "test_bad_input",
                "test_losses",
                "against_jax.test_backpropagation",
                "engine.test_activations",
                "engine.test_losses",
                "engine.test_network",
                "engine.test_optimizers",
                "widgets.neuron.test_figure",
            },
        ),
        (
            "log_cosh",
            {
                "test_backpropagation",
                "test_bad_input",
                "test_losses",
                "against_jax.test_backpropagation",
                "engine.test_losses",
                "engine.test_optimizers",
            },
        ),
        (
            "AveragedDescent",
            {
                "optimizers.test_every_rule",
                "optimizers.test_base",
                "optimizers.test_reaching",
                "optimizers.test_resuming",
                "test_bad_input",
                "engine.test_optimizers",
                "engine.test_training",
            },
        ),
        ("square", {"widgets.square.test_figure"}),
        ("bands", {"engine.test_datasets", "widgets.playground.test_session"}),
    ],
)
def test_the_common_tests_try_what_is_new(
    tried: set[tuple[str, str]], name: str, modules: set[str]
) -> None:
    there = {module.removeprefix("tests.") for module, test in tried if name in test}
    assert modules <= there, modules - there
