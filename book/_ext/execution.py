"""How chapters are executed: in private, and never remembered where something went wrong.

MyST-NB keeps what a chapter printed, its warnings included, in the execution cache. A complaint
that came from the machine and not from the chapter (a home folder that cannot be written, a first
look at the fonts) would then fail every later build as well, without a word of what it said. So a
chapter that wrote on stderr counts as failed: the build prints what it wrote, and executes it again
the next time.

Kernels are reached by sockets in a folder of their own, not by TCP: other users of the machine
cannot read along, and a machine without a loopback interface can build the book.

A live figure shows its picture, and beside it a view for applications that run notebooks. A page
makes the figure out of the picture (see live.py), so the views are left out.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.execute import cache
from sphinx.application import Sphinx
from traitlets.config import Config

VIEW = "application/vnd.jupyter.widget-view+json"


class StderrError(Exception):
    """What is told of a chapter whose cells ran, but complained."""


def complaints(notebook: Any) -> str:
    """Return what the cells of an executed notebook wrote on stderr, each under its number."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = []
    for number, cell in enumerate(cells, start=1):
        if "remove-stderr" in cell.metadata.get("tags", []):
            continue
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                found.append(f"code cell {number} wrote on stderr:\n{output.text.rstrip()}")
    return "\n".join(found)


def remove_views(notebook: Any) -> None:
    """Leave out what needs a widget manager."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if VIEW not in output.get("data", {})]


def private_transport(folder: str) -> Config:
    """Return the settings of a kernel with its sockets in `folder`, whose name must be short."""
    files = Path(folder) / "k"
    settings = {"transport": "ipc", "ip": str(files), "connection_file": f"{files}.json"}
    return Config({"KernelManager": settings})


def execute(notebook: Any, **options: Any) -> ExecutionResult:
    """Execute a notebook in place, as jupyter-cache does; a complaint is a failure."""
    with tempfile.TemporaryDirectory(prefix="book-") as folder:
        config = private_transport(folder)
        result = single_nb_execution(notebook, config=config, **options)
    remove_views(notebook)
    if result.err is None and (text := complaints(notebook)):
        result.err, result.exc_string = StderrError(), text
    return result


def setup(app: Sphinx) -> dict[str, Any]:
    cache.single_nb_execution = execute
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
