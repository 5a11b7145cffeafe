"""`Runs`: the trait that holds paths computed in Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlib.widgets.kit.line_styles import RUN_STYLES
from nnlib.widgets.kit.traits import Checked

__all__ = ["MOST_RUNS", "Runs"]

#: Most runs that a map can hold and a reader can tell apart.
MOST_RUNS = len(RUN_STYLES)


class Runs(Checked):
    """Named paths: a mapping of names to arrays of shape (steps + 1, 2)."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__({}, **keywords)
        self.tag(to_json=self._to_json, from_json=self._from_json)

    def check(self, name: str, value: Any) -> dict[str, np.ndarray]:
        """Return `value` as a dict of float64 arrays that nothing else changes."""
        if not isinstance(value, Mapping):
            raise ValueError(f"{name} is {value!r:.60}, but must be a dict of names and paths")
        if len(value) > MOST_RUNS:
            raise ValueError(f"{name} has {len(value)} paths, but at most {MOST_RUNS} are shown")
        for label in value:
            if not isinstance(label, str) or not label.strip():
                raise ValueError(f"{name} has the name {label!r}, but must have words for names")
        return {label: _checked_path(f"{name}[{label!r}]", path) for label, path in value.items()}

    def make_dynamic_default(self) -> dict[str, np.ndarray]:
        """Give each figure a dict of its own."""
        return {}

    @staticmethod
    def _to_json(value: dict[str, np.ndarray], widget: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "shape": list(points.shape),
                "data": memoryview(points.astype("<f8").ravel(order="F").tobytes()),
            }
            for name, points in value.items()
        ]

    @staticmethod
    def _from_json(value: Any, widget: Any) -> Any:
        if not isinstance(value, list):
            return value
        return {
            run["name"]: np.frombuffer(run["data"], dtype="<f8").reshape(run["shape"], order="F")
            for run in value
        }


def _checked_path(name: str, path: Any) -> np.ndarray:
    """A copy of a path; it may end in NaN or infinity, but not begin there."""
    try:
        points = np.array(path, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be an array of numbers") from None
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"{name} has shape {points.shape}, but must be (steps + 1, 2)")
    if not np.isfinite(points[0]).all():
        raise ValueError(f"{name} starts at {points[0]}, but must be finite")
    points.setflags(write=False)
    return points
