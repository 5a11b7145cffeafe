"""What the tests of the built book share: one clean build, and a Chromium to read it with.

The build goes into a directory of its own, with an execution cache of its own, so that nothing left
from earlier work can hide a fault. It is made once in a run, by whichever worker needs it first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromium
import pytest
from locks import exclusive

ROOT = Path(__file__).resolve().parents[2]
BUILD_TEST = "test_the_book_builds_without_a_warning"
NO_CHROMIUM = "NO CHROMIUM"
# Milliseconds to wait for what will come: a busy machine starts a kernel in a minute.
PATIENCE = 120_000


@dataclass(frozen=True)
class Build:
    """One run of the command behind `make book`."""

    status: int
    log: str
    output: Path

    @property
    def html(self) -> Path:
        return self.output / "_build" / "html"


def run_build(source: Path, output: Path, **variables: str) -> Build:
    command = [sys.executable, str(ROOT / "tools" / "build_book.py")]
    command += ["--source", str(source), "--output", str(output)]
    done = subprocess.run(
        command,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=3600,
    )
    return Build(done.returncode, re.sub(r"\x1b\[[\d;]*m", "", done.stdout), output)


@pytest.fixture(scope="session")
def clean_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output = shared / "clean-build"
    log, status = output / "log", output / "status"
    with exclusive(shared / "clean-build.lock"):
        if not status.exists():
            # One that was begun and not ended may be there, if its worker was stopped.
            shutil.rmtree(output, ignore_errors=True)
            output.mkdir()
            build = run_build(ROOT, output)
            log.write_text(build.log, encoding="utf-8")
            status.write_text(str(build.status))
    return Build(int(status.read_text()), log.read_text(encoding="utf-8"), output)


@pytest.fixture(scope="session")
def site(clean_build: Build) -> Path:
    """The directory of the built site."""
    if clean_build.status:
        pytest.fail(f"there is no site to read: see {BUILD_TEST}", pytrace=False)
    return clean_build.html


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One headless Chromium, which asks nobody for anything on its own account."""
    executable = chromium.find()
    if not executable:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{NO_CHROMIUM}, and CI=true wants the browser tests", pytrace=False)
        pytest.skip(f"{NO_CHROMIUM} was found: install one, or name one by CHROMIUM=/path/to/it")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
        "--no-first-run",
    ]
    if chromium.is_root():
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=executable, args=flags)
        yield instance
        instance.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the built book or a browser, and put it where it belongs in a run.

    The build is started first, so that the unit tests run beside it; what reads it comes last. Last
    comes, too, what needs a browser: an open one keeps an event loop running, and then the V8 that
    other tests embed refuses to work with a time limit.
    """

    def turn(item: pytest.Item) -> int:
        needs = {"clean_build", "browser"} & set(getattr(item, "fixturenames", ()))
        if "clean_build" in needs:
            item.add_marker("slow")
        if "browser" in needs:
            item.add_marker("browser")
        if item.name == BUILD_TEST:
            return 0
        return 2 if needs else 1

    items.sort(key=turn)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    passed = terminalreporter.stats.get("passed", [])
    frames = [text for r in passed for name, text in r.user_properties if name == "frames"]
    if frames:
        terminalreporter.write_sep("-", "frame times of live figures (a report, not a gate)")
        terminalreporter.write_line("\n".join(sorted(frames)))
    skipped = terminalreporter.stats.get("skipped", [])
    missing = [report for report in skipped if NO_CHROMIUM in str(report.longrepr)]
    if missing:
        terminalreporter.write_sep("!", red=True, bold=True)
        terminalreporter.write_line(
            f"{len(missing)} BROWSER TESTS WERE NOT RUN: no Chromium was found. "
            "Install one, or name one by CHROMIUM=/path/to/it.",
            red=True,
            bold=True,
        )
        terminalreporter.write_sep("!", red=True, bold=True)
