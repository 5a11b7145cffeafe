"""No page of a rebuilt book shows what an older nnlib printed, and none outlives its chapter.

Three things go stale by themselves. The execution cache knows the cells of a chapter, not the
library that they call; Sphinx reads again only those chapters whose own files changed; and it
leaves what it wrote for chapters that are gone. So

- the cache lives in a directory named after a hash of `nnlib`, of the pinned requirements, of the
  register of published results, which the ledger reads, and of the arrays beside the chapters:
  after an edit of one of them the next build starts with an empty cache and executes every chapter;
- every page is read again when anything changed that a page may show without being a chapter
  itself: `nnlib`, the requirements, or a file beside the chapters (the register of symbols, the
  references, an extension, a static file);
- at the end of a build, pages, sources and notebooks of no chapter are taken out of the folder.
"""

import hashlib
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

CACHES_KEPT = 3
"""Going back to an earlier nnlib, as when changing branches, then finds what it executed."""

CHAPTERS = {".md", ".ipynb"}
# What sphinx.ext.viewcode calls the modules that it shows.
VIEWCODE = "_viewcode_modules"


def _files(directory: Path) -> list[Path]:
    def counts(path: Path) -> bool:
        parts = path.relative_to(directory).parts
        return path.is_file() and not any(p.startswith((".", "__pycache__")) for p in parts)

    return sorted(filter(counts, directory.rglob("*")))


def _hash(paths: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root)} {content}\n".encode())
    return digest.hexdigest()


def execution_key(root: Path) -> str:
    """Hash of everything but its own cells that the output of a chapter depends on."""
    register = root / "tests" / "published" / "published.yml"
    others = [root / "requirements.txt", *([register] if register.exists() else [])]
    arrays = sorted((root / "book").rglob("*.npz"))
    return _hash([*_files(root / "nnlib"), *others, *arrays], root)


def page_key(root: Path) -> str:
    """Hash of everything but its own source that a page depends on."""
    beside = [path for path in _files(root / "book") if path.suffix not in CHAPTERS]
    return execution_key(root) + _hash(beside, root)


def _choose_cache(app: Sphinx, config: Config) -> None:
    caches = Path(app.outdir).parent / ".executed"
    cache = caches / execution_key(Path(app.srcdir))[:16]
    cache.mkdir(parents=True, exist_ok=True)
    cache.touch()
    newest_first = sorted(caches.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[CACHES_KEPT:]:
        shutil.rmtree(old)
    config.nb_execution_cache_path = str(cache)


def _outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    key = page_key(Path(app.srcdir))
    if getattr(env, "book_page_key", None) == key:
        return []
    env.book_page_key = key  # type: ignore[attr-defined]
    return sorted(env.found_docs - added - changed)


def _remove_leftovers(app: Sphinx, exception: Exception | None) -> None:
    """Take away what an earlier build wrote for chapters and modules that are no more."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    shown = [name for name, found in vars(app.env).get(VIEWCODE, {}).items() if found]
    modules = {f"_modules/{name.replace('.', '/')}" for name in shown}
    # Pages without a source stand on top: the search, the index, those that booksite writes.
    kept = app.env.found_docs | modules | {"_modules/index"}
    for page in site.rglob("*.html"):
        name = page.relative_to(site).with_suffix("").as_posix()
        if "/" in name and not name.startswith("_static/") and name not in kept:
            page.unlink()
    sources = [path for path in (site / "_sources").rglob("*") if path.is_file()]
    notebooks = site.parent / "jupyter_execute"
    for folder, files in ((site / "_sources", sources), (notebooks, notebooks.rglob("*.ipynb"))):
        for file in files:
            if file.relative_to(folder).with_suffix("").as_posix() not in app.env.found_docs:
                file.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", _choose_cache)
    app.connect("env-get-outdated", _outdated_pages)
    app.connect("build-finished", _remove_leftovers, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
