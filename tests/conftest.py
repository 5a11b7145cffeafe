"""Tests import their shared helpers by name, and compute with one thread, as `make` has them do."""

import os
import sys
from pathlib import Path

import pytest

# Before NumPy is imported: products of small matrices take several times as long with more threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

sys.path.insert(0, str(Path(__file__).parent))

pytest.register_assert_rewrite("helpers.live_common", "helpers.live_in_book")
pytest_plugins = ["helpers.site_fixtures", "helpers.browser_fixtures"]
