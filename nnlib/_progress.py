"""A bar for work that takes a while; none, and nothing loaded, where nobody wants one."""

from __future__ import annotations

import os
import time
from typing import Any


class _NoBar:
    """What a bar can do, done in silence."""

    def __enter__(self) -> _NoBar:
        return self

    def __exit__(self, *error: object) -> None: ...

    def update(self) -> None: ...

    def set_postfix(self, **readings: Any) -> None: ...


class _NotebookBar:
    """A bar of a notebook that is a line of text once it has ended.

    The widget of a bar is saved in the words with which it has begun, "0%", and without a kernel
    those are what is seen: the line says how far it came.

    Parameters
    ----------
    bar : tqdm.notebook.tqdm
        A bar that is not shown yet.
    leave : bool
        Whether a line stays.
    delay : float
        Seconds before it is shown.
    """

    def __init__(self, bar: Any, leave: bool, delay: float) -> None:
        self._bar, self._leave, self._due = bar, leave, time.monotonic() + delay
        self._shown: Any = None

    def __enter__(self) -> _NotebookBar:
        self._show_if_due()
        return self

    def __exit__(self, *error: object) -> None:
        line = str(self._bar) if self._leave else ""
        self._bar.close()
        if self._shown:
            self._shown.update({"text/plain": line}, raw=True)

    def update(self) -> None:
        self._bar.update()
        self._show_if_due()

    def set_postfix(self, **readings: Any) -> None:
        self._bar.set_postfix(**readings)

    def _show_if_due(self) -> None:
        if self._shown is None and time.monotonic() >= self._due:
            from IPython.display import display

            self._shown = display(self._bar.container, display_id=True)


def progress_bar(
    total: int, progress: bool, *, unit: str, leave: bool = True, delay: float = 0
) -> Any:
    """A bar of `total` steps, to be used as a context; the rest is as in tqdm."""
    # tqdm's own variable, which its bars for notebooks overlook.
    if not progress or os.environ.get("TQDM_DISABLE"):
        return _NoBar()
    from tqdm.auto import tqdm  # here: it is slow to load, and in some notebooks it warns
    from tqdm.notebook import tqdm as notebook_bar

    if issubclass(tqdm, notebook_bar):
        return _NotebookBar(tqdm(total=total, unit=unit, display=False), leave, delay)
    return tqdm(total=total, unit=unit, leave=leave, delay=delay)
