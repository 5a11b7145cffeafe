"""The tables of the engine and those of nnlib have the same members."""

from __future__ import annotations

import cases

from nnlib import activations, initializers, losses, optimizers, surfaces


def test_the_same_names(engine):
    names = engine.names()
    assert set(names["ENTRYWISE"]) == set(activations.ENTRYWISE)
    assert set(names["ACTIVATIONS"]) == set(activations.ACTIVATIONS)
    assert set(names["LOSSES"]) == set(losses.LOSSES)
    assert set(names["INITIALIZERS"]) == set(initializers.INITIALIZERS)
    assert set(names["SURFACES"]) == set(surfaces.SURFACES)
    assert set(names["DATASETS"]) == set(cases.PLANE)
    assert set(names["OPTIMIZERS"]) == set(optimizers.OPTIMIZERS)
