"""What the forward pass computes, lays out and says in the browser, without one."""

import numpy as np
import pytest
from traitlets import TraitError
from widgets.forward_pass.common import SETTINGS, settings_of

from nnlib.widgets import ForwardPass
from nnlib.widgets.forward_pass.still import COMPLETE


def entry(kind, ell, i, j):
    return {"kind": kind, "ell": ell, "i": i, "j": j}


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_browser_computes_the_same(js, settings):
    figure = ForwardPass(**settings)
    net, sent = figure.network(), settings_of(figure)

    def matrix(kind, ell, shape):
        return np.array(js("matrix", sent, kind, ell, *shape))

    assert np.array_equal(matrix("A", 0, net.A[0].shape), figure.inputs())
    for ell in range(1, net.L + 1):
        assert np.array_equal(matrix("W", ell, net.W[ell].shape), net.W[ell])
        assert np.array_equal(matrix("b", ell, net.b[ell].shape), net.b[ell])
        for kind, ours in (("Z", net.Z[ell]), ("A", net.A[ell])):
            assert np.allclose(matrix(kind, ell, ours.shape), ours, rtol=0, atol=1e-14)


def test_columns_come_one_after_another(js):
    figure = ForwardPass(d=[2, 3, 1], N=3, batch=True)
    sent = settings_of(figure)
    last = js("lastPlace", sent)
    assert last == 13
    for at in range(last + 1):
        assert js("placeOf", sent, at) == at
        order = [(kind, ell, n) for ell in (1, 2) for kind in "ZA" for n in range(3)]
        there = [js("known", sent, at, entry(kind, ell, 0, n)) for kind, ell, n in order]
        assert there == [place < at for place in range(12)]
    sent["batch"] = False
    assert js("lastPlace", sent) == 5
    z = entry("Z", 2, 0, 2)
    assert [js("known", sent, at, z) for at in range(5)] == [False] * 3 + [True] * 2


def test_cells_and_neurons_show_the_example(js):
    sent = settings_of(ForwardPass(example=3, step=1))
    assert js("entryOfCell", sent, entry("Z", 1, 0, 0)) == entry("Z", 1, 0, 2)
    assert js("entryOfCell", sent, entry("W", 1, 0, 1)) == entry("W", 1, 0, 1)
    assert js("entryOfCell", sent | {"batch": True}, entry("Z", 1, 0, 1)) == entry("Z", 1, 0, 1)
    # A neuron shows its z until it has its a.
    assert js("entryOfNeuron", sent, 0, 1) == entry("A", 0, 1, 2)
    assert js("entryOfNeuron", sent, 1, 1) == entry("Z", 1, 1, 2)
    assert js("entryOfNeuron", sent | {"step": 2}, 1, 1) == entry("A", 1, 1, 2)


#: Rows and columns of Z, W, X, b and A of layer 1, then of layer 2, for d = 3, 4, 2 and N = 4.
SHAPES = [[4, 4], [4, 3], [3, 4], [4, 1], [4, 4], [2, 4], [2, 4], [4, 4], [2, 1], [2, 4]]


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ((0, 1, 1), "ArrowDown", (0, 2, 1)),
        ((0, 1, 1), "ArrowLeft", (0, 1, 0)),
        ((0, 3, 3), "ArrowRight", (1, 3, 0)),
        ((1, 3, 2), "ArrowRight", (2, 2, 0)),  # X has a row less
        ((2, 2, 0), "ArrowLeft", (1, 2, 2)),
        ((1, 3, 2), "ArrowDown", (6, 0, 2)),  # W of layer 2
        ((5, 0, 3), "ArrowUp", (0, 3, 3)),
        ((8, 0, 0), "ArrowUp", (3, 3, 0)),
        ((1, 2, 1), "Home", (1, 2, 0)),
        ((1, 2, 1), "End", (1, 2, 2)),
        ((1, 2, 1), "Control+Home", (1, 0, 0)),
        ((1, 2, 1), "Control+End", (1, 3, 2)),
        ((1, 2, 1), "Control+ArrowDown", None),
        ((0, 0, 0), "ArrowLeft", None),
        ((9, 1, 3), "ArrowRight", None),
        ((9, 1, 3), "ArrowDown", None),
        ((1, 2, 1), "a", None),
    ],
)
def test_keys_go_from_cell_to_cell(js, start, key, end):
    place = dict(zip(("grid", "i", "j"), start, strict=True))
    *control, key = key.split("+")
    found = js("placeAfter", SHAPES, place, key, bool(control), 5)
    assert (found and (found["grid"], found["i"], found["j"])) == end


@pytest.mark.parametrize("width", [312, 712])
@pytest.mark.parametrize("d", [[1, 1], [3, 4, 2], [5, 5, 5, 5]])
def test_layout_of_the_network(js, d, width):
    layout = js("layout", d, width)
    assert layout["height"] <= (176 if width > 400 else 132) + 30
    assert len(layout["edges"]) == sum(a * b for a, b in zip(d, d[1:], strict=False))
    for ell, (x, column) in enumerate(zip(layout["x"], layout["y"], strict=True)):
        assert len(column) == d[ell]
        assert layout["radius"] <= x <= width - layout["radius"]
        assert all(layout["half"] <= y <= layout["height"] for y in column)
        gaps = np.diff(column)
        assert (gaps >= 2 * layout["half"]).all(), "neurons of a layer do not touch"


def test_a_pointer_is_at_the_nearest_edge(js):
    for edge in js("layout", [3, 4, 2], 700)["edges"]:
        x0, y0, x1, y1 = edge["ends"]
        # A quarter of the way no other edge is nearer, four pixels below it neither.
        x, y = x0 + 0.25 * (x1 - x0), y0 + 0.25 * (y1 - y0)
        assert js("edgeAt", [3, 4, 2], 700, x, y) == edge
    assert js("edgeAt", [3, 4, 2], 700, 350, 300) is None


def test_marks(js):
    """The column that came last, where it comes from, and what is lit with the entry."""
    sent = settings_of(ForwardPass(batch=True, step=3, example=2))
    z = entry("Z", 2, 0, 1)

    def marks(what, *place):
        return js("marks", sent, z, what, *place).replace("nn-forward-", "").split()[1:]

    assert marks("cell", z) == ["lit", "column", "into"]
    assert marks("cell", entry("Z", 2, 1, 1)) == ["column", "into"]
    assert marks("cell", entry("Z", 2, 1, 2)) == ["unknown"]
    assert marks("cell", entry("A", 1, 3, 1)) == ["part", "column", "from"]
    assert marks("cell", entry("A", 1, 3, 0)) == []
    assert marks("cell", entry("A", 2, 0, 1)) == ["column", "unknown"]
    assert marks("cell", entry("b", 2, 0, 0)) == ["part"]
    assert "part" in marks("cell", entry("W", 2, 0, 3))
    assert marks("edge", entry("W", 2, 0, 3)) == ["part", "now"]
    assert marks("edge", entry("W", 1, 0, 2)) == []
    assert marks("neuron", 2, 0) == ["lit", "now"]
    W = ForwardPass().network().W[1]
    below = [[("minus" in marks("cell", entry("W", 1, i, j))) for j in range(3)] for i in range(4)]
    assert np.array_equal(below, W < 0)


def test_what_is_explained(js):
    sent = settings_of(ForwardPass(batch=True, chosen="b2.2"))
    a, b = entry("A", 1, 2, 0), entry("b", 2, 1, 0)
    found = js("explained", sent, [["point", a], ["point", a], ["point", None]])
    assert [(call["returned"], call["entry"]) for call in found] == [
        (True, a),
        (False, a),  # the pointer moves inside the same entry
        (True, b),
    ]
    # At rest a weight.
    rest = js("explained", sent | {"chosen": ""}, [["point", None]])
    assert rest[0]["entry"] == entry("W", 1, 1, 0)
    small = sent | {"d": [1, 1], "chosen": ""}
    assert js("explained", small, [["point", None]])[0]["entry"] == entry("W", 1, 0, 0)


def test_a_choice_lasts_until_the_next_step(js):
    sent = settings_of(ForwardPass(batch=True, chosen="A1.3.1"))
    a = entry("A", 1, 2, 0)

    def after(**changes):
        return js("explained", sent, [["follow", sent | changes]])[0]["entry"]

    assert after(example=3) == entry("A", 1, 2, 2)
    assert after(hidden="relu") == a
    assert after(step=1) == entry("Z", 1, 0, 0)
    assert after(d=[3, 2, 2], N=4) == entry("A", 1, 1, 0)  # the nearest that is left
    # An address brings both.
    assert after(step=1, chosen="W1.1.2") == entry("W", 1, 0, 1)


def test_entries_in_the_address(js):
    for text, found in (
        ("W2.1.3", entry("W", 2, 0, 2)),
        ("b1.4", entry("b", 1, 3, 0)),
        ("Z1.2.4", entry("Z", 1, 1, 3)),
    ):
        assert js("entryOf", text) == found
        assert js("written", found) == text
        assert ForwardPass(chosen=text).chosen == text
    for text in ("W", "W1", "X1.1.1", "W1.1.1.1", "undefined"):
        assert js("entryOf", text) is None
        with pytest.raises(TraitError, match=f"chosen is '{text}', but must be like 'W2.1.3'"):
            ForwardPass(chosen=text)
    sent = settings_of(ForwardPass())
    assert js("nearestEntry", sent, js("entryOf", "W9.9.0")) == entry("W", 2, 1, 0)
    assert js("nearestEntry", sent, js("entryOf", "Z0.1.1")) == entry("Z", 1, 0, 0)
    alone = settings_of(ForwardPass(content="weights", d=[1, 1]))
    assert js("nearestEntry", alone, entry("A", 1, 0, 0)) == entry("W", 1, 0, 0)


def test_words(js):
    figure = ForwardPass(batch=True, step=3, example=2)
    sent, net = settings_of(figure), figure.network()

    def spoken(value, digits=2):
        return f"{value:.{digits}f}".replace("-", "minus ")

    found = js("words", sent, entry("Z", 2, 0, 1))
    terms = [f"{spoken(net.W[2][0, k], 1)} times {spoken(net.A[1][k, 1])}" for k in range(4)]
    sum_ = ", plus ".join([*terms, spoken(net.b[2][0, 0], 1)])
    z = f"pre-activation z 1 of layer 2, example 2: {spoken(net.Z[2][0, 1])}"
    assert found["reading"] == f"{z}, from {sum_}."
    assert found["stage"] == "Z of layer 2, column 2"
    column = ", ".join(spoken(value) for value in net.Z[2][:, 1])
    assert found["news"] == f"Z of layer 2, example 2: {column}."

    def reading(entry_, **changes):
        return js("words", sent | changes, entry_)["reading"]

    assert reading(entry("A", 2, 0, 1)).endswith("not computed yet.")
    assert reading(entry("A", 1, 0, 1), hidden="leaky_relu").endswith("where sigma is leaky ReLU.")
    complete = {"step": COMPLETE, "output": "softmax"}
    assert reading(entry("A", 2, 0, 1), **complete).endswith(", softmax of column 2, entry 1.")
    assert "from input 1. Row 4, column 1" in reading(entry("W", 1, 3, 0))
    assert js("words", sent | complete, entry("W", 1, 0, 0))["stage"] == "complete"
    assert js("words", sent | {"step": 0}, entry("W", 1, 0, 0))["stage"] == "input"
    news = js("words", sent | {"step": COMPLETE}, entry("W", 1, 0, 0))["news"]
    Y_hat = ", ".join(spoken(value) for value in net.A[2][:, 1])
    shapes = "W of layer 1 is 4 by 3, W of layer 2 is 2 by 4"
    assert news == f"{shapes}. Output for example 2: {Y_hat}."


def test_layers_come_and_go_below_the_output(js):
    assert js("withLayers", [3, 5, 2], 3) == [3, 5, 3, 2]
    assert js("withLayers", [3, 5, 4, 2], 1) == [3, 2]
    assert js("counted", 1, 3) == [["1", "1"], ["2", "2"], ["3", "3"]]
