"""The modules of `nnlib.widgets`, running in a JavaScript engine inside Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

from nnlib.widgets.modules import STATIC, joined


class Engine:
    """Calls the functions of ``harness.js``: ``engine.passes(cases)``. Numbers cross unrounded."""

    def __init__(self, source: str) -> None:
        self._context = MiniRacer()
        self._context.eval(source)

    def __getattr__(self, name: str):
        # A loop that never ends must fail a test, not hang the run.
        return lambda *args: self._context.call(f"harness.{name}", *args, timeout_sec=30)

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """The harness, joined with what it imports as the module of a widget is."""
    folder = tmp_path_factory.mktemp("static")
    for module in [*STATIC.glob("*.js"), Path(__file__).with_name("harness.js")]:
        shutil.copy(module, folder)
    source = joined(folder / "harness.js")
    engine = Engine(source.replace("export default {", "globalThis.harness = {"))
    yield engine
    engine.close()
