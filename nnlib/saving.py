"""A network once more: in memory, in a pickle, in a file."""

from __future__ import annotations

import copy
import json
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from . import _checks, activations
from .arrays import parameter_count
from .regularizers import is_told_by_strengths
from .sigma import Sigma

if TYPE_CHECKING:
    from .network import Network

__all__ = ["check_names", "load", "save", "settings_of"]

Array = NDArray[np.floating]

#: The form of a file: a later one gets another number, and an older nnlib says so.
VERSION = 1


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
        "dropout": network.dropout,
        "dtype": network.dtype.name,
    }


def save(network: Network, path: str | os.PathLike[str]) -> None:
    """Write a network, whole or not at all.

    A file that was there before is replaced only once the new one is complete, and keeps who may
    read it; where `path` is a link, it goes on leading to the file. Several may save to one path
    at once: the last one stays.

    Parameters
    ----------
    network : Network
        Any whose activations are known by name, and its regularizer by ``l2`` and ``l1``.
    path : path-like
        Where to write.

    Raises
    ------
    ValueError
        If an activation has no name to be found by again, the regularizer is of the reader's own, a
        parameter is not finite, or `path` is something else than a file.
    """
    theta = _checks.finite_array("theta", network.theta, network.dtype)
    check_names(network)
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        raise ValueError(f"path is {os.fspath(path)!r}, which is no file, but must be one")
    settings = {"version": VERSION, **settings_of(network)}
    part = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        # Not by `tempfile`, whose files nobody else may read: the user's mask decides.
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            np.savez(file, theta=theta, settings=json.dumps(settings))
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check_names(network: Network, holder: str = "a file") -> None:
    """Refuse what cannot be found again by the names and the numbers in `settings_of`.

    Parameters
    ----------
    network : Network
        Whose ``sigma`` and ``regularizer`` may be of the reader's own.
    holder : str
        What holds names alone: ``"a file"``, ``"a figure"``.

    Raises
    ------
    ValueError
        If a layer has another activation than the one that `network.hidden` or `network.output`
        names, or the regularizer is none of `nnlib.regularizers`.
    """
    if not is_told_by_strengths(network.regularizer):
        raise ValueError(
            f"regularizer is {network.regularizer!r}, but {holder} holds the strengths l2 and l1 "
            f"alone" + ("; pickle keeps any regularizer" if holder == "a file" else "")
        )
    hidden, output = activations.get(network.hidden), activations.get(network.output)
    named = Sigma(hidden, output, network.L)
    for ell, (sigma, by_name) in enumerate(zip(network.sigma, named, strict=True), start=1):
        if type(sigma) is not type(by_name) or vars(sigma) != vars(by_name):
            raise ValueError(
                f"sigma[{ell}] is {sigma!r}, but {holder} holds activations by name, those of "
                f"hidden={network.hidden!r} and output={network.output!r}"
                + ("; pickle keeps any activation" if holder == "a file" else "")
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
    name = os.fspath(path)
    with open(name, "rb") as file:
        try:
            stored = np.load(file, allow_pickle=False)
            settings, theta = json.loads(str(stored["settings"])), stored["theta"]
            version = settings.pop("version", 1)
            # Before anything of that size is made: a small file may claim a huge network.
            P = parameter_count([_checks.count("d", width) for width in settings["d"]])
            if theta.shape != (P,):
                raise ValueError(
                    f"it has {theta.size} parameters, but d = {settings['d']} wants {P}"
                )
        # A damaged file fails anywhere in zipfile, zlib, json or NumPy, each in its own way.
        except Exception as error:
            raise ValueError(f"path is {name!r}, which holds no saved network: {error}") from error
    if version != VERSION:
        raise ValueError(
            f"path is {name!r}, which was saved as version {version!r}, but this nnlib reads "
            f"version {VERSION}: a newer one may read it"
        )
    try:
        network = kind(**settings, seed=None, init="zeros")
        network.theta = theta
    except (TypeError, ValueError) as error:
        raise ValueError(f"path is {name!r}, which holds no saved network: {error}") from error
    return network


class Stored:
    """What a `Network` does to be had again: its copies, its pickles and its files.

    `_restored` builds it, from the settings, ``theta``, and what a subclass has added.
    """

    def copy(self) -> Self:
        """A network of the same shape and activations, with parameters of its own."""
        build, parts = self.__reduce__()
        return build(*parts)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        build, (settings, theta, own) = self.__reduce__()
        return build(settings, theta, copy.deepcopy(own, memo))

    def __reduce__(self) -> tuple[Any, ...]:
        network = cast("Network", self)
        # Copies of the views W and b would be cut off from the copied theta: they are made anew.
        anew = ("_parameters", "_W", "_b", "_last")
        own = {name: value for name, value in vars(network).items() if name not in anew}
        own["_sigma"] = network.sigma.copy()
        own["_regularizer"] = copy.copy(network.regularizer)
        return network._restored, (settings_of(network), network.theta, own)

    def __repr__(self) -> str:
        network = cast("Network", self)
        settings = settings_of(network)
        if not is_told_by_strengths(network.regularizer):
            settings["regularizer"] = network.regularizer
        listed = ", ".join(f"{name}={value!r}" for name, value in settings.items())
        return f"Network({listed.removeprefix('d=')})"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write shape, settings and parameters to a ``.npz`` file, as `nnlib.saving.save`."""
        save(cast("Network", self), path)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Network:
        """Read a network that `save` wrote, as `nnlib.saving.load`."""
        return load(cast("type[Network]", cls), path)
