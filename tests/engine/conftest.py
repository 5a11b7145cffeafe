"""The modules of `nnlib.widgets`, running in a JavaScript engine inside Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.v8 import running


class Engine:
    """The functions of ``harness.js``: ``engine.passes(cases)``."""

    def __init__(self, call):
        self._call = call

    def __getattr__(self, name):
        return lambda *args: self._call(name, *args)


@pytest.fixture(scope="session")
def engine():
    with running(Path(__file__).with_name("harness.js")) as call:
        yield Engine(call)
