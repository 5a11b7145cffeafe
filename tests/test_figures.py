"""Every figure draws, describes itself, follows the theme, and disturbs nothing around it."""

import base64
import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from nnlib import figures, surfaces
from nnlib.figures import style

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"
POINTS = np.random.default_rng(0).normal(size=(2, 40))
LABELS = np.arange(40) % 3
NUDGES = np.logspace(-8, -1, 8)


def _history(accuracy=(0.5, 0.8, 0.9)):
    cost = [1.0, 0.5, 0.3]
    return SimpleNamespace(
        cost=cost, validation_cost=cost, accuracy=list(accuracy), validation_accuracy=list(accuracy)
    )


def _net(rows):
    return SimpleNamespace(forward=lambda X: np.tanh(np.vstack([X, X[:1] - X[1:]])[:rows]))


DIAGRAMS = {
    "network": figures.network_diagram,
    "network, abridged": lambda: figures.network_diagram([64, 32, 10]),
    "network, one layer": lambda: figures.network_diagram([2, 1]),
    "network, deep": lambda: figures.network_diagram([2, 3, 3, 3, 3, 1], max_neurons=4),
    "network, no mark": lambda: figures.network_diagram([3, 2, 2], highlight=None),
    "neuron": figures.neuron_diagram,
    "neuron, relu": lambda: figures.neuron_diagram(activation="relu"),
    "zoom": figures.two_layer_zoom,
    "zoom, backward": lambda: figures.two_layer_zoom(backward=True),
    "weight path": figures.weight_path,
    "product": figures.product_blocks,
    "product, augmented": lambda: figures.product_blocks(augmented=True),
    "product, one example": lambda: figures.product_blocks(1, 1, 1),
    "product, large": lambda: figures.product_blocks(12, 12, 12, augmented=True),
    "batch": figures.batch_as_columns,
    "gradient": figures.gradient_blocks,
    "gradient, outer": lambda: figures.gradient_blocks(outer_products=True),
    "recursion": figures.recursion_blocks,
    "transpose": figures.transpose_rows,
    "chain": figures.chain_paths,
    "chain, vector": figures.chain_paths_vector,
    "losses": figures.loss_and_cost,
    "noise": lambda: figures.noise_of_batches([1, 4], {"a": [8, 2.1]}, {"a": [8, 2]}),
    "work": lambda: figures.cost_over_work({"a": [1, 0.1], "b": [0.1]}, {"a": 2.0, "b": 3.0}),
    "plateau": lambda: figures.cost_and_levels({"a": [2, 1, 0.1], "b": [3, 1]}, [1.0]),
    "line": lambda: figures.costs_along([0, 0.5, 1], {"a": [1, 3, 1], "b": [1, 2, 1]}),
    "lines": lambda: figures.costs_along(
        [-1, 0, 1], {"a": [2, 1, 2]}, {"a": [3, 1, 3]}, titles=["one", "other"]
    ),
    "plane": lambda: figures.cost_on_plane(
        [0, 1, 2], [0, 1], [[1, 2, 3], [4, 5, 9]], {"here": (1, 0.5)}
    ),
    "plane, no places": lambda: figures.cost_on_plane([0, 1], [0, 1], [[1, 2], [3, 9]]),
    "modes": lambda: figures.modes_over_time([0, 1, 2], {"a": [0, 1, 2]}, {"a": [0, 1, 2.1]}),
    "edge": lambda: figures.edge_of_stability(
        {"a": [3, 1, 0.5], "b": [3, 2, 1]}, {"a": [9, 5], "b": [9, 7]}, {"a": 5, "b": 7.5}, every=2
    ),
    "factors": lambda: figures.step_factors(
        [0, 1, 2], {"a": [1, 0, 1], "b": [1, 0.5, 0.4]}, across=r"$\eta$"
    ),
    "components": lambda: figures.components_over_steps([1, 5], [3, 1], [[0.1, 0], [1.2, 0.5]]),
    "setting": lambda: figures.over_setting(
        [1, 10], {"a": [0.1, 0.5], "b": [0, 1]}, setting="strength", quantity="share"
    ),
    "calibration": lambda: figures.calibration({"a": ([0.2, 0.9], [0.5, 1]), "b": ([0.5], [0])}),
    "gallery": lambda: figures.gallery_of_costs(
        {name: [2, 0.1, 30] for name in "abcd"}, {"b": [3, 4]}, constant=2.3
    ),
    "rates": lambda: figures.cost_over_rates([0.1, 1], {"a": [0.5, np.inf]}, start=2.3),
    "price": lambda: figures.cost_over_gradients({"a": ([1, 3, 7], [2, 1, 0.5]), "b": ([1], [3])}),
    "line search": lambda: figures.line_search(
        lambda a: (a - 1) ** 2, lambda a: 2 * (a - 1), {"a": 0.5, "b": 1.9}, span=(0, 3)
    ),
    "line search, to be judged": lambda: figures.line_search(
        np.cos, lambda a: -np.sin(a) - 0.1, {"a": 0.5}, span=(0, 9), conditions=False
    ),
    "tracking": lambda: figures.errors_over_rates(
        {"a": ([0.1, 1], [2, 3]), "b": ([0.01], [1])}, rate="rate"
    ),
    "graph": figures.computation_graph,
    "flow": figures.delta_flow,
    "flow, one layer": lambda: figures.delta_flow(1),
    "flow, four layers": lambda: figures.delta_flow(4),
    "symbol": figures.symbol_anatomy,
    "curves": figures.activation_curves,
    "curves, one": lambda: figures.activation_curves("gelu"),
    "slope": lambda: figures.slope_at_point(np.sin, 0.5, np.cos(0.5)),
    "differences": lambda: figures.difference_errors(NUDGES, NUDGES**2, NUDGES),
    "differences, one exact": lambda: figures.difference_errors([1e-3, 1e-6], [0, 1e-9], [1, 0]),
    "nudges": lambda: figures.errors_over_nudges(
        NUDGES, {"a": NUDGES**2, "b": 0 * NUDGES}, {"a": NUDGES**2}
    ),
    "descent": lambda: figures.gradient_descent_1d(np.square, lambda t: 2 * t, [2.0, 1.0, 0.5]),
    "descent, uphill": lambda: figures.gradient_descent_1d(
        np.square, lambda t: 2 * t, [-2.0, -1.0]
    ),
    "bowl": lambda: figures.descent_on_bowl([[2.0, 1.0], [1.0, -0.5], [0.5, 0.1]]),
    "paths": lambda: figures.paths_on_surface(
        surfaces.get("saddle"), {"a": [[1.0, 1.0], [0.0, 0.5]], "b": [[1.0, 1.0]]}
    ),
    "spectra": lambda: figures.spectra({"a": [2.0, 1e-4, 0.0, -0.5], "b": [[1.0]]}),
    "bowl, no step": lambda: figures.descent_on_bowl([[2.0, 0.0]]),
    "depth": lambda: figures.through_depth({"a": [1, 2, 4], "b": [1, 0.1, 0.01]}, {"a": [1, 2, 4]}),
    "depth, by epoch": lambda: figures.through_depth({"a": [2, 1]}, across="epoch"),
    "learning": lambda: figures.learning_curves(_history()),
    "learning, no accuracy": lambda: figures.learning_curves(_history(())),
    "confusion": lambda: figures.confusion_matrix(LABELS, np.roll(LABELS, 1) * (LABELS > 0), 3),
    "confusion, named": lambda: figures.confusion_matrix(LABELS, LABELS, ["a", "b", "c"]),
    "confusion, counted": lambda: figures.confusion_matrix(LABELS, LABELS, np.int64(3)),
    "descent, flat": lambda: figures.gradient_descent_1d(
        lambda t: 0 * t + 1, lambda t: 0 * t, [1.0, 1.0]
    ),
    "digits": lambda: figures.digit_grid(np.linspace(0, 1, 192).reshape(64, 3), ["0", "1", "2"]),
    "digits, large": lambda: figures.digit_grid(
        np.linspace(0, 1, 2352).reshape(784, 3), ["0", "1", "2"], side=28
    ),
    "epochs": lambda: figures.over_epochs(
        {"a": [-0.1, 0.5, 1], "b": [np.nan, 0, 1]}, "score", levels={"c": 1}
    ),
    "steps": lambda: figures.over_steps(
        {"a": np.ones(2000), "b": [3, 2]}, "length", levels={"best": 1.5}, log=True
    ),
    "steps, one": lambda: figures.over_steps({"a": [-1, 1]}, "place"),
    "spread": lambda: figures.spread_of_runs({"a": [0.9, 0.95], "b": [0.5]}, "right", level=0.9),
    "epochs, one": lambda: figures.over_epochs({"a": [-0.1, 0.5]}, "score"),
    "digit": lambda: figures.digit_as_column(np.linspace(0, 1, 192).reshape(64, 3), 1),
    "output errors": figures.output_errors,
    "surface": lambda: figures.decision_surface(_net(1), POINTS, np.sign(POINTS[:1])),
    "surface, one-hot": lambda: figures.decision_surface(_net(3), POINTS, np.eye(3)[:, LABELS]),
    "surface, labels": lambda: figures.decision_surface(_net(2), POINTS, LABELS % 2),
}


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in DIAGRAMS.items()}


def test_every_figure_is_tried():
    source = Path(__file__).read_text(encoding="utf-8")
    table = source.split("DIAGRAMS = {")[1].split("\n}")[0]
    tried = set(re.findall(r"figures\.(\w+)", table))
    assert tried == set(figures.__all__) - {"PALETTE", "Picture", "light"}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_is_valid_xml_with_a_description(name, drawn):
    bundle = drawn[name]._repr_mimebundle_()
    root = ElementTree.fromstring(bundle["text/html"])
    assert root.tag == SVG + "svg"
    assert root.attrib["role"] == "img"
    by_id = {element.get("id"): element for element in root.iter()}
    spoken = " ".join(by_id[label].text for label in root.attrib["aria-labelledby"].split())
    assert spoken == bundle["text/plain"] == drawn[name].alt
    assert len(spoken) > 40
    assert "<!DOCTYPE" not in bundle["text/html"]
    assert not {"style", "metadata", "script"} & {e.tag.removeprefix(SVG) for e in root.iter()}


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_colour_is_of_the_palette(name, drawn):
    without_variables = drawn[name].svg
    for colour in style.PALETTE:
        without_variables = without_variables.replace(style.variable(colour), "")
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?!-)", without_variables)
    assert "rgb(" not in without_variables
    # What says nothing about its fill would be black on either ground.
    uncoloured = list(_uncoloured(ElementTree.fromstring(drawn[name].svg)))
    assert not uncoloured, ElementTree.tostring(uncoloured[0])[:200]


@pytest.mark.parametrize("name", DIAGRAMS)
def test_only_the_picture_as_a_whole_has_a_style(name, drawn):
    """A site may forbid styles inside its pages; attributes of SVG it may not."""
    root = ElementTree.fromstring(drawn[name].svg)
    assert [element.tag for element in root.iter() if "style" in element.attrib] == [SVG + "svg"]
    set_by_it = dict(part.split(":", 1) for part in root.attrib["style"].split(";"))
    assert not set_by_it.keys() & {"fill", "stroke", "stroke-linejoin"}


def test_what_is_no_attribute_of_svg_stays_a_style():
    attributes = {"style": "fill: none; mix-blend-mode:multiply;stroke-width: 2"}
    figures.picture._spell_out(attributes)
    assert attributes == {"fill": "none", "stroke-width": "2", "style": "mix-blend-mode:multiply"}


def test_many_cells_are_images_that_follow_the_theme(drawn):
    """A stencil of the pictures, over the colour of ink: as shapes they would weigh ten times."""
    svg = drawn["digits, large"].svg
    root = ElementTree.fromstring(svg)
    (mask,) = root.iter(SVG + "mask")
    images = list(mask)
    assert [image.tag for image in images] == [SVG + "image"] * 3
    assert not [e for e in root.iter(SVG + "image") if e not in images]
    (shown,) = [e for e in root.iter(SVG + "rect") if "mask" in e.attrib]
    assert shown.attrib["mask"] == f"url(#{mask.attrib['id']})"
    assert shown.attrib["fill"] == style.variable("ink")
    assert mask.attrib["mask-type"] == "alpha"
    stored = base64.b64decode(images[0].attrib["href"].partition(",")[2])
    alpha = np.asarray(Image.open(io.BytesIO(stored)))[..., 3]
    expected = np.rint(16 * np.linspace(0, 1, 2352).reshape(784, 3)[:, 0].reshape(28, 28)) / 16
    np.testing.assert_allclose(alpha / 255, expected, atol=1 / 255)
    assert len(svg) < 9000


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        ({}, "curves holds 0, but 1 to 4 are wanted"),
        ({"a": [1]}, r"curves\['a'\] is .*, but a list of at least 2"),
        ({"a": [1, np.inf, 0]}, r"curves\['a'\] is .*, but a list of at least 2 finite"),
        ({"a": [1, np.nan]}, r"curves\['a'\] is .*, but a list of at least 2 finite"),
        (
            {"a": [1, 2], "b": [1, 2, 3]},
            "the curves hold .*'b': 3.* numbers, but all must hold as many",
        ),
    ],
)
def test_curves_over_epochs_that_cannot_be_drawn(curves, message):
    with pytest.raises(ValueError, match=message):
        figures.over_epochs(curves, "score")


def _uncoloured(element):
    """Find the shapes to which neither they nor what encloses them gives a colour."""
    if element.tag in (SVG + "defs", SVG + "clipPath") or "fill" in element.attrib:
        return
    if element.tag in (SVG + "path", SVG + "use") and element.get("d") != "":
        yield element
    for child in element:
        yield from _uncoloured(child)


def test_ids_belong_to_one_picture_and_refer_to_it(drawn):
    seen = {}
    for name, picture in drawn.items():
        ids = re.findall(r'\bid="([^"]+)"', picture.svg)
        assert len(ids) == len(set(ids))
        assert not set(ids) & set(seen), f"{name} shares ids with another figure"
        seen.update(dict.fromkeys(ids, name))
        used = re.findall(r'(?:href="#|url\(#)([^)"]+)', picture.svg)
        assert set(used) <= set(ids)


@pytest.mark.parametrize(
    "name", ["network", "product", "digits", "digits, large", "surface", "flow"]
)
def test_two_drawings_are_the_same_to_the_byte(name, drawn):
    assert DIAGRAMS[name]().svg == drawn[name].svg


def test_another_run_draws_the_same_without_pyplot():
    code = (
        "import sys, hashlib; from nnlib import figures; svg = figures.network_diagram().svg;"
        "assert 'matplotlib.pyplot' not in sys.modules;"
        "print(hashlib.sha256(svg.encode()).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    here = figures.network_diagram().svg
    assert run.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


def test_settings_of_the_reader_are_left_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    assert figures.network_diagram([2, 2]).svg
    assert dict(matplotlib.rcParams) == before


def test_same_drawing_with_another_description_has_other_ids():
    one, two = figures.chain_paths(alt="One."), figures.chain_paths(alt="Two.")
    ids = [set(re.findall(r'\bid="([^"]+)"', picture.svg)) for picture in (one, two)]
    assert not ids[0] & ids[1]


def test_description_is_escaped():
    picture = figures.chain_paths(alt="a < b & c. Then <script>.")
    root = ElementTree.fromstring(picture.svg)
    assert root[0].text == "a < b & c."
    assert root[1].text == "Then <script>."


def test_variables_fall_back_on_jupyter_and_then_on_the_colours_of_its_theme():
    ink = "light-dark(#1f2933, #e6e9ee)"
    assert style.variable("ink") == f"var(--nn-ink, var(--jp-ui-font-color1, {ink}))"
    assert style.variable("error") == "var(--nn-error, light-dark(#b3261e, #ff8a80))"


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_save_writes_a_file_of_its_own(kind, start, tmp_path):
    path = tmp_path / f"x.{kind}"
    figures.chain_paths().save(path)
    first = path.read_bytes()
    figures.chain_paths().save(path)
    assert first.startswith(start)
    assert path.read_bytes() == first
    if kind == "svg":
        assert b"var(" not in first


def test_descriptions_tell_the_arguments():
    assert "64 inputs" in figures.network_diagram([64, 32, 10]).alt
    assert "7 by 2" in figures.product_blocks(7, 2, 3).alt
    assert "w_2,1 of layer 1" in figures.network_diagram([2, 2], highlight=(1, 2, 1)).alt
    assert figures.network_diagram(alt="Mine.").alt == "Mine."


NONSENSE = {
    "no description": lambda: figures.Picture(Figure(), "  "),
    "no figure": lambda: figures.Picture("figure", "A figure."),
    "kind of file": lambda: figures.chain_paths().save("x.pdf"),
    "colour": lambda: figures.light("pink"),
    "one layer": lambda: figures.network_diagram([3]),
    "empty layer": lambda: figures.network_diagram([3, 0, 1]),
    "half a neuron": lambda: figures.network_diagram([3, 1.5]),
    "weight from 0": lambda: figures.network_diagram([3, 2], highlight=(0, 1, 1)),
    "no such layer": lambda: figures.network_diagram([3, 2], highlight=(2, 1, 1)),
    "neuron not shown": lambda: figures.network_diagram([64, 2], highlight=(1, 1, 20)),
    "too abridged": lambda: figures.network_diagram([3, 2], max_neurons=2),
    "softmax curve": lambda: figures.neuron_diagram(activation="softmax"),
    "unknown curve": lambda: figures.activation_curves(["sigmiod"]),
    "no curve": lambda: figures.activation_curves([]),
    "span": lambda: figures.activation_curves(span=0),
    "endless span": lambda: figures.output_errors(span=np.inf),
    "mark outside": lambda: figures.output_errors(at=8),
    "no rows": lambda: figures.product_blocks(0, 3, 5),
    "too many columns": lambda: figures.gradient_blocks(N=50),
    "no such row": lambda: figures.transpose_rows(3, 4, k=4),
    "no layers": lambda: figures.delta_flow(0),
    "few losses": lambda: figures.loss_and_cost(2),
    "outside": lambda: figures.slope_at_point(np.sin, 5.0, 1.0),
    "nudge of 0": lambda: figures.difference_errors([0.0, 0.1], [1, 1], [1, 1]),
    "errors too few": lambda: figures.difference_errors(NUDGES, NUDGES[1:], NUDGES),
    "error below 0": lambda: figures.difference_errors(NUDGES, NUDGES, -NUDGES),
    "nudges at 0": lambda: figures.errors_over_nudges([0.0, 0.1], {"a": [1, 1]}),
    "no errors": lambda: figures.errors_over_nudges(NUDGES, {}),
    "errors too many": lambda: figures.errors_over_nudges(NUDGES, {"a": [1.0]}),
    "errors below 0": lambda: figures.errors_over_nudges(NUDGES, {"a": -NUDGES}),
    "errors not measured": lambda: figures.errors_over_nudges(NUDGES, {"a": NUDGES}, {"b": NUDGES}),
    "noise not predicted": lambda: figures.noise_of_batches([1, 2], {"a": [2, 1]}, {}),
    "noise of 0": lambda: figures.noise_of_batches([1, 2], {"a": [2, 0]}, {"a": [2, 1]}),
    "noise too short": lambda: figures.noise_of_batches([1, 2], {"a": [2]}, {"a": [2, 1]}),
    "no steps": lambda: figures.over_steps({"a": [1]}, "length"),
    "a step of nothing": lambda: figures.over_steps({"a": [1, np.nan]}, "length"),
    "steps below 0": lambda: figures.over_steps({"a": [1, -1]}, "length", log=True),
    "no spread": lambda: figures.spread_of_runs({}, "right"),
    "spread of nothing": lambda: figures.spread_of_runs({"a": [np.nan]}, "right"),
    "setting of 0": lambda: figures.over_setting([0, 1], {"a": [1, 1]}, setting="", quantity=""),
    "no setting": lambda: figures.over_setting([1, 2], {}, setting="", quantity=""),
    "more than all": lambda: figures.over_setting([1], {"a": [1.1]}, setting="", quantity=""),
    "settings left over": lambda: figures.over_setting([1, 2], {"a": [1]}, setting="", quantity=""),
    "sure of nothing": lambda: figures.calibration({}),
    "surer than sure": lambda: figures.calibration({"a": ([1.2], [1])}),
    "bin without share": lambda: figures.calibration({"a": ([0.2, 0.5], [1])}),
    "no runs": lambda: figures.cost_over_work({}, {}),
    "no run in a gallery": lambda: figures.gallery_of_costs({}),
    "cost of 0": lambda: figures.gallery_of_costs({"a": [1, 0]}),
    "held out from nothing": lambda: figures.gallery_of_costs({"a": [1]}, {"b": [1]}),
    "constant of 0": lambda: figures.gallery_of_costs({"a": [1]}, constant=0),
    "one rate too few": lambda: figures.cost_over_rates([0.1], {"a": [1, 2]}),
    "every rate diverges": lambda: figures.cost_over_rates([0.1], {"a": [np.nan]}),
    "rates without costs": lambda: figures.cost_over_rates([0.1], {}),
    "an error too few": lambda: figures.errors_over_rates({"a": ([1, 2], [1])}, rate="rate"),
    "an error of 0": lambda: figures.errors_over_rates({"a": ([1], [0])}, rate="rate"),
    "run without cost": lambda: figures.cost_over_work({"a": []}, {"a": 1}),
    "run without time": lambda: figures.cost_over_work({"a": [1]}, {"a": 0}),
    "no run to rest": lambda: figures.cost_and_levels({}, [1.0]),
    "level of 0": lambda: figures.cost_and_levels({"a": [2, 1]}, [0.0]),
    "no lines": lambda: figures.costs_along([0, 1], {}),
    "backwards": lambda: figures.costs_along([1, 0], {"a": [2, 1]}),
    "other lines": lambda: figures.costs_along([0, 1], {"a": [2, 1]}, {"b": [2, 1]}),
    "one title for two": lambda: figures.costs_along(
        [0, 1], {"a": [2, 1]}, {"a": [2, 1]}, titles=["one"]
    ),
    "flat plane": lambda: figures.cost_on_plane([0, 1], [0, 1], np.ones((2, 2))),
    "plane too small": lambda: figures.cost_on_plane([0, 1, 2], [0, 1], np.ones((2, 2))),
    "plane below 0": lambda: figures.cost_on_plane([0, 1], [0, 1], [[1, 2], [3, -1]]),
    "off the plane": lambda: figures.cost_on_plane([0, 1], [0, 1], [[1, 2], [3, 4]], {"a": (2, 0)}),
    "modes not predicted": lambda: figures.modes_over_time([0, 1], {"a": [0, 1]}, {}),
    "modes too few": lambda: figures.modes_over_time([0, 1], {"a": [0]}, {"a": [0, 1]}),
    "no time": lambda: figures.modes_over_time([0], {"a": [0]}, {"a": [0]}),
    "edge of nothing": lambda: figures.edge_of_stability({"a": [1]}, {"a": [1]}, {}, every=1),
    "factor below 0": lambda: figures.step_factors([0, 1], {"a": [1, -1]}, across="rate"),
    "rates that fall": lambda: figures.step_factors([1, 0], {"a": [1, 1]}, across="rate"),
    "components of another shape": lambda: figures.components_over_steps([1], [2, 1], [[1]]),
    "eigenvalues that rise": lambda: figures.components_over_steps([1], [1, 2], [[1], [1]]),
    "edge at 0": lambda: figures.edge_of_stability({"a": [1]}, {"a": [1]}, {"a": 0}, every=1),
    "reversed span": lambda: figures.slope_at_point(np.sin, 0.0, 1.0, span=(1, -1)),
    "not vectorised": lambda: figures.slope_at_point(lambda t: 1.0, 0.0, 1.0),
    "empty path": lambda: figures.gradient_descent_1d(np.square, lambda t: t, []),
    "path on a surface": lambda: figures.paths_on_surface(surfaces.get("bowl"), {"a": [1.0]}),
    "paths nowhere": lambda: figures.paths_on_surface(surfaces.get("bowl"), {}),
    "no eigenvalues": lambda: figures.spectra({"a": []}),
    "no positive one": lambda: figures.spectra({"a": [-1.0]}),
    "no band": lambda: figures.spectra({"a": [1.0]}, 0),
    "flat path": lambda: figures.descent_on_bowl([1.0, 2.0]),
    "saddle": lambda: figures.descent_on_bowl([[1.0, 2.0]], curvatures=(1, -1)),
    "no epoch": lambda: figures.learning_curves(SimpleNamespace(cost=[])),
    "no finite cost": lambda: figures.learning_curves(SimpleNamespace(cost=[np.nan, np.nan])),
    "one class, said as True": lambda: figures.confusion_matrix([0], [0], True),
    "half a class": lambda: figures.confusion_matrix([0], [0], 1.5),
    "span in words": lambda: figures.activation_curves(span="5"),
    "span of errors in words": lambda: figures.output_errors(span="5"),
    "lengths": lambda: figures.confusion_matrix([0, 1], [0], 2),
    "no such class": lambda: figures.confusion_matrix([0, 2], [0, 1], 2),
    "one-hot labels": lambda: figures.confusion_matrix(np.eye(2), np.eye(2), 2),
    "pixels": lambda: figures.digit_grid(np.zeros((63, 2))),
    "rows": lambda: figures.digit_as_column(np.zeros((63, 2))),
    "shade": lambda: figures.digit_as_column(np.full((64, 2), 16.0)),
    "columns": lambda: figures.digit_as_column(np.zeros((64, 21))),
    "column": lambda: figures.digit_as_column(np.zeros((64, 2)), 2),
    "too dark": lambda: figures.digit_grid(np.full((64, 2), 16.0)),
    "titles": lambda: figures.digit_grid(np.zeros((64, 2)), ["1"]),
    "inputs": lambda: figures.decision_surface(_net(1), np.zeros((3, 4)), np.zeros(4)),
    "targets": lambda: figures.decision_surface(_net(1), np.zeros((2, 4)), np.zeros((4, 1))),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused(name):
    """In words: what came, and what was wanted."""
    with pytest.raises(ValueError, match=r", but |, so there is nothing| must "):
        NONSENSE[name]()


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ({}, "runs has 0 curves"),
        ({"a": ([1, 2], [3])}, "the costs of 'a'"),
        ({"a": ([1, 1], [3, 2])}, "the gradients of 'a' are .* must rise"),
        ({"a": ([1, 2], [3, 0])}, "the costs of 'a' is .* above 0"),
    ],
)
def test_prices_that_cannot_be_drawn(runs, words):
    with pytest.raises(ValueError, match=words):
        figures.cost_over_gradients(runs)


def test_a_line_search_says_where_each_condition_holds():
    picture = DIAGRAMS["line search"]()
    # (a - 1)^2 <= 1 - 2e-4 a up to nearly 2, and |2 (a - 1)| <= 1.8 from 0.1 to 1.9
    assert "low enough from 0 to 2 and flat enough from 0.1 to 1.9" in picture.alt


@pytest.mark.parametrize("settings", [{"span": (1, 2)}, {"span": (0, 2), "c_2": 1e-5}])
def test_a_line_search_that_cannot_be_drawn(settings):
    with pytest.raises(ValueError, match="but must be from 0, below 0, and 0 < c_1 < c_2 < 1"):
        figures.line_search(np.square, lambda a: 2 * a - 2, {}, **settings)
