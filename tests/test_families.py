"""Each family has one table, which knows its names, their words, and how to refuse another name."""

import pytest

import nnlib
from nnlib._families import Family
from nnlib.activations import ACTIVATIONS, ENTRYWISE
from nnlib.datasets import DATASETS
from nnlib.initializers import INITIALIZERS
from nnlib.losses import LOSSES
from nnlib.optimizers import OPTIMIZERS
from nnlib.surfaces import SURFACES

FAMILIES = (ACTIVATIONS, DATASETS, INITIALIZERS, LOSSES, OPTIMIZERS, SURFACES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.argument)
def test_a_table_lists_its_members_when_it_refuses(family):
    assert len(family) == len(list(family)) == len(family.titles)
    assert all(family.choose(name) is family[name] for name in family)
    with pytest.raises(
        ValueError, match=f"{family.argument} is 'nonesuch', but must be one of "
    ) as e:
        family.choose("nonesuch")
    assert all(repr(name) in str(e.value) for name in family)
    with pytest.raises(ValueError, match=r"here is \['a list'\]"):
        family.choose(["a list"], "here")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.argument)
def test_members_are_public_where_users_look_for_them(family):
    """A name entered in a table needs no second entry in ``__all__``."""
    module = next(
        module
        for module in vars(nnlib).values()
        if any(value is family for value in getattr(module, "__dict__", {}).values())
    )
    for member in family.values():
        assert member.__name__ in module.__all__
        assert getattr(module, member.__name__) is member


def test_words_for_a_name():
    titles = ACTIVATIONS.titles
    assert (titles["leaky_relu"], titles["tanh"]) == ("leaky ReLU", "tanh")
    assert list(ENTRYWISE.titles) == [name for name in ACTIVATIONS if name != "softmax"]
    family = Family("tool", {"long_saw": str})
    assert family.titles == {"long_saw": "long saw"}
    assert repr(family) == "<tool: long_saw>"
