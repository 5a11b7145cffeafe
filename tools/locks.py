"""A lock between processes, held in a file."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path, waiting: str = "") -> Iterator[None]:
    """Hold the lock at `path`; print `waiting` if another process has it first.

    Where the folder cannot be written, the program ends with a sentence that says so.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        sys.exit(
            f"Nothing can be written into {path.parent} ({error.strerror}). What is built goes "
            "there: copy the project to a folder that can be written."
        )
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                print(waiting, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
