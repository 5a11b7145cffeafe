"""Tests compute with one thread, as `make` has them do, and share the fixtures of `helpers`."""

import os

import pytest

# Before NumPy is imported: products of small matrices take several times as long with more threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest.register_assert_rewrite("helpers.live_common", "helpers.live_in_book")
pytest_plugins = ["helpers.site_fixtures", "helpers.browser_fixtures"]
