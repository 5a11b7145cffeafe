"""MNIST: what ships with the package, and downloads that go wrong in every way."""

import gzip
import hashlib
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from helpers.bad_server import serving

import nnlib
from nnlib.datasets.fetching import Source

# The module, which a function of its name hides.
MODULE = sys.modules["nnlib.datasets.mnist"]
NAMES = list(MODULE.FULL.sha256)
RNG = np.random.default_rng(0)
IMAGES = [RNG.integers(0, 256, (N, 784), np.uint8) for N in (7, 3)]
LABELS = [RNG.integers(0, 10, N, np.uint8) for N in (7, 3)]


def idx(array):
    """An array of bytes in the format IDX, compressed."""
    shape = (len(array), 28, 28) if array.ndim == 2 else array.shape
    head = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()
    return gzip.compress(head + array.tobytes())


CONTENTS = [idx(each) for pair in zip(IMAGES, LABELS, strict=True) for each in pair]
FILES = dict(zip(NAMES, CONTENTS, strict=True))
SHA256 = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


@pytest.fixture
def server():
    with serving(FILES) as running:
        yield running


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("NNLIB_DATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mnist"


@pytest.fixture
def mirrors(server, cache, monkeypatch):
    """Say in which manners the mirrors deliver the small files, in their order."""

    def set_to(*manners, patience=10.0):
        addresses = tuple(server.address(manner) for manner in manners)
        monkeypatch.setattr(MODULE, "FULL", Source("MNIST", addresses, SHA256, patience))

    return set_to


def kept(cache):
    return sorted(path.name for path in cache.iterdir()) if cache.exists() else []


def check_all(X, labels):
    np.testing.assert_array_equal(X, np.vstack(IMAGES).T / 255)
    np.testing.assert_array_equal(labels, np.concatenate(LABELS))


def test_those_that_ship():
    X, labels = nnlib.datasets.mnist()
    assert X.shape == (784, 10_000) and X.dtype == float and X.flags.f_contiguous
    assert (X.min(), X.max()) == (0, 1)
    some = X[:, :100]
    np.testing.assert_array_equal(some * 255, np.rint(some * 255))
    counts = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]
    np.testing.assert_array_equal(np.bincount(labels), counts)
    assert labels.dtype == np.int64


def test_their_order_is_mixed_and_stays():
    _, labels = nnlib.datasets.mnist()
    assert labels[:12].tolist() == [3, 8, 1, 0, 4, 0, 9, 3, 4, 9, 3, 2]
    for part in labels.reshape(10, 1000):
        assert np.bincount(part).min() > 60 and np.bincount(part).max() < 140
    half, other = labels.reshape(2, -1)
    assert np.bincount(half, minlength=10) == pytest.approx(np.bincount(other), rel=0.12)


def test_single_precision():
    X, _ = nnlib.datasets.mnist(dtype=np.float32)
    assert X.dtype == np.float32
    assert np.array_equal(X, nnlib.datasets.mnist()[0].astype(np.float32))
    with pytest.raises(ValueError, match="dtype is "):
        nnlib.datasets.mnist(dtype=int)


def test_its_licence_and_origin_lie_beside_it():
    text = (Path(MODULE.__file__).parent / "MNIST-LICENCE.txt").read_text("utf-8")
    for told in ("LeCun", "Cortes", "Burges", "CC BY-SA 3.0", "What was changed: the order"):
        assert told in text


def test_a_download_is_kept_and_needs_no_network_again(server, mirrors, cache):
    mirrors("good")
    check_all(*nnlib.datasets.mnist(full=True, progress=False))
    assert kept(cache) == sorted(NAMES) and server.asked["good"] == 4
    check_all(*nnlib.datasets.mnist(full=True, progress=False))
    assert server.asked["good"] == 4
    assert nnlib.datasets.mnist(full=True, dtype=np.float32)[0].dtype == np.float32


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        ("forbidden", "403 Client Error"),
        ("missing", "404 Client Error"),
        ("cut", "IncompleteRead"),
        ("short", "what came was cut short, damaged or something else"),
        ("damaged", "what came was cut short, damaged or something else"),
        ("page", "what came was cut short, damaged or something else"),
        ("silent", "timed out"),
    ],
)
def test_a_bad_mirror(server, mirrors, cache, manner, said):
    """Alone it ends in an error that says what it did, and leaves nothing; else another serves."""
    mirrors(manner, patience=0.3)
    with pytest.raises(ConnectionError, match="MNIST could not be downloaded, and nothing") as e:
        nnlib.datasets.mnist(full=True, progress=False)
    assert said in str(e.value) and NAMES[0] in str(e.value)
    assert server.address(manner) in str(e.value)
    assert kept(cache) == []
    mirrors(manner, "good", patience=0.3)
    check_all(*nnlib.datasets.mnist(full=True, progress=False))
    assert kept(cache) == sorted(NAMES)


def test_nobody_there(mirrors, cache, monkeypatch):
    mirrors("good")
    nowhere = ("http://127.0.0.1:9/", "http://[::1]:9/")
    monkeypatch.setattr(MODULE, "FULL", Source("MNIST", nowhere, SHA256))
    with pytest.raises(ConnectionError) as e:
        nnlib.datasets.mnist(full=True, progress=False)
    assert all(address in str(e.value) for address in nowhere)
    assert kept(cache) == []


def test_a_download_goes_on_where_it_was_broken_off(server, mirrors, cache):
    cache.mkdir(parents=True)
    (cache / NAMES[1]).write_bytes(FILES[NAMES[1]])
    mirrors("good")
    check_all(*nnlib.datasets.mnist(full=True, progress=False))
    assert server.asked["good"] == 3


def test_a_damaged_file_that_was_kept_is_replaced(server, mirrors, cache):
    cache.mkdir(parents=True)
    (cache / NAMES[2]).write_bytes(b"half a file")
    mirrors("forbidden")
    with pytest.raises(ConnectionError):
        nnlib.datasets.mnist(full=True, progress=False)
    mirrors("good")
    check_all(*nnlib.datasets.mnist(full=True, progress=False))


def test_a_full_disk(server, mirrors, cache):
    """The same happens as there: a write beyond what there is room for fails."""
    mirrors("good", "good")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(OSError, match="MNIST could not be kept in .*; give it room") as e:
            nnlib.datasets.mnist(full=True, progress=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not isinstance(e.value, ConnectionError)
    assert str(cache) in str(e.value)
    assert server.asked["good"] == 1  # another address has no more room
    assert kept(cache) == []


def test_no_folder_to_keep_it_in(mirrors, cache):
    cache.parent.write_text("a file in the place of the folder")
    mirrors("good")
    with pytest.raises(OSError, match="could not be kept in .*NNLIB_DATA"):
        nnlib.datasets.mnist(full=True, progress=False)


TWO = """
import sys
import nnlib
from nnlib.datasets.fetching import Source
module = sys.modules["nnlib.datasets.mnist"]
module.FULL = Source("MNIST", ({address!r},), {sha256!r})
print(nnlib.datasets.mnist(full=True, progress=False)[0].sum())
"""


def test_two_processes_at_once(server, cache):
    """Each downloads each file while the other does: both have all, and nothing else is left."""
    code = TWO.format(address=server.address("together"), sha256=SHA256)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"NNLIB_DATA": str(cache.parent)},
        )
        for _ in range(2)
    ]  # fmt: skip
    for each in both:
        out, err = each.communicate(timeout=60)
        assert each.returncode == 0, err
        assert float(out) == (np.vstack(IMAGES).T / 255).sum()
    assert server.asked["together"] == 8
    assert kept(cache) == sorted(NAMES)


def test_a_bar_shows_how_far_it_is(mirrors, cache, capfd):
    mirrors("good")
    nnlib.datasets.mnist(full=True)
    assert capfd.readouterr().err.count("100%") >= 4


def test_without_pooch_it_is_said_what_to_install(monkeypatch, cache):
    monkeypatch.setitem(sys.modules, "pooch", None)
    nnlib.datasets.mnist()
    with pytest.raises(
        ModuleNotFoundError,
        match=re.escape(
            "a download of MNIST needs pooch, which is not installed; in the folder of this "
            'book, type python -m pip install ".[download]"'
        ),
    ):
        nnlib.datasets.mnist(full=True)


def test_the_real_table():
    """A checksum for each file, and several addresses, which are encrypted."""
    source = MODULE.FULL
    assert all(re.fullmatch(r"https://\S+/", mirror) for mirror in source.mirrors)
    assert len(source.mirrors) >= 2
    assert [len(checksum) for checksum in source.sha256.values()] == [64] * 4
    assert len(set(source.sha256.values())) == 4
