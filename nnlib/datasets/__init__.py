"""Data sets, one example in each column."""

from .._families import Family
from .digits import digits as digits
from .mnist import mnist as mnist
from .plane import blobs as blobs
from .plane import circles as circles
from .plane import moons as moons
from .plane import spirals as spirals
from .plane import xor as xor

#: Every data set by its name.
DATASETS = Family(
    "data",
    {
        "moons": moons,
        "circles": circles,
        "spirals": spirals,
        "xor": xor,
        "blobs": blobs,
        "digits": digits,
        "mnist": mnist,
    },
    {"xor": "XOR", "mnist": "MNIST"},
)
__all__ = ["DATASETS", *DATASETS]
