"""A network as a copy, as a pickle, and as a file: settings and parameters in one archive."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _checks, activations
from .losses import Loss
from .sigma import Sigma

if TYPE_CHECKING:
    from .network import Network

__all__ = ["load", "restored", "save", "settings_of"]

Array = NDArray[np.floating]


def settings_of(network: Network) -> dict[str, Any]:
    """What `Network` builds the like of a network from, parameters apart.

    Parameters
    ----------
    network : Network
        Any.

    Returns
    -------
    dict
        Arguments by name, which JSON can carry.
    """
    return {
        "d": network.d,
        "hidden": network.hidden,
        "output": network.output,
        "loss": network.loss.name,
        "l2": network.l2,
        "l1": network.l1,
        "dtype": network.dtype.name,
    }


def restored(
    kind: type[Network], settings: dict[str, Any], theta: Array, sigma: Sigma, loss: Loss
) -> Network:
    """Build a network again, for a copy or from a pickle.

    Parameters
    ----------
    kind : type
        `Network`.
    settings : dict
        From `settings_of`.
    theta : ndarray of shape (P,)
        Parameters, which are copied, whatever they hold: a copy of a broken network is as broken.
    sigma : Sigma
        The activations, of which some may be the reader's own.
    loss : Loss
        The loss, built for the last of them.

    Returns
    -------
    Network
    """
    network = kind(**settings, seed=None, init="zeros")
    network.theta[:] = theta
    network._sigma, network._loss = sigma, loss
    return network


def save(network: Network, path: str | os.PathLike[str]) -> None:
    """Write a network, whole or not at all.

    A file that was there before is replaced only once the new one is complete.

    Parameters
    ----------
    network : Network
        Any whose activations are known by name.
    path : path-like
        Where to write.

    Raises
    ------
    ValueError
        If an activation has no name to be found by again, or a parameter is not finite.
    """
    theta = _checks.finite_array("theta", network.theta, network.dtype)
    _check_names(network)
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            np.savez(file, theta=theta, settings=json.dumps(settings_of(network)))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _check_names(network: Network) -> None:
    """Refuse activations that a file, which holds names alone, could not bring back."""
    hidden, output = activations.get(network.hidden), activations.get(network.output)
    named = Sigma(hidden, output, network.L)
    for ell, (sigma, by_name) in enumerate(zip(network.sigma, named, strict=True), start=1):
        if type(sigma) is not type(by_name) or vars(sigma) != vars(by_name):
            raise ValueError(
                f"sigma[{ell}] is {sigma!r}, but a file holds activations by name, those of "
                f"hidden={network.hidden!r} and output={network.output!r}; "
                f"pickle keeps any activation"
            )


def load(kind: type[Network], path: str | os.PathLike[str]) -> Network:
    """Read a network that `save` wrote.

    Parameters
    ----------
    kind : type
        `Network`.
    path : path-like
        The file.

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
            network = kind(**json.loads(str(stored["settings"])), seed=None, init="zeros")
            network.theta = stored["theta"]
        # A damaged file fails anywhere in zipfile, zlib, json or NumPy, each in its own way.
        except Exception as error:
            raise ValueError(
                f"path is {os.fspath(path)!r}, which holds no saved network"
            ) from error
    return network
