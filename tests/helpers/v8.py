"""A JavaScript engine inside Python, for the mathematics of the live figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

from nnlib.widgets.kit.joining import WIDGETS, joined


@contextmanager
def harness(source: str, folder: Path) -> Iterator[Callable[..., Any]]:
    """Call functions of a module that imports those of the figures: ``call("passes", cases)``.

    The modules are joined as those of a widget are; numbers cross unrounded. A call that does not
    end fails after two minutes.

    Parameters
    ----------
    source : str
        A module whose default export holds the functions. It imports from ``"widgets/..."``.
    folder : Path
        A new folder, where it is put.
    """
    path = folder / "harness.js"
    widgets = os.path.relpath(WIDGETS, folder.resolve())
    path.write_text(source.replace('from "widgets/', f'from "{widgets}/'), encoding="utf-8")
    with running(path) as call:
        yield call


@contextmanager
def running(path: Path) -> Iterator[Callable[..., Any]]:
    """Call functions of a module that has a file of its own, as those of `harness`."""
    context = MiniRacer()
    context.eval(joined(path).replace("export default {", "globalThis.harness = {"))
    # Where Playwright was used, the main thread has a running event loop, in which the engine
    # refuses to time a call: so calls come from another thread.
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield lambda name, *args: thread.submit(
            context.call, f"harness.{name}", *args, timeout_sec=120
        ).result()
    context.close()
