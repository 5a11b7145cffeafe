"""What all widgets share: traits that check themselves, one module out of several, the still."""

import json
import re
import subprocess
import sys

import numpy as np
import pytest
import traitlets
from matplotlib.figure import Figure
from traitlets import TraitError

import nnlib
from nnlib import widgets
from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.figures import Picture
from nnlib.widgets import LiveFigure
from nnlib.widgets.kit.joining import WIDGETS, joined
from nnlib.widgets.kit.traits import Array, Choice, Count, Number, Numbers, Switch, Text


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
    eta = Number(0.1, 0, above=True)
    share = Number(0.5, 0, 1)
    below = Number(0.0, high=3)
    free = Number(0.0)
    steps = Count(10, 1)
    units = Count(3, 1, 8)
    weights = Numbers([1.0, 2.0], -5, 5, shortest=2, longest=2)
    shape = Choice("bowl", ("bowl", "ravine"))
    noisy = Switch(False)
    title = Text("x")
    X = Array(shape=(2, None))

    def still(self):
        return Picture(Figure(figsize=(1, 1)), f"Steps: {self.steps}. <b>Nothing else</b>")


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
    assert figure.X.dtype == np.float64 and figure.X.shape == (2, 1)


def test_figures_share_no_list():
    one, other = Sample(), Sample()
    assert one.weights is not other.weights
    with pytest.raises(ValueError, match="read-only"):
        one.X[...] = 1


def test_unknown_setting():
    with pytest.raises(TypeError, match=r"Sample has no setting 'rate'; it has 'X', 'below'"):
        Sample(rate=1)


def test_arrays_travel_as_bytes_column_after_column():
    matrix = np.arange(6.0).reshape(2, 3)
    figure = Sample(X=matrix)
    sent = figure.get_state("X")["X"]
    assert sent["shape"] == [2, 3]
    assert np.frombuffer(sent["data"], "<f8").tolist() == [0, 3, 1, 4, 2, 5]
    figure.X = np.zeros((2, 0))
    figure.set_state({"X": sent})
    assert np.array_equal(figure.X, matrix)


def test_a_front_end_cannot_set_nonsense():
    figure = Sample()
    with pytest.raises(TraitError, match="share is 7"):
        figure.set_state({"share": 7})
    assert figure.share == 0.5


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


# --- joining -----------------------------------------------------------------


def write(folder, **sources):
    for name, source in sources.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder / "widget.js"


def test_joined_modules_run(tmp_path, browser):
    path = write(
        tmp_path,
        widget="""
import { two } from "./b.js";
import {
  one,
  Box,
} from "./a.js";

const hidden = 10;
export const known = 1;
export default {
  render() {
    return [one, two(), new Box().hidden, hidden];
  },
};
""",
        a="""
// A private name that other modules have, too.
const hidden = 1;
export const one = hidden;
/**
 * Comments go.
 */
export class Box {
  hidden = hidden + 99; // but not at the end of a line
}
""",
        b="""
import { one } from "./a.js";
const hidden = one + 1;
export function two() {
  return hidden;
}
export async function later() {}
""",
    )
    source = joined(path)
    assert source.count("const hidden = 1;") == 1, "a module that two others use is there once"
    assert "Comments go" not in source and "private name" not in source
    page = browser.new_page()
    result = page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          return (await import(url)).default.render();
        }""",
        source,
    )
    page.close()
    assert result == [1, 2, 100, 10]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"widget": 'import { a } from "./none.js";\nexport default {\n};'}, "/none.js"),
        ({"widget": "const a = 1;"}, "no `export default {`"),
        ({"widget": 'import a from "./a.js";\nexport default {\n};'}, "import a from"),
        ({"widget": 'import * as a from "./a.js";\nexport default {\n};'}, "a form that joining"),
        ({"widget": 'import { a as b } from "./a.js";\nexport default {\n};'}, "a as b"),
        ({"widget": 'export default {\n};\nconst a = await import("./a.js");'}, "await import"),
        ({"widget": "export default {\n};\nconst u = import.meta.url;"}, "import.meta"),
        ({"widget": "await 1;\nexport default {\n};"}, "await 1"),
        ({"widget": "export let a = 1;\nexport default {\n};"}, "export let a"),
        (
            {"widget": 'import { a } from "./a.js";\nexport default {\n};', "a": "export { a };"},
            "a.js has `export { a };`",
        ),
        (
            {
                "widget": 'import { a } from "./a.js";\nexport default {\n};',
                "a": "export default {",
            },
            "a.js has `export default {`",
        ),
        (
            {
                "widget": 'import { a } from "./a.js";\nexport default {\n};',
                "a": 'import { b } from "./b.js";',
                "b": 'import { a } from "./a.js";',
            },
            "in a circle: {0}/widget.js, {0}/a.js, {0}/b.js, {0}/a.js",
        ),
    ],
)
def test_forms_that_joining_refuses(tmp_path, sources, message):
    with pytest.raises(ValueError, match=re.escape(message.replace("{0}", tmp_path.name))):
        joined(write(tmp_path, **sources))


def test_every_shared_module_is_plain():
    """What a figure imports has no fixed id, and asks for nothing from elsewhere."""
    for path in WIDGETS.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert "https://" not in source.replace("http://www.w3.org/2000/svg", ""), path.name
        assert not re.search(r"getElementById|fetch\(|XMLHttpRequest|innerHTML", source), path.name
        assert not re.search(r"""\bid: ["'`]""", source), path.name


def test_activations_are_listed_once():
    """Of the list in activations.js no module has a copy; names.js tells how to print them."""
    scripts = WIDGETS.rglob("*.js")
    naming = [path.name for path in scripts if "leaky_relu" in path.read_text("utf-8")]
    assert sorted(naming) == ["activations.js", "names.js"]
