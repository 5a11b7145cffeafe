"""MNIST: handwritten digits of 28 by 28 pixels. Some ship with the package, all can be fetched."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

from .._checks import float_type
from .fetching import Source, fetch

__all__ = ["mnist"]

Bytes = NDArray[np.uint8]

#: The four files of the database, images and classes by turns, the training part first.
FULL = Source(
    "MNIST",
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://raw.githubusercontent.com/fgnt/mnist/master/",
    ),
    sha256={
        "train-images-idx3-ubyte.gz": (
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
        ),
        "train-labels-idx1-ubyte.gz": (
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
        ),
        "t10k-images-idx3-ubyte.gz": (
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
        ),
        "t10k-labels-idx1-ubyte.gz": (
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
        ),
    },
)


def mnist(
    full: bool = False, *, dtype: DTypeLike = float, progress: bool = True
) -> tuple[NDArray[np.floating], NDArray[np.int64]]:
    """Handwritten digits, 28 by 28 pixels: 10,000 shipped with the package, all 70,000 on request.

    *The MNIST database of handwritten digits*, Y. LeCun, C. Cortes and C. J. C. Burges (1998),
    CC BY-SA 3.0. Those that ship are the first 10,000 of its training set, in one shuffled order
    that never changes, so any of them may serve to train and the others to test. All of it comes
    in its own order: the first 60,000 are meant for training, the last 10,000, written by other
    people, for testing.

    Parameters
    ----------
    full : bool
        Whether to return all. They are downloaded once, 11.6 MB, and kept in the user's folder
        for such things, or the one that the environment variable ``NNLIB_DATA`` names; from then
        on no network is needed.
    dtype : dtype
        float64 or float32, which takes half of the memory: 63 MB or 31 for those that ship, 439
        MB or 220 for all.
    progress : bool
        Whether bars show how far a download has come.

    Returns
    -------
    X : ndarray of shape (784, N)
        How much ink each pixel holds, row by row, from 0 to 1; N is 10,000 or 70,000.
    labels : ndarray of int of shape (N,)
        The digits.

    Raises
    ------
    ValueError
        If `dtype` is no type that nnlib computes in.
    ModuleNotFoundError
        If `full` is asked for where pooch is not installed, which downloads.
    ConnectionError
        If the download has failed at every address; nothing of it is kept.
    OSError
        If the files cannot be stored or read.
    """
    kind = float_type("dtype", dtype)
    if full:
        images = [_idx(path) for path in fetch(FULL, progress)]
        pixels, labels = np.vstack(images[::2]), np.concatenate(images[1::2])
    else:
        with (files("nnlib.datasets") / "mnist.npz").open("rb") as file, np.load(file) as stored:
            pixels, labels = stored["pixels"], stored["labels"]
    # The stored rows are examples: as columns of X they stay contiguous in memory.
    return np.divide(pixels, 255, dtype=kind).T, labels.astype(np.int64)


def _idx(path: Path) -> Bytes:
    """Bytes in the format IDX: what each example holds, a row each, or a number for labels.

    The head says 0, 0, the kind of the numbers (8 for bytes) and how many axes there are, then
    the length of each axis in four bytes, the most significant first.
    """
    content = gzip.decompress(path.read_bytes())
    axes = content[3]
    N, *sides = np.frombuffer(content, ">u4", axes, offset=4).tolist()
    numbers = np.frombuffer(content, np.uint8, offset=4 + 4 * axes)
    return numbers.reshape(N, -1) if sides else numbers
