"""Parts of pages in files of their own: one for each text, and none that no page names."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import parts


def test_what_no_page_names_goes(tmp_path: Path) -> None:
    app = SimpleNamespace(outdir=str(tmp_path), builder=SimpleNamespace(format="html"))
    kept = parts.folder_of(app, "live") / f"{parts.name_of('kept')}.js"
    shown = parts.folder_of(app, "pictures") / f"{parts.name_of('shown')}.svg"
    old = [
        parts.folder_of(app, "live") / f"{parts.name_of('old')}.js",
        parts.folder_of(app, "pictures") / f"{parts.name_of('old')}.svg",
    ]
    for path in (kept, shown, *old):
        parts.write(path, path.name)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page.html").write_text(
        f'<script>{{"later": {{"_esm": "{kept.stem}"}}}}</script><img src="../x/{shown.name}">'
    )
    parts.remove_unused(app, None)
    assert kept.exists() and shown.exists()
    assert not any(path.exists() for path in old)


def test_a_broken_build_takes_nothing_out(tmp_path: Path) -> None:
    app = SimpleNamespace(outdir=str(tmp_path), builder=SimpleNamespace(format="html"))
    path = parts.folder_of(app, "live") / f"{parts.name_of('kept')}.js"
    parts.write(path, "kept")
    parts.remove_unused(app, RuntimeError())
    assert path.exists()


def test_a_part_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "live" / f"{parts.name_of('a')}.js"
    parts.write(path, "a")
    before = path.stat().st_mtime_ns
    parts.write(path, "a")
    assert path.stat().st_mtime_ns == before
