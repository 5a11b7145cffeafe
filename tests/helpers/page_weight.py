"""What a page of the built book costs a reader: bytes, layouts, shifts, the time to what is seen.

As a command, it prints a line for each page of a built site, as a throttled phone shows it:

    .venv/bin/python tests/helpers/page_weight.py _build/html [book/intro ...]
"""

from __future__ import annotations

import argparse
import functools
import gzip
import re
import sys
import threading
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True}
# How much slower than this machine a phone counts.
SLOWER = 4
WATCH = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifts.push(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    window.largest = list.getEntries().at(-1).startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
"""
STATE = re.compile(r'<script[^>]*widget-state\+json"?>(.*?)</script>', re.DOTALL)


def pages() -> list[str]:
    """Every page of _toc.yml, such as book/intro."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(c["file"] for part in toc["parts"] for c in part["chapters"])]


def compressed(path: Path) -> int:
    """Bytes of a file as a server sends it; fonts and pictures are compressed already."""
    data = path.read_bytes()
    if path.suffix in {".woff2", ".png"}:
        return len(data)
    return len(gzip.compress(data, 6, mtime=0))


@dataclass(frozen=True)
class Weight:
    """What one page costs before the reader does anything."""

    html: int
    state: int
    files: dict[str, int]
    layouts: int
    layout_ms: float
    shift: float
    largest_paint_ms: float

    @property
    def first_view(self) -> int:
        """Compressed bytes of everything that was loaded."""
        return sum(self.files.values())


def weigh(browser: Any, site: Path, served: str, name: str, slower: float = 1) -> Weight:
    """Open a page of the site as a phone does, and wait until nothing more is loaded."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(WATCH)
    paths = {}
    page.on("response", lambda response: paths.setdefault(urlsplit(response.url).path, None))
    page.goto(f"{served}{name}.html", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.wait_for_timeout(300)  # of the page: what is loaded may still be set
    metrics = {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}
    shift, largest = page.evaluate("() => [shifts.reduce((a, b) => a + b, 0), window.largest ?? 0]")
    context.close()
    html = site / f"{name}.html"
    files = {path: site / unquote(path.lstrip("/")) for path in paths}
    return Weight(
        html=html.stat().st_size,
        state=sum(len(text) for text in STATE.findall(html.read_text(encoding="utf-8"))),
        files={path: compressed(file) for path, file in files.items() if file.is_file()},
        layouts=int(metrics["LayoutCount"]),
        layout_ms=1000 * (metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]),
        shift=shift,
        largest_paint_ms=largest,
    )


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Weigh the pages of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", help="such as book/intro; all of _toc.yml if none")
    parser.add_argument("--files", action="store_true", help="list what each page loads")
    arguments = parser.parse_args()
    sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]
    import chromium
    from playwright.sync_api import sync_playwright

    handler = functools.partial(_Handler, directory=str(arguments.site))
    print(f"{'':44}  HTML  state  first view  layouts  in ms  shift  largest paint, ms (kB)")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served = f"http://127.0.0.1:{server.server_address[1]}/"
        flags = ["--no-sandbox"] if chromium.is_root() else []
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=flags)
        for name in arguments.pages or pages():
            w = weigh(browser, arguments.site, served, name, SLOWER)
            print(
                f"{name:44} {w.html / 1e3:5.0f} {w.state / 1e3:6.0f} {w.first_view / 1e3:11.0f}"
                f" {w.layouts:8} {w.layout_ms:6.0f} {w.shift:6.3f} {w.largest_paint_ms:8.0f}"
            )
            if arguments.files:
                for path, size in sorted(w.files.items(), key=lambda item: -item[1]):
                    print(f"    {size / 1e3:8.1f} {path}")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
