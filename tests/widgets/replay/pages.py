"""Two runs to replay, and a page with one: its parts as a reader finds them, and its numbers."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from helpers.live_common import drawn, number, rebuilt, state

import nnlib
from nnlib.widgets import Replay

MAP = "role=img[name=/^Map of the answers/]"
PIXELS = "role=img[name=/as pictures of 8 by 8 pixels$/]"
CHART = "role=img[name=/^Cost over/]"
# The part of the chart that can be pressed.
FIELD = f"{CHART} >> .nn-replay-field"

X, LABELS = nnlib.datasets.moons(60)
Y = LABELS.astype(float).reshape(1, -1)
NET = nnlib.Network([2, 6, 1], output="sigmoid", loss="binary_cross_entropy", l2=0.001, seed=1)
RUN = nnlib.train(
    NET, X, Y, epochs=20, snapshot_every=2, progress=False,
    optimizer=nnlib.optimizers.GradientDescent(eta=0.8), batch_size=10,
)  # fmt: skip
DIGITS, NAMES = nnlib.datasets.digits()
DIGITS, HOT = DIGITS[:, :300], nnlib.one_hot(NAMES[:300], 10)
READER = nnlib.Network([64, 9, 10], output="softmax", loss="cross_entropy")
READING = nnlib.train(
    READER, DIGITS, HOT, epochs=6, snapshot_every=1, progress=False, batch_size=20,
    validation=(DIGITS[:, :60], HOT[:, :60]), optimizer=nnlib.optimizers.GradientDescent(eta=0.3),
)  # fmt: skip


def plane(**settings: Any) -> Replay:
    return Replay(NET, RUN, X, Y, **{"key": "replay"} | settings)


def pixels(**settings: Any) -> Replay:
    return Replay(READER, READING, DIGITS, HOT, **{"key": "replay"} | settings)


def whole(page: Any) -> Any:
    return page.get_by_role("group", name="Replay of a training run")


def readings(page: Any) -> Any:
    """The line of numbers, which begins with the epoch."""
    return whole(page).get_by_role("paragraph").filter(has_text=re.compile(r"^epoch \d"))


def texts(page: Any) -> list[str]:
    """The readings one by one."""
    return readings(page).locator("> span").all_text_contents()


def place(page: Any) -> Any:
    """The slider of the player."""
    return page.get_by_role("slider", name="Step of the training")


def voice(page: Any) -> Any:
    """What a screen reader is told; the other status is what the player shows."""
    return whole(page).get_by_role("status").first


def examples(page: Any) -> list[tuple[int, bool, float]]:
    """Of each example: what it is taken for, whether that is called wrong, and how sure it is."""
    shown = whole(page).get_by_role("list", name="Examples, and what the network takes them for")
    items = [item.split() for item in shown.get_by_role("listitem").all_inner_texts()]
    return [(int(item[0]), "wrong," in item, number(item[-1])) for item in items]


def plane_agrees(page: Any) -> bool:
    """Whether the readings are what nnlib computes from the snapshot that is shown."""
    drawn(page)
    at = state(page)["at"]
    twin = plane(at=at)
    shown = texts(page)
    assert shown[0] == f"epoch {twin.epoch}"
    net = twin.network()
    share, unit = shown[1].split(maxsplit=1)
    assert number(share) == pytest.approx(100 * np.mean(net.predict(X) == LABELS), abs=0.0501)
    assert unit == "% of points right"
    name, J = shown[2].split(" = ")
    assert name == "training J"
    assert number(J) == pytest.approx(net.cost(X, Y), abs=0.000501)
    return True


def pixels_agree(page: Any) -> bool:
    drawn(page)
    twin = rebuilt(page, Replay)
    answers = twin.network().forward(np.array(twin.X))
    guesses, wrong, sure = zip(*examples(page), strict=True)
    assert sure == pytest.approx(answers.max(axis=0), abs=0.00501)
    assert list(guesses) == answers.argmax(axis=0).tolist()
    assert sum(wrong) == int((answers.argmax(axis=0) != np.arange(10)).sum())
    costs = [reading.split(" = ") for reading in texts(page)[1:]]
    assert [name for name, _ in costs] == ["training J", "validation J"]
    if twin.epoch:
        wanted = [J[twin.epoch - 1] for J in (twin.cost, twin.validation_cost)]
        assert [number(J) for _, J in costs] == pytest.approx(wanted, abs=0.000501)
    else:
        assert [J for _, J in costs] == ["–", "–"]
    return True
