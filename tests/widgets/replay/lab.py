"""How a notebook makes, moves and reads this figure."""

from __future__ import annotations

import re
from typing import Any

from helpers.lab_figures import Case, slider, texts
from helpers.live_common import number


def shown(figure: Any) -> list[float]:
    # The line of numbers is the paragraph that begins with the epoch.
    line = figure.get_by_role("paragraph").filter(has_text=re.compile(r"^epoch \d"))
    epoch, share, J = texts(line, "> span")
    return [number(epoch.split()[1]), number(J.split("=")[1]), number(share.split()[0]) / 100]


CASE = Case(
    make="""\
X, labels = nnlib.datasets.moons(60)
Y = labels.astype(float).reshape(1, -1)
net = nnlib.Network([2, 6, 1], output="sigmoid", loss="binary_cross_entropy", seed=1)
history = nnlib.train(net, X, Y, epochs=20, snapshot_every=2, progress=False)
figure = widgets.Replay(net, history, X, Y, key="replay")""",
    read="""\
[figure.epoch, figure.network().cost(X, Y), np.mean(figure.network().predict(X) == labels)]""",
    change="figure.at = 5",
    shown=shown,
    act=lambda figure: slider(figure, "Step of the training").press("ArrowLeft"),
    places=3,
)
