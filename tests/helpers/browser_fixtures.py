"""Serving the built site, and looking at one of its pages."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from helpers.live_in_book import ALONE, IN_SIGHT, chapter_of
from helpers.live_pages import write_page
from helpers.site_fixtures import PATIENCE


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; the page's own events tell of failed requests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Address of the site on a server of this run; ends in a slash."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class Visit:
    """One page in a window of its own, and everything that goes wrong while it is open."""

    def __init__(self, browser: Any, origin: str, **settings: Any) -> None:
        self.origin = origin
        self.problems: list[str] = []
        self.context = browser.new_context(**settings)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", self._request)
        self.page.on(
            "requestfailed",
            lambda request: self.problems.append(
                f"failed request: {request.url} {request.failure}"
            ),
        )
        self.page.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console {message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.problems.append(f"foreign request: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.origin + path, wait_until="networkidle")
        self.page.evaluate("() => document.fonts.ready.then(() => null)")
        return self.page


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def start(origin: str, **settings: Any) -> Visit:
        visits.append(Visit(browser, origin, **settings))
        return visits[-1]

    yield start
    for opened in visits:
        opened.context.close()


PROBE = Path(__file__).parent / "probe.js"


@pytest.fixture
def live(visit: Callable[..., Visit], tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page with nothing but some live figures: ``live(Neuron(b=1))``.

    The visit has its page in ``.page``, with every figure at its place and drawn. Anything else is
    a setting of the window (``reduced_motion="reduce"``, ``has_touch=True``), but ``hash`` is what
    stands after # in the address, and ``wait`` says what to wait for.
    """
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def start(
            *widgets: Any,
            hash: str = "",
            theme: str = "light",
            between: str = "",
            from_disk: bool = False,
            wait: str = ".nn-live .nn-figure",
            **settings: Any,
        ) -> Visit:
            write_page(tmp_path, *widgets, theme=theme, between=between)
            served = f"http://127.0.0.1:{server.server_address[1]}/"
            opened = visit(tmp_path.as_uri() + "/" if from_disk else served, **settings)
            opened.context.add_init_script(path=PROBE)
            opened.open("index.html" + (f"#{hash}" if hash else ""))
            if wait:
                opened.page.wait_for_selector(wait)
            return opened

        yield start
        server.shutdown()
        thread.join()


@pytest.fixture
def in_book(visit: Callable[..., Visit], served: str) -> Callable[..., Visit]:
    """Open the page of the book with a figure: ``in_book("neuron", hash="neuron.b=1")``.

    The figure is drawn and in sight, and the other figures of the page are gone. Other arguments
    are settings of the window.
    """

    def start(key: str, hash: str = "", **settings: Any) -> Visit:
        opened = visit(served, **settings)
        opened.context.add_init_script(path=PROBE)
        page = opened.open(chapter_of(key) + ".html" + (f"#{hash}" if hash else ""))
        page.wait_for_function("() => 'nnLive' in window")
        if hash:
            assert page.evaluate(IN_SIGHT, key), "the address leads to the figure"
        page.evaluate(ALONE, key)
        page.wait_for_selector(".nn-live .nn-figure")
        return opened

    return start
