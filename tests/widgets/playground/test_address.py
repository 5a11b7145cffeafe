"""The settings of the Playground in the address of a page, and how they fit each other."""

from __future__ import annotations

import numpy as np
import pytest
from widgets.playground.common import settings

from nnlib.widgets import Playground


def test_painted_points_in_an_address(js):
    points = np.array([[0.12, -3.4, 200], [1.5, 0, -233], [0, 1, 1]])
    found = js("pointsInAddress", settings(Playground(points=points)))
    assert found["back"] == pytest.approx(points.ravel(order="F").tolist())
    assert len(found["text"]) == 21
    for nonsense in ("many", "abc", "0000000000002", "0" * 7 * 301, "00000A1"):
        assert js("isNonsense", nonsense), nonsense
    far = Playground(points=np.array([[1e4], [0], [0]]))
    assert js("pointsInAddress", settings(far))["text"] is None


def test_what_is_written_is_read(engine):
    origin = settings(Playground())
    playground = Playground(
        data="own", points=[[0.5, -0.25], [1, 0], [0, 1]], window=[0, 0.5, 2], N=50, noise=0.7,
        held_out=0.1, d=[2, 5, 1], hidden="gelu", output="tanh", loss="mse", init="he",
        optimizer="Momentum", eta=1e-7, mu=0.5, batch_size=1000, l2=0.003, seed=9999,
        edges="gradients", unit=[1, 5],
    )  # fmt: skip
    written = dict(engine("written", origin, settings(playground)))
    assert list(written)[:3] == ["points", "data", "window"]
    assert set(written) == set(Playground.settings()) - {"start", "theta", "steps", "key"}
    read = dict(zip(written, engine("read", origin, written), strict=True))
    expected = {name: settings(playground)[name] for name in written}
    assert read == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d", "2,9,1"), ("d", "3,1"), ("d", "2,4,2"), ("d", "2,1.5,1"), ("d", "2,1,1,1,1,1,1"),
        ("window", "0,0,0"), ("window", "0,0"), ("window", "0,0,1e9"), ("data", "moon"),
        ("unit", "1"), ("unit", "0,1"), ("unit", "1,9"), ("edges", "both"),
        ("eta", "0"), ("eta", "-1"), ("eta", "11"), ("mu", "1"), ("N", "9"), ("N", "10.5"),
        ("batch_size", "1001"), ("optimizer", "Adam?"), ("loss", "huber"), ("points", "abc"),
    ],
)  # fmt: skip
def test_nonsense_is_not_read(engine, name, text):
    assert engine("read", settings(Playground()), {name: text}) == [None]


def test_points_that_do_not_fit_stay_out(engine):
    origin = settings(Playground(data="xor"))
    far = Playground(data="own", points=[[1e4], [0], [0]], window=[0, 0, 2e4])
    written = dict(engine("written", origin, settings(far)))
    assert (written["points"], written["data"], written["window"]) == ("", "xor", "0,0,1.5")


def test_data_of_ones_own_need_points_that_can_be_read(engine):
    origin = settings(Playground())
    assert engine("read", origin, {"points": "zzz", "data": "own"}) == [None, None]
    assert engine("read", origin, {"points": "", "data": "own"}) == [[], "own"]


def test_settings_that_do_not_fit_each_other_are_mended(engine):
    plain = settings(Playground())
    found = engine("settings", plain | {"output": "tanh"})
    assert found["output"] == "sigmoid"
    found = engine("settings", plain | {"output": "tanh", "loss": "mse"})
    assert found["output"] == "tanh"
    assert engine("settings", plain | {"init": "given"})["init"] == "glorot"
    start = [0] * Playground().network().P
    assert engine("settings", plain | {"init": "given", "start": start})["init"] == "given"


def test_layers_come_and_go_at_the_end(js):
    assert js("withLayers", [2, 5, 3, 1], 3) == [2, 5, 3, 3, 1]
    assert js("withLayers", [2, 5, 3, 1], 1) == [2, 5, 1]
    assert js("withLayers", [2, 5, 3, 1], 0) == [2, 1]
    assert js("withLayers", [2, 1], 2) == [2, 4, 4, 1]
    # Those that were there before come back as they were.
    assert js("withLayers", [2, 1], 2, [5, 3]) == [2, 5, 3, 1]
    assert js("withLayers", [2, 6, 1], 3, [6, 3]) == [2, 6, 3, 3, 1]
