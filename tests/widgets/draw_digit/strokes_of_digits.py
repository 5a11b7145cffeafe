"""Digits as a hand writes them: strokes, with a hand that is never quite steady."""

from __future__ import annotations

import numpy as np

# One or two ways to write each digit; corners of the lines, x to the right and y down.
HAND: dict[int, list[list[list[tuple[float, float]]]]] = {
    0: [[[(0.5, 0.05), (0.3, 0.1), (0.15, 0.3), (0.12, 0.5), (0.15, 0.7), (0.3, 0.9), (0.5, 0.95),
          (0.7, 0.9), (0.85, 0.7), (0.88, 0.5), (0.85, 0.3), (0.7, 0.1), (0.5, 0.05)]]],
    1: [[[(0.5, 0.05), (0.5, 0.95)]], [[(0.3, 0.25), (0.55, 0.05), (0.55, 0.95)]]],
    2: [[[(0.15, 0.25), (0.3, 0.08), (0.6, 0.05), (0.8, 0.22), (0.75, 0.42), (0.5, 0.65),
          (0.15, 0.95), (0.5, 0.94), (0.88, 0.95)]]],
    3: [[[(0.18, 0.15), (0.45, 0.05), (0.75, 0.15), (0.75, 0.35), (0.45, 0.48), (0.8, 0.6),
          (0.82, 0.82), (0.5, 0.95), (0.15, 0.85)]],
        [[(0.2, 0.06), (0.78, 0.06), (0.45, 0.4), (0.7, 0.45), (0.82, 0.65), (0.7, 0.88),
          (0.42, 0.95), (0.18, 0.85)]]],
    4: [[[(0.6, 0.05), (0.12, 0.62), (0.9, 0.62)], [(0.66, 0.3), (0.66, 0.95)]],
        [[(0.22, 0.05), (0.18, 0.5), (0.82, 0.5)], [(0.75, 0.05), (0.7, 0.95)]]],
    5: [[[(0.25, 0.06), (0.22, 0.42), (0.55, 0.4), (0.8, 0.58), (0.75, 0.85), (0.45, 0.95),
          (0.15, 0.85)], [(0.25, 0.06), (0.82, 0.05)]]],
    6: [[[(0.7, 0.05), (0.4, 0.2), (0.2, 0.5), (0.18, 0.78), (0.45, 0.95), (0.75, 0.85),
          (0.8, 0.65), (0.55, 0.52), (0.25, 0.65)]]],
    7: [[[(0.15, 0.06), (0.85, 0.06), (0.4, 0.95)]],
        [[(0.15, 0.08), (0.85, 0.06), (0.42, 0.95)], [(0.3, 0.5), (0.8, 0.5)]]],
    8: [[[(0.7, 0.15), (0.45, 0.05), (0.22, 0.2), (0.35, 0.4), (0.65, 0.55), (0.8, 0.75),
          (0.5, 0.95), (0.2, 0.78), (0.35, 0.55), (0.65, 0.4), (0.78, 0.22), (0.65, 0.1)]]],
    9: [[[(0.75, 0.3), (0.45, 0.48), (0.22, 0.3), (0.4, 0.07), (0.72, 0.12), (0.77, 0.35),
          (0.76, 0.65), (0.7, 0.95)]]],
}  # fmt: skip


def written(digit: int, seed: int, unsteady: float = 1.0) -> list[list[tuple[float, float]]]:
    """Strokes of a digit: somewhere in the field, of some size, slant and width."""
    rng = np.random.default_rng(seed)
    ways = HAND[digit]
    way = ways[rng.integers(len(ways))]
    slant = np.array([[rng.uniform(0.65, 1.05), -rng.normal(0, 0.1)], [rng.normal(0, 0.05), 1]])
    turn = np.eye(2) + unsteady * (slant - np.eye(2))
    size, shift = rng.uniform(0.4, 0.85), rng.uniform(-0.07, 0.07, 2)
    strokes = []
    for corners in way:
        points = np.array(corners)
        points = points + unsteady * rng.normal(0, 0.015, points.shape)
        parts = np.linspace(0, 1, 6, endpoint=False)[:, None]
        lines = [a + (b - a) * parts for a, b in zip(points[:-1], points[1:], strict=True)]
        placed = (np.vstack([*lines, points[-1:]]) - 0.5) @ turn.T * size + 0.5 + shift
        strokes.append([(x, y) for x, y in np.clip(placed, 0, 1).tolist()])
    return strokes
