"""A JupyterLab of our own, and a notebook in it as a reader handles it."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from helpers.site_fixtures import PATIENCE, ROOT

NUMBERED = re.compile(r"\[\d+\]:")


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, which ends in a slash, its password and its folder."""

    address: str
    token: str
    folder: Path


@contextmanager
def running_lab(home: Path) -> Iterator[Lab]:
    """Run a JupyterLab that keeps all it has in `home` and serves a folder there."""
    folder = home / "work"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{port}/", secrets.token_hex(16), folder)
    # Nothing of the user's own settings or kernels, and nothing from the net.
    places = {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={lab.token}", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.news_url=None", "--LabApp.extension_manager=readonly"]
    command.append("--LabApp.expose_app_in_browser=True")  # for what a test asks the notebook
    command.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # It would ask whether to fetch news, in a box above what is tried here.
    asked = home / "settings" / "@jupyterlab" / "apputils-extension"
    asked.mkdir(parents=True)
    (asked / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    written = home / "lab.log"
    with written.open("w") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | places,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                urllib.request.urlopen(f"{lab.address}api?token={lab.token}", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, f"JupyterLab has ended:\n{written.read_text()}"
                assert time.monotonic() < deadline, f"no answer:\n{written.read_text()}"
                time.sleep(0.3)
        yield lab
    finally:
        # The server takes its kernels with it.
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


class Notebook:
    """A Markdown file of the lab's folder, opened as a notebook in a window of its own.

    Its code cells are counted from 0.
    """

    def __init__(self, browser: Any, lab: Lab, name: str) -> None:
        self.problems: list[str] = []
        self.context = browser.new_context(viewport={"width": 1200, "height": 1400})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", lambda request: self._request(request.url, lab.address))
        # JupyterLab opens Markdown as text unless it is told that this is a notebook.
        options = f"token={lab.token}&factory=Notebook&reset"
        self.page.goto(f"{lab.address}lab/tree/{name}?{options}")
        self.cells = self.page.locator(".jp-Notebook .jp-CodeCell")
        # At first there is an empty cell; then those of the file come to the page one by one.
        self.page.wait_for_function(
            "() => globalThis.jupyterapp?.shell.currentWidget?.context?.isReady"
        )
        expect(self.cells).to_have_count(len(self.outputs()))
        # Until the status bar says so, a cell that is run is lost.
        self.idle()

    def _request(self, url: str, address: str) -> None:
        local = (address, address.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(local):
            self.problems.append(f"foreign request: {url}")

    def place(self, cell: Any) -> int:
        """The number of a cell."""
        return self.cells.evaluate_all(
            "(cells, cell) => cells.indexOf(cell)", cell.element_handle()
        )

    def idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        bars = self.page.locator("#jp-bottom-panel, #jp-main-statusbar")
        expect(bars.get_by_text("| Idle").first).to_be_visible()

    def outputs(self) -> list[list[dict[str, Any]]]:
        """What JupyterLab holds as the outputs of each code cell, as a notebook file has them."""
        return self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
              .filter((cell) => cell.cell_type === "code").map((cell) => cell.outputs)"""
        )

    def errors(self, cell: int | None = None) -> list[str]:
        """The errors that stand in a cell, or in the whole notebook."""
        return [
            f"cell {number}: {output['ename']}: {output['evalue']}"
            for number, outputs in enumerate(self.outputs())
            for output in outputs
            if output["output_type"] == "error" and cell in (None, number)
        ]

    def run_all(self) -> None:
        """Run all cells by the menu, and wait for the last."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        # After an error no cell is waited for: the others are not run.
        self.page.wait_for_function(
            """() => {
              const { cells } = jupyterapp.shell.currentWidget.content.model.toJSON();
              const code = cells.filter((cell) => cell.cell_type === "code");
              const outputs = code.flatMap((cell) => cell.outputs);
              return outputs.some((output) => output.output_type === "error")
                || code.every((cell) => cell.execution_count);
            }"""
        )
        self.idle()
        assert not self.errors()

    def run(self, number: int) -> Any:
        """Run a cell and give the locator of its output, once the kernel is done with it."""
        cell = self.cells.nth(number)
        prompt = cell.locator(".jp-InputArea-prompt")
        before = prompt.text_content()
        cell.locator(".jp-InputArea-editor").click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(NUMBERED)
        assert not self.errors(number)
        return cell.locator(".jp-OutputArea")

    def python(self, number: int) -> Any:
        """What a cell prints as JSON when it is run."""
        self.run(number)
        (printed,) = self.outputs()[number]
        return json.loads("".join(printed["text"]))

    def insert_below(self, number: int, source: str) -> int:
        """Add a cell below another, type into it, and give its number."""
        count = self.cells.count()
        # Not a click on its number, which leaves the keys with a figure that has them.
        self.cells.nth(number).locator(".jp-InputArea-editor").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        expect(self.cells).to_have_count(count + 1)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(source)
        return number + 1

    def save_as_notebook(self, name: str) -> None:
        """Write what is shown, outputs included, to a notebook file of the lab's folder."""
        self.page.evaluate(
            """(name) => {
              const content = jupyterapp.shell.currentWidget.content.model.toJSON();
              const file = { type: "notebook", format: "json", content };
              return jupyterapp.serviceManager.contents.save(name, file);
            }""",
            name,
        )

    def close(self) -> None:
        self.context.close()


def eventually(agree: Callable[[], bool], words: Callable[[], Any]) -> None:
    """Wait until two sides agree that tell each other of a change in their own time."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not agree():
        assert time.monotonic() < deadline, words()
        time.sleep(0.2)
