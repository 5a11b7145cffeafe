"""Files that are too large to ship: downloaded once, checked, and kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .._extras import missing

__all__ = ["Source", "fetch"]


@dataclass(frozen=True)
class Source:
    """Where files come from, and how they are known to be the right ones.

    Parameters
    ----------
    name : str
        What they are together: for messages, and the folder they are kept in.
    mirrors : tuple of str
        Addresses that have all of them, to be tried in this order; each ends in a slash.
    sha256 : mapping of str to str
        The checksum of each file by its name.
    patience : float
        Seconds without a sign of life after which an address is given up.
    """

    name: str
    mirrors: tuple[str, ...]
    sha256: Mapping[str, str]
    patience: float = 30.0


def fetch(source: Source, progress: bool = True) -> list[Path]:
    """Make sure that the files of `source` are there, each whole or not at all.

    A file is written beside its place under a name of its own and moved there once its checksum
    is right, so that a reader, or another process that fetches at the same time, never finds a
    half one. A file that is there and right is not asked for again; one that is there and wrong
    is replaced.

    Parameters
    ----------
    source : Source
        Which files.
    progress : bool
        Whether a bar shows how far each download has come.

    Returns
    -------
    list of Path
        One for each file, in the order of ``source.sha256``.

    Raises
    ------
    ModuleNotFoundError
        If pooch is not installed.
    ConnectionError
        If no address has delivered a file as it should be.
    OSError
        If the folder cannot be read or written, or has no room.
    """
    try:
        import pooch  # here: only those who download need it
    except ModuleNotFoundError as error:
        raise missing("download", error, f"a download of {source.name}") from None
    folder = Path(os.environ.get("NNLIB_DATA") or pooch.os_cache("nnlib")) / source.name.lower()
    return [_fetch_one(source, name, folder, progress) for name in source.sha256]


def _fetch_one(source: Source, name: str, folder: Path, progress: bool) -> Path:
    """The path of one file, after a download from the first address that has it."""
    import pooch
    import requests  # which pooch brings
    from tqdm import tqdm

    def download(url: str, part: str, _: object) -> None:
        """What pooch calls, closing the connection whatever happens, and with a bar by name."""
        # As it is: a server that compresses it again would have it unpacked once too often.
        headers = {"Accept-Encoding": "identity"}
        with (
            requests.get(url, headers=headers, timeout=source.patience, stream=True) as response,
            open(part, "wb") as file,
        ):
            response.raise_for_status()
            size = int(response.headers.get("Content-Length", 0)) or None
            with tqdm(
                total=size, desc=name, unit="B", unit_scale=True, disable=not progress
            ) as bar:
                for piece in response.iter_content(2**16):
                    file.write(piece)
                    bar.update(len(piece))

    failures = []
    for mirror in source.mirrors:
        try:
            return Path(
                pooch.retrieve(
                    mirror + name,
                    known_hash=f"sha256:{source.sha256[name]}",
                    fname=name,
                    path=folder,
                    downloader=download,
                )
            )
        except requests.RequestException as error:
            failures.append(f"{mirror}: {error}")
        except ValueError:  # pooch's word for a wrong checksum
            failures.append(f"{mirror}: what came was cut short, damaged or something else")
        except OSError as error:
            raise OSError(
                f"{source.name} could not be kept in {folder}: {error}; give it room, or let the "
                f"environment variable NNLIB_DATA name another folder"
            ) from error
    raise ConnectionError(
        f"{source.name} could not be downloaded, and nothing half done is kept: {name} was asked "
        f"for at {'; '.join(failures)}"
    )
