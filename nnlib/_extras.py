"""What to install for a part of nnlib that needs more than NumPy, SciPy and tqdm."""

from __future__ import annotations

__all__ = ["missing"]


def missing(extra: str, error: ModuleNotFoundError, what: str | None = None) -> ModuleNotFoundError:
    """The error of an import, with what to do about it.

    Parameters
    ----------
    extra : str
        The name of the extra in ``pyproject.toml``, mostly that of a part of nnlib.
    error : ModuleNotFoundError
        What loading that part has raised.
    what : str, optional
        What needs the package, where it is no part of nnlib of the name `extra`.

    Returns
    -------
    ModuleNotFoundError
    """
    package = (error.name or "").partition(".")[0]
    # A folder, never the bare name: on the package index that is another project.
    install = f'python -m pip install ".[{extra}]"'
    return ModuleNotFoundError(
        f"{what or f'nnlib.{extra}'} needs {package}, which is not installed; in the folder of "
        f"this book, type {install}",
        name=package,
    )
