"""A chapter in a real JupyterLab: Python reads what the reader did; the figure follows Python."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from site_fixtures import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHAPTER = ROOT / "book" / "foundations" / "neuron_and_layer.md"
PATIENCE = 120_000  # milliseconds; a busy machine starts a kernel in a minute

CELLS = """
# A chapter to try

```{code-cell} python
from nnlib import widgets

neuron = widgets.Neuron(a=[1.0, -1.0], w=[0.5, 0.25], b=0.25)
neuron
```

```{code-cell} python
print("Python reads b =", neuron.b, "and the output", round(neuron.output, 3))
```

```{code-cell} python
neuron.activation = "relu"
neuron.b = 1.5
print("Python has set b =", neuron.b)
```
"""


def front_matter() -> str:
    """What makes a Markdown file of the book a notebook."""
    found = re.match(r"---\n.*?\n---\n", CHAPTER.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{CHAPTER.name} has no front matter"
    return found[0]


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """A JupyterLab of this test, serving a folder with a chapter; gives its address."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "chapter.md").write_text(front_matter() + CELLS, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    # Nothing of the user's own settings or kernels, and nothing from the net.
    places = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={work}"]
    command += ["--LabApp.news_url=None", "--LabApp.extension_manager=readonly"]
    command.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    log = (tmp_path / "lab.log").open("w")
    server = subprocess.Popen(
        command,
        cwd=work,
        env=os.environ | places,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}/"
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                urllib.request.urlopen(f"{address}api?token={token}", timeout=5).close()
                break
            except OSError:
                written = (tmp_path / "lab.log").read_text()
                assert server.poll() is None, f"JupyterLab has ended:\n{written}"
                assert time.monotonic() < deadline, f"JupyterLab does not answer:\n{written}"
                time.sleep(0.3)
        yield f"{address}lab/tree/chapter.md?token={token}&factory=Notebook&reset"
    finally:
        # The server takes its kernels with it.
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


def run_cell(page: Any, number: int) -> Any:
    """Run a code cell and give the locator of its output, once the kernel is done."""
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    cell.locator(".jp-InputArea-editor").click()
    page.keyboard.press("Control+Enter")
    prompt = cell.locator(".jp-InputArea-prompt")
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)
    return cell.locator(".jp-OutputArea")


def test_reader_and_python_move_the_same_figure(lab: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    foreign: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    origin = lab[: lab.index("lab/")]
    local = (origin, origin.replace("http", "ws", 1), "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(local) else foreign.append(r.url))
    try:
        page.goto(lab)
        page.locator(".jp-Notebook .jp-CodeCell").nth(2).wait_for()
        # Until the status bar says so, a cell that is run is lost.
        kernel = page.locator("#jp-bottom-panel, #jp-main-statusbar").get_by_text("| Idle")
        kernel.wait_for()

        output = run_cell(page, 0)
        figure = output.locator(".nn-neuron")
        figure.wait_for()
        assert output.locator(".nn-picture").count() == 0, "the live figure, not its still picture"

        # The reader drags the bias: by the mouse, then by the keyboard to a number we know.
        bias = figure.get_by_role("slider", name="bias b i", exact=True)
        bias.scroll_into_view_if_needed()
        box = bias.bounding_box()
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.56, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.9, y, steps=8)
        page.mouse.up()
        dragged = float(bias.input_value())
        assert dragged > 1.2
        expect(run_cell(page, 1)).to_contain_text(
            f"Python reads b = {dragged:g} and", timeout=PATIENCE
        )

        # Python sets two traits, and the figure follows.
        expect(run_cell(page, 2)).to_contain_text("Python has set b = 1.5", timeout=PATIENCE)
        expect(bias).to_have_value("1.5")
        expect(figure.get_by_role("combobox", name="Activation")).to_have_value("relu")
        expect(figure.get_by_text("1.750").last).to_be_visible()
        assert "#" not in page.url, "the address is JupyterLab's own"
        assert not errors
        assert not foreign
    finally:
        context.close()
