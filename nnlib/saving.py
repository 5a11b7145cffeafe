"""A network in a file: settings and parameters in a ``.npz`` archive."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["read", "write"]

Array = NDArray[np.floating]
Network = TypeVar("Network")


def write(path: str | os.PathLike[str], settings: dict[str, Any], theta: Array) -> None:
    """Write a network, whole or not at all.

    A file that was there before is replaced only once the new one is complete.

    Parameters
    ----------
    path : path-like
        Where to write.
    settings : dict
        What `Network` was built with.
    theta : ndarray of shape (P,)
        Parameters.
    """
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            np.savez(file, theta=theta, settings=json.dumps(settings))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def read(
    path: str | os.PathLike[str], build: Callable[[dict[str, Any], Array], Network]
) -> Network:
    """Build a network from a file that `write` wrote.

    Parameters
    ----------
    path : path-like
        The file.
    build : callable
        Makes a network of settings and parameters.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If the file does not hold a network.
    """
    with open(path, "rb") as file:
        try:
            stored = np.load(file, allow_pickle=False)
            return build(json.loads(str(stored["settings"])), stored["theta"])
        # A damaged file fails anywhere in zipfile, zlib, json or NumPy, each in its own way.
        except Exception as error:
            raise ValueError(
                f"path is {os.fspath(path)!r}, which holds no saved network"
            ) from error
