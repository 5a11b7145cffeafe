"""A book of a few lines, built with the extensions under test."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from helpers.site_fixtures import ROOT

CONF = """
import sys
sys.path.insert(0, {ext!r})
extensions = ["myst_parser", {extensions}]
myst_enable_extensions = ["amsmath", "dollarmath", "colon_fence"]
html_math_renderer = "mathml"
myst_update_mathjax = False
root_doc = "index"
numfig = True
notation_register = "notation.yml"
"""


@dataclass(frozen=True)
class Outcome:
    """What a build left behind."""

    status: int
    log: str
    output: Path

    def page(self, name: str) -> str:
        return (self.output / f"{name}.html").read_text("utf8")


def build(
    folder: Path,
    pages: dict[str, str],
    *,
    register: str | None = None,
    extensions: tuple[str, ...] = ("mathml", "notation"),
    builder: str = "html",
    configuration: str = "",
) -> Outcome:
    """Write the pages, the first of them the root that lists the others, and build them.

    `configuration` is Python to end conf.py with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = ", ".join(map(repr, extensions))
    conf = CONF.format(ext=str(ROOT / "book" / "_ext"), extensions=listed)
    if "notation" not in extensions:
        conf = conf.replace('notation_register = "notation.yml"\n', "")
    (folder / "conf.py").write_text(conf + configuration, "utf8")
    names = [name for name in pages if name != "index"]
    toctree = "\n".join(["```{toctree}", *names, "```", ""])
    for name, text in {"index": "# Index\n", **pages}.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        written = f"{text}\n\n{toctree}" if name == "index" else text
        if not path.exists() or path.read_text("utf8") != written:
            path.write_text(written, "utf8")
    if register is not None:
        (folder / "notation.yml").write_text(register, "utf8")
    output = folder / "_build" / builder
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-n", "-W", "--keep-going", "-q"]
    command += ["-d", str(folder / "_build" / "doctrees"), str(folder), str(output)]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf8",
        timeout=600,
    )
    return Outcome(done.returncode, done.stdout, output)
