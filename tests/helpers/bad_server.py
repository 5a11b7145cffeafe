"""A server on this machine that delivers files, and misbehaves as it is told."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class BadServer(ThreadingHTTPServer):
    """Answers ``/<manner>/<file>``; ``asked`` counts the requests of each manner.

    Manners: ``good``, ``forbidden`` and ``missing`` (an error), ``cut`` (fewer bytes than
    promised), ``short`` (fewer, and no word about it), ``damaged`` (a byte is another),
    ``page`` (a page of HTML in its place), ``silent`` (nothing comes until it is closed),
    ``together`` (good, once two have asked).
    """

    daemon_threads = True

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.asked, self.closing = files, Counter[str](), threading.Event()
        self.pair = threading.Barrier(2, timeout=30)

    def address(self, manner: str) -> str:
        """Where files are delivered in this manner."""
        return f"http://127.0.0.1:{self.server_port}/{manner}/"


class _Handler(BaseHTTPRequestHandler):
    server: BadServer

    def do_GET(self) -> None:
        _, manner, name = self.path.split("/")
        self.server.asked[manner] += 1
        content = self.server.files[name]
        if manner == "silent":
            self.server.closing.wait()
            return
        if manner == "together":
            self.server.pair.wait()
        if manner in ("forbidden", "missing"):
            self.send_error({"forbidden": 403, "missing": 404}[manner])
            return
        sent = {
            "good": content,
            "together": content,
            "cut": content[: len(content) // 2],
            "short": content[: len(content) // 2],
            "damaged": content[:20] + bytes([content[20] ^ 1]) + content[21:],
            "page": b"<!DOCTYPE html><title>Please sign in</title>",
        }[manner]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content if manner == "cut" else sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *words: object) -> None: ...


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[BadServer]:
    """A server of these files, for as long as the context lasts."""
    with BadServer(files) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
