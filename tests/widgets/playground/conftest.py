"""The modules of the Playground, running in a JavaScript engine inside Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.v8 import running

from nnlib.widgets import Playground


@pytest.fixture(scope="session")
def js():
    """Call a function of ``harness.js``: ``js("stroke", ways)``."""
    with running(Path(__file__).with_name("harness.js")) as call:
        yield call


@pytest.fixture(scope="session")
def engine(js):
    """Call one that must also know what Python says of the figure: ``engine("run", ...)``."""
    facts = Playground.facts()
    return lambda name, *args: js(name, facts, *args)
