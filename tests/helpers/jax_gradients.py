"""What JAX gives for the network of the chapter about it, which is shown where JAX is missing.

As a command, it writes the file that the chapter reads, after an edit of its network:

    .venv/bin/python tests/helpers/jax_gradients.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.M | re.S)
CHAPTER = Path(__file__).resolve().parents[2] / "book" / "practice" / "jax.md"
STORED = CHAPTER.with_name("jax_gradients.npz")


def gradients() -> dict[str, np.ndarray]:
    """Execute the chapter down to its JAX; return the gradients by the names of the stored file."""
    namespace: dict[str, Any] = {}
    for cell in CELL.findall(CHAPTER.read_text("utf8")):
        if not cell.startswith("---"):  # a figure
            exec(cell, namespace)
        if "gradients_in_jax" in namespace:
            break
    return {
        f"d{parameter}{ell}_{dtype}": np.asarray(gradient)
        for dtype in ("float64", "float32")
        for ell, layer in enumerate(namespace["gradients_in_jax"](dtype), start=1)
        for parameter, gradient in zip("Wb", layer, strict=True)
    }


if __name__ == "__main__":
    import jax

    np.savez_compressed(STORED, version=np.array(jax.__version__), **gradients())
