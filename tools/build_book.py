"""Build the book into <output>/_build/html, strictly: any warning or failing cell is a failure.

`make book` runs this with the defaults; the tests build the same way into a new directory.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from locks import exclusive

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["-n", "-W", "--keep-going"]


def environment(scratch: Path) -> dict[str, str]:
    """Variables of the build: its kernels run the Python of this environment.

    IPython and Jupyter take no settings from the home folder, which may be one that cannot be
    written, and leave nothing there: they have `scratch`.
    """
    scripts = str(Path(sys.executable).parent)
    return os.environ | {
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "TQDM_DISABLE": "1",  # on a busy machine a bar would appear, and stay in the page
    }


def look_at_the_fonts(variables: dict[str, str], made: Path) -> None:
    """Have matplotlib list the fonts now: in a chapter it would say so, as if that were the text.

    Where its usual folder cannot be written, it complains to every kernel, and gets one in `made`.
    """
    command = [sys.executable, "-c", "import matplotlib.font_manager"]
    looked = subprocess.run(command, env=variables, stderr=subprocess.PIPE, text=True)
    if looked.stderr and "MPLCONFIGDIR" not in os.environ:
        variables["MPLCONFIGDIR"] = str(made / ".matplotlib")
        subprocess.run(command, env=variables)


def build(source: Path, output: Path) -> int:
    """Build the book of `source`; return the exit status, 0 only for a build without a warning."""
    made = output / "_build"
    unfinished = made / ".unfinished"
    waiting = f"Waiting for another build into {made} ..."
    with exclusive(made / ".lock", waiting):
        if unfinished.exists():
            # Sphinx does not repeat the warnings of pages that it does not read again, so after
            # a build that failed or was stopped it has to read them all. What was executed
            # stays in the execution cache.
            shutil.rmtree(made / ".doctrees", ignore_errors=True)
        unfinished.touch()
        jupyter_book = Path(sys.executable).with_name("jupyter-book")
        command = [str(jupyter_book), "build", str(source)]
        command += ["--path-output", str(output), *FLAGS]
        with tempfile.TemporaryDirectory(prefix="book-") as scratch:
            variables = environment(Path(scratch))
            look_at_the_fonts(variables, made)
            status = subprocess.run(command, env=variables).returncode
        if status == 0 and not (made / "html" / "index.html").exists():
            status = 1
        if status == 0:
            unfinished.unlink()
    return status


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, default=ROOT, help="where _config.yml is")
    parser.add_argument("--output", type=Path, default=ROOT, help="where _build/ goes")
    arguments = parser.parse_args()
    source, output = arguments.source.resolve(), arguments.output.resolve()
    start = time.monotonic()
    status = build(source, output)
    seconds = time.monotonic() - start
    if status:
        sys.exit(f"\nThe book was NOT built: see the errors and warnings above ({seconds:.0f} s).")
    index = output / "_build" / "html" / "index.html"
    print(f"\nThe book is built ({seconds:.0f} s). Open {index.as_uri()}")
    print("or run `make serve` and open the address that it prints.")


if __name__ == "__main__":
    main()
