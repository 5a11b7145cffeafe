"""The book builds cleanly, and neither a stale page nor a faulty one gets through a build."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent

import freshness
import pytest
import yaml
from helpers.site_fixtures import ROOT, Build, run_build


def test_the_book_builds_without_a_warning(clean_build: Build) -> None:
    log = clean_build.log
    faults = [line for line in log.splitlines() if "WARNING:" in line or "ERROR:" in line]
    tail = "\n".join(log.splitlines()[-40:])
    assert clean_build.status == 0, "\n".join([*faults, "", "The log ends:", tail])
    assert not faults


class MiniBook:
    """Two pages and a library of one function, built by our command with our `execute:` block."""

    def __init__(self, directory: Path) -> None:
        self.source = directory / "source"
        self.output = directory / "output"
        (self.source / "book").mkdir(parents=True)
        (self.source / "nnlib").mkdir()
        (self.source / "book" / "_ext").symlink_to(ROOT / "book" / "_ext")
        ours = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
        extensions = {
            "freshness": "book/_ext",
            "execution": "book/_ext",
            "search_index": "book/_ext",
        }
        assert extensions.items() <= ours["sphinx"]["local_extensions"].items()
        config = {
            "title": "A small book",
            "only_build_toc_files": True,
            "execute": ours["execute"],
            "parse": ours["parse"],
            "sphinx": {
                "local_extensions": extensions,
                "config": {"nb_ipywidgets_js": {}},
            },
        }
        (self.source / "_config.yml").write_text(yaml.safe_dump(config))
        self.list_chapters("book/shows")
        (self.source / "requirements.txt").write_text("")
        self.write_library("the first word")
        self.write_chapter("from pathlib import Path", "Path('../ran').open('a').write('x')")
        (self.source / "book" / "shows.md").write_text(
            "# Shows\n\n```{literalinclude} ../nnlib/__init__.py\n:pyobject: speak\n```\n"
        )

    def list_chapters(self, *names: str) -> None:
        toc: dict[str, object] = {"format": "jb-book", "root": "book/runs"}
        if names:
            toc["chapters"] = [{"file": name} for name in names]
        (self.source / "_toc.yml").write_text(yaml.safe_dump(toc))

    def write_library(self, word: str) -> None:
        path = self.source / "nnlib" / "__init__.py"
        path.write_text(f'def speak():\n    return "{word}"\n')
        # An older time of change than before, as when files are copied: it must not matter.
        os.utime(path, (1_000_000_000, 1_000_000_000))

    def write_chapter(self, *cell: str, text: str = "") -> None:
        head = """\
            ---
            file_format: mystnb
            kernelspec: {name: python3}
            ---
            # Runs

            """
        lines = ["```{code-cell} python", "import nnlib", "print(nnlib.speak())", *cell, "```"]
        (self.source / "book" / "runs.md").write_text(
            dedent(head) + "\n".join(lines) + f"\n\n{text}\n"
        )

    def build(self, **variables: str) -> Build:
        # Before the installed nnlib, the one of this book.
        return run_build(self.source, self.output, PYTHONPATH=str(self.source), **variables)

    def page(self, name: str) -> str:
        path = self.output / "_build" / "html" / "book" / f"{name}.html"
        return path.read_text(encoding="utf-8")

    @property
    def executions(self) -> int:
        return len((self.source / "ran").read_text())


@pytest.fixture
def mini_book(tmp_path: Path) -> MiniBook:
    return MiniBook(tmp_path)


@pytest.mark.slow
def test_a_rebuild_reuses_what_is_unchanged_and_renews_what_an_edit_of_nnlib_touches(
    mini_book: MiniBook,
) -> None:
    first = mini_book.build()
    assert first.status == 0, first.log
    assert mini_book.executions == 1
    for name in ("runs", "shows"):
        assert "the first word" in mini_book.page(name)

    second = mini_book.build()
    assert second.status == 0, second.log
    assert mini_book.executions == 1
    assert "0 added, 0 changed, 0 removed" in second.log

    mini_book.write_library("the second word")
    third = mini_book.build()
    assert third.status == 0, third.log
    assert mini_book.executions == 2
    for name in ("runs", "shows"):
        assert "the second word" in mini_book.page(name)
        assert "the first word" not in mini_book.page(name)

    # One chapter of two: nothing is kept that a part of a book would leave incomplete.
    mini_book.write_chapter(text="Another ending.")
    fourth = mini_book.build()
    assert fourth.status == 0, fourth.log
    assert "Another ending." in mini_book.page("runs")
    assert not (mini_book.output / "_build" / "html" / "searchindex.js").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "text", "complaint"),
    [
        ("1 / 0", "", "ZeroDivisionError"),
        ("import sys; print('a complaint', file=sys.stderr)", "", "stderr"),
        ("", "As {eq}`eq:nowhere` says.", "eq:nowhere"),
    ],
    ids=["failing cell", "complaining cell", "unknown equation"],
)
def test_a_fault_fails_the_build_and_the_one_after_it(
    mini_book: MiniBook, cell: str, text: str, complaint: str
) -> None:
    mini_book.write_chapter(cell, text=text)
    for _ in range(2):
        build = mini_book.build()
        assert build.status != 0, build.log
        assert complaint in build.log


@pytest.mark.slow
def test_a_complaint_of_the_machine_is_printed_and_forgotten(mini_book: MiniBook) -> None:
    """What a cell wrote on stderr is in the log; once its reason is gone, the chapter builds."""
    cell = "print('no room for fonts', file=sys.stderr) if 'NOISE' in os.environ else None"
    mini_book.write_chapter("import os, sys", cell)
    noisy = mini_book.build(NOISE="1")
    assert noisy.status != 0, noisy.log
    assert "code cell 1 wrote on stderr:\nno room for fonts" in noisy.log
    quiet = mini_book.build()
    assert quiet.status == 0, quiet.log


@pytest.mark.slow
def test_a_home_folder_that_cannot_be_written_is_no_reason_to_fail(mini_book: MiniBook) -> None:
    mini_book.write_chapter("import matplotlib.pyplot")
    build = mini_book.build(HOME="/dev/null/nobody")
    assert build.status == 0, build.log
    assert list((mini_book.output / "_build" / ".matplotlib").glob("fontlist*"))


@pytest.mark.slow
def test_kernels_are_reached_by_private_sockets(mini_book: MiniBook) -> None:
    """Not by TCP, which others can read, and which a machine without loopback does not have."""
    mini_book.write_chapter(
        "import ipykernel.kernelapp",
        "print('by', ipykernel.kernelapp.IPKernelApp.instance().transport)",
    )
    build = mini_book.build()
    assert build.status == 0, build.log
    assert "by ipc" in mini_book.page("runs")
    assert "TCP" not in build.log


@pytest.mark.slow
def test_a_chapter_that_is_gone_leaves_nothing(mini_book: MiniBook) -> None:
    mini_book.build()
    made = mini_book.output / "_build"
    assert (made / "html" / "book" / "shows.html").exists()
    assert list((made / "html" / "_sources" / "book").glob("shows*"))
    mini_book.list_chapters()
    build = mini_book.build()
    assert build.status == 0, build.log
    assert (made / "html" / "book" / "runs.html").exists()
    assert list((made / "jupyter_execute" / "book").glob("runs*"))
    assert not list((made / "html").rglob("shows*"))
    assert not list((made / "jupyter_execute").rglob("shows*"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file, so no folder")
    build = run_build(ROOT, tmp_path / "full")
    assert build.status != 0
    assert f"Nothing can be written into {tmp_path / 'full' / '_build'}" in build.log
    assert "Traceback" not in build.log


def test_clean_takes_away_all_that_git_ignores() -> None:
    """`pip install .`, too, leaves a folder behind."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nclean:")[2]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    for folder in [name.strip("/") for name in ignored if name.endswith("/")]:
        folder = folder.replace("*.egg-info", "nnlib.egg-info")
        assert f" {folder}" in recipe or folder == ".ipynb_checkpoints", folder


@pytest.mark.parametrize(
    ("name", "executes", "reads"),
    [
        ("nnlib/network.py", True, True),
        ("nnlib/widgets/neuron/view.js", True, True),
        ("nnlib/widgets/neuron/style.css", True, True),
        ("requirements.txt", True, True),
        ("book/practice/jax_gradients.npz", True, True),
        ("book/_static/css/text.css", False, True),
        ("book/_ext/live.py", False, True),
        ("book/intro.md", False, False),
        ("nnlib/__pycache__/network.pyc", False, False),
    ],
)
def test_what_an_edit_makes_stale(name: str, executes: bool, reads: bool, tmp_path: Path) -> None:
    """Outputs, as the scripts and sheets of live figures are part of them, or pages alone."""
    for path in (tmp_path / "requirements.txt", tmp_path / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before")
    before = freshness.execution_key(tmp_path), freshness.page_key(tmp_path)
    (tmp_path / name).write_text("after")
    assert (freshness.execution_key(tmp_path) != before[0]) == executes
    assert (freshness.page_key(tmp_path) != before[1]) == reads
