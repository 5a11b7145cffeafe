"""What to install for a part of nnlib that needs more than NumPy, SciPy and tqdm."""

from __future__ import annotations

__all__ = ["missing"]


def missing(extra: str, error: ModuleNotFoundError) -> ModuleNotFoundError:
    """The error of an import, with what to do about it.

    Parameters
    ----------
    extra : str
        The part of nnlib, and the name of its extra in ``pyproject.toml``.
    error : ModuleNotFoundError
        What loading that part has raised.

    Returns
    -------
    ModuleNotFoundError
    """
    package = (error.name or "").partition(".")[0]
    # A folder, never the bare name: on the package index that is another project.
    install = f'python -m pip install ".[{extra}]"'
    return ModuleNotFoundError(
        f"nnlib.{extra} needs {package}, which is not installed; in the folder of this book, "
        f"type {install}",
        name=package,
    )
