"""Live figures in a built book: only the pages that hold one load anything for it."""

from __future__ import annotations

import functools
import io
import json
import re
import shutil
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from helpers.browser_fixtures import QuietHandler
from helpers.live_common import state, unmount
from helpers.site_fixtures import ROOT, run_build
from PIL import Image
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAD = """\
---
file_format: mystnb
kernelspec: {name: python3}
---

"""
WITH = """# Live

```{code-cell} python
from IPython.display import display
from ipywidgets import jslink

from nnlib.widgets import Neuron

neuron = Neuron(key="neuron", b=1.0)
other = Neuron(a=[1.0], w=[1.0])
link = jslink((neuron, "b"), (other, "b"))
display(neuron, neuron, other)
```
"""
AGAIN = """# Again

<div style="height: 9000px"></div>

```{code-cell} python
from nnlib.widgets import Neuron

Neuron(key="again", b=-1.0)
```
"""
WITHOUT = """# Still

```{code-cell} python
print("no figure here")
```
"""
UNSEEN = """# Made, not shown

```{code-cell} python
from nnlib.widgets import Neuron

print(Neuron().output > 0)
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of a book with our configuration and three pages."""
    folder = tmp_path_factory.mktemp("live-book")
    source = folder / "source"
    (source / "book").mkdir(parents=True)
    for name in ("_ext", "_static", "_templates", "notation.yml", "references.bib"):
        (source / "book" / name).symlink_to(ROOT / "book" / name)
    (source / "nnlib").symlink_to(ROOT / "nnlib")
    (source / "requirements.txt").write_text("")
    shutil.copyfile(ROOT / "_config.yml", source / "_config.yml")
    pages = {"with": WITH, "again": AGAIN, "without": WITHOUT, "unseen": UNSEEN}
    for name, text in pages.items():
        (source / "book" / f"{name}.md").write_text(HEAD + text)
    chapters = [{"file": f"book/{name}"} for name in ("again", "without", "unseen")]
    toc = {"format": "jb-book", "root": "book/with", "parts": [{"chapters": chapters}]}
    toc["parts"][0]["caption"] = "Part"
    (source / "_toc.yml").write_text(yaml.safe_dump(toc))
    build = run_build(source, folder, PYTHONPATH=str(ROOT))
    assert build.status == 0, build.log[-4000:]
    return build.html


@pytest.fixture
def served_book(book):
    """The address of that book on a server."""
    handler = functools.partial(QuietHandler, directory=str(book))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_figures_of_a_chapter(book, visit):
    opened = visit(book.as_uri() + "/", viewport={"width": 1200, "height": 1500})
    page = opened.open("book/with.html#neuron.b=-1")
    expect(page.get_by_role("group", name="One neuron")).to_have_count(3)
    assert [state(page, place)["b"] for place in range(3)] == [-1, -1, -1]
    page.get_by_role("slider", name="bias b i", exact=True).nth(2).press("End")
    assert [state(page, place)["b"] for place in range(3)] == [6, 6, 6]
    assert page.locator("math").count() == 0, "the symbols of a figure need no formulas"
    assert unmount(page).keys() <= {"callbacks"}, "but the callbacks of the link stay"
    assert not opened.problems


def states_in(text):
    return re.findall(r"<script[^>]*widget-state\+json[^>]*>(.*?)</script>", text, re.DOTALL)


def test_state_in_the_page_is_that_of_the_figures(book):
    text = (book / "book" / "with.html").read_text(encoding="utf-8")
    states = states_in(text)
    kinds = [model["model_name"] for model in json.loads(states[0])["state"].values()]
    assert sorted(kinds) == ["AnyModel", "AnyModel", "LinkModel"]
    assert len(states) == 1
    assert text.index(states[0]) > text.index("</main>"), "the text comes first"
    assert len(re.findall(r'<script[^>]*src="[^"]*live\.js', text)) == 1


def test_long_values_stand_once_in_the_site(book):
    """What two figures of two pages share is one file, and no page holds it."""
    named = []
    for name in ("with", "again"):
        text = (book / "book" / f"{name}.html").read_text(encoding="utf-8")
        (state,) = states_in(text)
        assert len(state) < 2500
        models = [m for m in json.loads(state)["state"].values() if m["model_name"] == "AnyModel"]
        named += [model["later"] for model in models]
    assert len(named) == 3
    for part in ("_esm", "_css", "_facts"):
        assert len({later[part] for later in named}) == 1
    files = {path.stem for path in (book / "_static" / "live").glob("*.js")}
    assert files == {name for later in named for name in later.values()}


def test_a_figure_is_loaded_when_the_reader_comes_near(book, visit):
    opened = visit(book.as_uri() + "/", viewport={"width": 1000, "height": 600})
    loaded = []
    opened.page.on("request", lambda request: loaded.append(request.url))
    page = opened.open("book/again.html")
    assert not [url for url in loaded if "/live/" in url or "/pictures/" in url]
    page.locator(".nn-live").scroll_into_view_if_needed()
    page.get_by_role("group", name="One neuron").wait_for()
    assert len([url for url in loaded if "/live/" in url]) >= 3
    assert not opened.problems


def test_a_figure_whose_files_are_gone_keeps_its_picture(book, visit, served_book):
    opened = visit(served_book, viewport={"width": 1000, "height": 600})
    opened.page.route("**/live/*.js", lambda route: route.abort())
    page = opened.open("book/again.html")
    page.locator(".nn-live").scroll_into_view_if_needed()
    page.get_by_text("a part of it could not be loaded").wait_for()
    assert page.locator(".nn-live img").evaluate("(img) => img.complete && img.naturalWidth > 0")


def ground(still):
    """How light the corner of a picture is, from 0 to 255."""
    still.scroll_into_view_if_needed()
    still.evaluate("(img) => img.decode()")
    return Image.open(io.BytesIO(still.screenshot())).convert("L").getpixel((3, 3))


def test_a_still_is_a_picture_in_the_colours_of_the_page(book, visit, served_book):
    """In a file of its own: dark on a dark page, whatever the system says, and named by words."""
    opened = visit(served_book, color_scheme="light")
    opened.page.route("**/live/*.js", lambda route: route.abort())
    page = opened.open("book/again.html")
    still = page.locator(".nn-live").get_by_role("img", name=re.compile("neuron", re.IGNORECASE))
    assert ground(still) > 240
    page.locator("html").evaluate("(root) => { root.dataset.theme = 'dark'; }")
    assert ground(still) < 40


def test_a_still_needs_no_script(book, visit):
    opened = visit(book.as_uri() + "/", color_scheme="light", java_script_enabled=False)
    still = opened.open("book/again.html").locator(".nn-live img")
    assert ground(still) > 240
    assert not opened.problems


@pytest.mark.parametrize("name", ["without", "unseen"])
def test_other_pages_load_nothing_of_it(book, visit, name):
    text = (book / "book" / f"{name}.html").read_text(encoding="utf-8")
    assert "live.js" not in text
    assert "widget-state" not in text
    opened = visit(book.as_uri() + "/")
    assert opened.open(f"book/{name}.html").evaluate("() => window.nnLive") is None
    assert not opened.problems
