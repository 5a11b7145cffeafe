"""A bar for work that takes a while; none, and nothing loaded, where nobody wants one."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any


class _NoBar:
    """What a bar can do, done in silence."""

    def __enter__(self) -> _NoBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...

    def update(self) -> None: ...

    def set_postfix(self, **readings: Any) -> None: ...


def progress_bar(total: int, progress: bool, **settings: Any) -> Any:
    """A bar of `total` steps, to be used as a context; `settings` are those of tqdm."""
    # tqdm's own variable, which its bars for notebooks overlook.
    if not progress or os.environ.get("TQDM_DISABLE"):
        return _NoBar()
    from tqdm.auto import tqdm  # here: it is slow to load, and in some notebooks it warns

    return tqdm(total=total, **settings)
