"""One table: the time of an epoch, nnlib against its peers, as ratios within one run.

Every round times one epoch of each peer in turn, so that a machine that slows down slows all of
them; a figure is the median over the rounds of the ratio to nnlib in the same round.
"""

from __future__ import annotations

import statistics
import time

import numpy as np
from tqdm import tqdm

import nnlib

from .peers import PEERS, Steps

ROUNDS = 9
# Widths, batch size, number of batches in an epoch, dtype.
SETTINGS = (
    ([64, 32, 10], 32, 100, np.float64),
    ([784, 256, 128, 10], 128, 40, np.float32),
    ([784, 1024, 1024, 10], 512, 6, np.float32),
)


def problem(d, batch_size, batches, dtype):
    """A network and random classified examples in its shape."""
    rng = np.random.default_rng(0)
    net = nnlib.Network(d, hidden="tanh", output="softmax", loss="cross_entropy", dtype=dtype)
    X = rng.uniform(size=(batch_size * batches, d[0])).astype(dtype).T
    return net, X, rng.integers(d[-1], size=X.shape[1])


def time_epochs(peers, bar):
    """Seconds of an epoch, for each peer a list over the rounds."""
    seconds = {type(peer): [] for peer in peers}
    for _ in range(ROUNDS):
        for peer in peers:
            start = time.perf_counter()
            peer.epoch()
            seconds[type(peer)].append(time.perf_counter() - start)
            bar.update()
    return seconds


def check_equal_work(peers, dtype):
    """After the same epochs, the peers that see the examples in one order hold the same weights."""
    expected = peers[0].weights()
    for peer in peers:
        if (weights := peer.weights()) is not None:
            for W, W_nnlib in zip(weights, expected, strict=True):
                tolerance = 1e-8 if dtype == np.float64 else 2e-3
                np.testing.assert_allclose(W, W_nnlib, atol=tolerance, err_msg=peer.label)


def measure(bar):
    """A column of ratios for every setting."""
    columns = []
    for d, batch_size, batches, dtype in SETTINGS:
        net, X, labels = problem(d, batch_size, batches, dtype)
        peers = [peer(net, X, labels, batch_size) for peer in PEERS]
        for peer in peers:  # one epoch that does not count: caches, page faults, threads
            peer.epoch()
        check_equal_work(peers, dtype)
        seconds = time_epochs(peers, bar)
        columns.append(
            {
                peer: statistics.median(
                    t / own for t, own in zip(times, seconds[Steps], strict=True)
                )
                for peer, times in seconds.items()
            }
        )
    return columns


def main():
    with tqdm(total=len(SETTINGS) * len(PEERS) * ROUNDS, unit="epoch") as bar:
        columns = measure(bar)
    heads = [
        f"{'-'.join(map(str, d))}/{batch_size} {np.dtype(dtype).name}"
        for d, batch_size, _, dtype in SETTINGS
    ]
    width = max(len(peer.label) for peer in PEERS)
    print(f"\nTime of an epoch relative to nnlib's steps (median of {ROUNDS} rounds)\n")
    print(f"{'':{width}}  " + "  ".join(heads))
    for peer in PEERS:
        figures = (
            f"{column[peer]:{len(head)}.2f}" for column, head in zip(columns, heads, strict=True)
        )
        print(f"{peer.label:{width}}  " + "  ".join(figures))


if __name__ == "__main__":
    main()
