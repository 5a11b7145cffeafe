"""Bring .venv/ in line with requirements.txt and pyproject.toml.

Run by a Python >= 3.11 from outside the environment (see python.sh). A stamp in the environment
holds a hash of what it was made from; when the hash is still right, nothing is done. With --check,
only tell by the exit status whether it is right.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NoReturn

from locks import exclusive

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
PYTHON = VENV / "bin" / "python"
# What a fresh environment holds before any requirement, and nnlib itself.
OWN = {"pip", "setuptools", "wheel", "nnlib"}
# JupyterLab in this environment opens a chapter, which is a Markdown file, as a notebook.
LAB_SETTINGS = VENV / "etc" / "jupyter" / "labconfig" / "default_setting_overrides.json"
VIEWERS = {
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Jupytext Notebook"}}
}


def fingerprint() -> str:
    """Hash of what an environment is made from; a change of a linter's settings is no reason."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    relevant = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update(json.dumps(relevant, sort_keys=True).encode())
    # A copied or moved environment does not work: its scripts name their own place.
    digest.update(str(VENV).encode())
    return digest.hexdigest()


def pip(*arguments: str) -> None:
    """Run pip in the environment, without its lines on what is there already."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if not line.startswith(("Requirement already satisfied", "Ignoring ")):
                print(line, end="", flush=True)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {canonical(line.split("==")[0]) for line in lines if "==" in line}


def installed() -> set[str]:
    listing = subprocess.run(
        [PYTHON, "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {canonical(package["name"]) for package in json.loads(listing.stdout)}


def is_made_from(wanted: str) -> bool:
    return STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists()


def runs() -> bool:
    """Whether the environment's Python still starts (the one behind it may have gone)."""
    try:
        return (
            subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
        )
    except OSError:
        return False


def stop(message: str) -> NoReturn:
    sys.exit(f"\n{message}")


def main() -> None:
    wanted = fingerprint()
    if "--check" in sys.argv:
        sys.exit(not is_made_from(wanted))
    waiting = "Waiting for another make that is preparing .venv/ ..."
    with exclusive(ROOT / "_build" / ".environment.lock", waiting):
        if is_made_from(wanted):
            return
        if not runs():
            print(f"Making .venv/ with Python {sys.version.split()[0]}", flush=True)
            shutil.rmtree(VENV, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        STAMP.unlink(missing_ok=True)
        print("Installing the pinned requirements (some minutes the first time)", flush=True)
        try:
            pip("install", "--progress-bar", "off", "-r", "requirements.txt")
            left_over = installed() - pinned() - OWN
            if left_over:
                pip("uninstall", "-y", *sorted(left_over))
            pip("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ".")
            pip("check")
        except subprocess.CalledProcessError as error:
            stop(
                f"Preparing .venv/ failed (`{' '.join(error.cmd[1:])}`, see above). "
                "Is there a network connection? The next make tries again; "
                "`make clean` starts from nothing."
            )
        LAB_SETTINGS.parent.mkdir(parents=True, exist_ok=True)
        LAB_SETTINGS.write_text(json.dumps(VIEWERS))
        STAMP.write_text(wanted)


if __name__ == "__main__":
    main()
