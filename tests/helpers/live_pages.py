"""Pages that hold nothing but live figures, to try a widget without building the book.

As a command, it takes a picture of one:

    .venv/bin/python tests/helpers/live_pages.py 'Neuron(b=1.5)' neuron.png --width 360 --dark
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STATICS = ("live.js", "fonts")

# Until what was asked for is drawn.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

PAGE = """<!DOCTYPE html>
<html lang="en" class="js" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Live figures</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="_static/book.css">
<script type="application/vnd.jupyter.widget-state+json">{state}</script>
<script defer src="_static/live.js"></script>
</head>
<body>
<main id="main-content" style="padding: 0.75rem">
<h1>Live figures</h1>
{body}
</main>
</body>
</html>
"""


def write_page(
    folder: Path, *widgets: Any, theme: str = "light", between: str = "", name: str = "index.html"
) -> Path:
    """Write a page with a view of each of `widgets`, as the book's pages hold them."""
    import live
    import stylesheets
    from ipywidgets.embed import dependency_state

    for static in STATICS:
        source, target = ROOT / "book" / "_static" / static, folder / "_static" / static
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)
    (folder / "_static" / "book.css").write_text(stylesheets.join(), encoding="utf-8")
    state = json.dumps({"state": dependency_state(widgets, drop_defaults=False)})
    views = [widget._repr_mimebundle_()[0]["text/html"] for widget in widgets]
    page = PAGE.format(
        theme=theme,
        state=live.state_of_page(state, folder / "_static" / "live"),
        body=between.join(f'<div class="cell_output">{view}</div>\n' for view in views),
    )
    path = folder / name
    path.write_text(page, encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="Take a picture of a live figure.")
    parser.add_argument("widget", help="how to make it, as Neuron(b=1.5)")
    parser.add_argument("picture", help="where the PNG goes")
    parser.add_argument("--width", type=int, default=760)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--hash", default="", help="what stands after # in the address")
    parser.add_argument("--do", default="", help="JavaScript to run before the picture is taken")
    arguments = parser.parse_args()

    sys.path[:0] = [str(ROOT), str(ROOT / "tools"), str(ROOT / "book" / "_ext")]
    import chromium
    from playwright.sync_api import sync_playwright

    import nnlib
    from nnlib import widgets

    names = {"nnlib": nnlib, **{name: getattr(widgets, name) for name in widgets.__all__}}
    widget = eval(arguments.widget, names)
    executable = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        theme = "dark" if arguments.dark else "light"
        path = write_page(Path(folder), widget, theme=theme)
        flags = ["--no-sandbox"] if chromium.is_root() else []
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        page = browser.new_page(viewport={"width": arguments.width, "height": 600})
        page.on("console", lambda message: print(message.type, message.text))
        page.on("pageerror", lambda error: print("error", error))
        page.goto(path.as_uri() + (f"#{arguments.hash}" if arguments.hash else ""))
        page.wait_for_selector(".nn-figure, .nn-failed")
        if arguments.do:
            print(page.evaluate(arguments.do))
        page.evaluate("() => document.fonts.ready.then(() => null)")
        page.evaluate(TWO_FRAMES)
        page.screenshot(path=arguments.picture, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
