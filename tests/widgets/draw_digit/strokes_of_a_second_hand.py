"""Digits as another hand writes them, in curves: nothing in the figure was fitted to this one."""

from __future__ import annotations

import numpy as np


def arc(x, y, across, down, start, end, points=24):
    """A piece of an ellipse, from one angle to another in degrees, 0 to the right, 90 below."""
    t = np.radians(np.linspace(start, end, points))
    return np.column_stack([x + across * np.cos(t), y + down * np.sin(t)])


def line(*corners, points=8):
    parts = np.linspace(0, 1, points)[:, None]
    ends = np.array(corners)
    return np.vstack([a + (b - a) * parts for a, b in zip(ends[:-1], ends[1:], strict=True)])


def joined(*pieces):
    return np.vstack(pieces)


# Some ways to write each digit: strokes, x to the right and y down.
WAYS = {
    0: [[arc(0.5, 0.5, 0.32, 0.45, -90, 270)], [arc(0.5, 0.5, 0.45, 0.45, -60, 300)],
        [arc(0.5, 0.5, 0.24, 0.45, -110, 245)]],
    1: [[line((0.5, 0.05), (0.5, 0.95))], [line((0.3, 0.3), (0.52, 0.05), (0.52, 0.95))],
        [line((0.35, 0.2), (0.52, 0.05), (0.52, 0.95)), line((0.3, 0.95), (0.75, 0.95))],
        [line((0.6, 0.05), (0.42, 0.95))]],
    2: [[joined(arc(0.5, 0.28, 0.3, 0.23, -170, 30),
                line((0.76, 0.4), (0.18, 0.95), (0.85, 0.95)))],
        [joined(arc(0.48, 0.27, 0.28, 0.22, 180, 380), line((0.72, 0.42), (0.3, 0.85)),
                arc(0.27, 0.86, 0.1, 0.09, -30, -330), line((0.35, 0.9), (0.88, 0.93)))]],
    3: [[joined(arc(0.45, 0.27, 0.28, 0.22, -160, 90), arc(0.45, 0.72, 0.32, 0.23, -90, 160))],
        [joined(line((0.2, 0.05), (0.8, 0.05), (0.48, 0.4)),
                arc(0.45, 0.67, 0.32, 0.28, -80, 150))]],
    4: [[line((0.62, 0.05), (0.12, 0.65), (0.9, 0.65)), line((0.65, 0.05), (0.65, 0.95))],
        [line((0.2, 0.05), (0.2, 0.5), (0.8, 0.5)), line((0.8, 0.05), (0.8, 0.95))],
        [line((0.7, 0.95), (0.7, 0.05), (0.15, 0.65), (0.9, 0.65))],
        [line((0.3, 0.05), (0.15, 0.55), (0.85, 0.55)), line((0.6, 0.35), (0.55, 0.95))]],
    5: [[joined(line((0.8, 0.05), (0.25, 0.05), (0.22, 0.42)),
                arc(0.48, 0.67, 0.32, 0.28, -130, 150))],
        [joined(line((0.25, 0.05), (0.25, 0.45)), arc(0.48, 0.68, 0.32, 0.27, -130, 150)),
         line((0.25, 0.05), (0.8, 0.05))]],
    6: [[joined(arc(0.8, 0.7, 0.62, 0.65, -110, -180, 16), arc(0.5, 0.7, 0.3, 0.25, 180, -180))],
        [joined(line((0.6, 0.05), (0.22, 0.6)), arc(0.5, 0.7, 0.28, 0.25, 200, -160))]],
    7: [[line((0.15, 0.08), (0.85, 0.08), (0.4, 0.95))],
        [line((0.15, 0.08), (0.85, 0.08), (0.45, 0.95)), line((0.3, 0.5), (0.78, 0.5))],
        [joined(line((0.15, 0.2), (0.18, 0.08), (0.85, 0.1)),
                arc(1.1, 0.95, 0.65, 0.8, -110, -180, 16))]],
    8: [[arc(0.5, 0.27, 0.25, 0.22, 90, 450), arc(0.5, 0.72, 0.31, 0.24, -90, 270)],
        [joined(arc(0.5, 0.28, 0.26, 0.23, -20, -270), arc(0.5, 0.73, 0.3, 0.23, -90, 270),
                arc(0.5, 0.28, 0.26, 0.23, 90, -20))]],
    9: [[joined(arc(0.48, 0.3, 0.28, 0.25, 0, -360), line((0.76, 0.3), (0.72, 0.95)))],
        [joined(arc(0.48, 0.3, 0.28, 0.25, 0, -360), arc(0.3, 0.4, 0.46, 0.55, 0, 80))],
        [joined(arc(0.5, 0.3, 0.27, 0.25, -20, -345), line((0.76, 0.33), (0.76, 0.75)),
                arc(0.5, 0.75, 0.26, 0.2, 0, 140))]],
}  # fmt: skip


def written_otherwise(digit, seed):
    """Strokes of a digit: turned, slanted, of some size and width, by a hand that wobbles."""
    rng = np.random.default_rng([seed, digit, 7])
    way = WAYS[digit][rng.integers(len(WAYS[digit]))]
    angle, slant, width = rng.normal(0, 0.1), rng.normal(-0.05, 0.18), rng.uniform(0.6, 1.15)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turn = turn @ np.array([[width, slant], [0, 1]])
    size = rng.uniform(0.35, 0.85)
    swing, phase = rng.normal(0, 0.03, (2, 2)), rng.uniform(0, 2 * np.pi, (2, 2))
    strokes = []
    for points in way:
        middle = points - 0.5
        wobble = np.sin(3 * middle[:, :, None] + phase.T[None])  # of each coordinate, for each
        moved = middle + np.einsum("nck,kc->nk", wobble, swing) + rng.normal(0, 0.008, middle.shape)
        strokes.append(
            [tuple(point) for point in np.clip(moved @ turn.T * size + 0.5, 0, 1).tolist()]
        )
    return strokes
