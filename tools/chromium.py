"""Find a Chromium for the browser tests and print its path (nothing, if there is none).

With --install, try to install one where none is found: with Playwright, else as root with apt-get.
If that fails, say so; with CI=true, which promises a complete run, fail.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MAC = "Applications/{0}.app/Contents/MacOS/{0}"


def works(path: str) -> bool:
    """Whether it starts: on Ubuntu, chromium-browser may be a script that only names a snap."""
    try:
        run = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and "Chrom" in run.stdout


def candidates() -> Iterator[str]:
    """Where one may be, the cheapest places first: to ask Playwright takes a second."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, COMMANDS))
    for root in (Path("/"), Path.home()):
        for name in ("Chromium", "Google Chrome"):
            yield str(root / MAC.format(name))
    yield playwrights_own()


def playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find() -> str:
    return next((path for path in candidates() if Path(path).exists() and works(path)), "")


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_be_root() -> bool:
    """Whether system packages can be installed without a question to anybody."""
    if is_root() or not shutil.which("sudo"):
        return is_root()
    # On somebody's own machine, system packages are theirs to install.
    on_ci = os.environ.get("CI") == "true"
    return on_ci and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def install() -> None:
    debian = shutil.which("apt-get") is not None
    with_system_packages = ["--with-deps"] if debian and may_be_root() else []
    playwright = [sys.executable, "-m", "playwright", "install", *with_system_packages, "chromium"]
    attempts = [[playwright]]
    if debian and is_root():
        apt = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        # Playwright's own build is the wider choice; Debian's serves where that cannot be had.
        attempts.append([["apt-get", "update", "-q"], apt])
    for attempt in attempts:
        for command in attempt:
            print("No Chromium found; trying:", *command, file=sys.stderr, flush=True)
            subprocess.run(command, stdout=sys.stderr, check=False)
        if find():
            return


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--install", action="store_true", help="install one if none is found")
    arguments = parser.parse_args()
    path = find()
    if not path and arguments.install and not os.environ.get("CHROMIUM"):
        install()
        path = find()
    if not path and arguments.install:
        print(
            "NO CHROMIUM: none was found and none could be installed, so the browser tests cannot "
            "run.\nInstall one (Debian: sudo apt-get install chromium; anywhere: "
            ".venv/bin/playwright install --with-deps chromium)\nor name one: CHROMIUM=/path/to/it",
            file=sys.stderr,
        )
        if os.environ.get("CI") == "true":
            sys.exit("With CI=true this is a failure.")
    print(path)


if __name__ == "__main__":
    main()
