"""The modules of the stepper, running in a JavaScript engine inside Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.v8 import running

from nnlib.widgets import BackpropagationStepper


@pytest.fixture(scope="session")
def js():
    """Call a function of ``harness.js``, which also gets what Python says of the figure."""
    facts = BackpropagationStepper.facts()
    with running(Path(__file__).with_name("harness.js")) as call:
        yield lambda name, *args: call(name, facts, *args)
