"""A network and the traits that hold it: both ways, for every figure that is made from one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlib.network import Network
from nnlib.saving import check_names

__all__ = ["network_of", "traits_of"]


def traits_of(network: Network) -> dict[str, Any]:
    """Flatten a network into values that traits can hold.

    Parameters
    ----------
    network : Network
        It is left as it is, and nothing of the result is a view of it.

    Returns
    -------
    dict
        ``d``, the widths as a list; the names ``hidden``, ``output`` and ``loss``; the penalties
        ``l2`` and ``l1``; and ``theta``, a float64 array of shape (P,). A figure takes those that
        it has traits for.

    Raises
    ------
    ValueError
        If a layer has another activation than the network was built with: a figure, which knows
        names alone, would compute with the wrong one.
    """
    check_names(network, "a figure")
    return {
        "d": list(network.d),
        "hidden": network.hidden,
        "output": network.output,
        "loss": network.loss.name,
        "l2": network.l2,
        "l1": network.l1,
        "theta": np.array(network.theta, dtype=np.float64),
    }


def network_of(traits: Mapping[str, Any]) -> Network:
    """Build the network that some traits hold.

    Parameters
    ----------
    traits : mapping
        As `traits_of` returns them; others are passed over. Without ``l2`` or ``l1`` that penalty
        is 0, without ``theta`` all parameters are.

    Returns
    -------
    Network
        A new one: training it changes no trait.
    """
    network = Network(
        [int(width) for width in traits["d"]],
        hidden=traits["hidden"],
        output=traits["output"],
        loss=traits["loss"],
        init="zeros",
        l2=traits.get("l2", 0.0),
        l1=traits.get("l1", 0.0),
    )
    if "theta" in traits:
        network.theta = traits["theta"]
    return network
