"""Live figures in a built book: only the pages that hold one load anything for it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from helpers.live_common import state, unmount
from helpers.site_fixtures import ROOT, run_build
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
    pages = {"with": WITH, "without": WITHOUT, "unseen": UNSEEN}
    for name, text in pages.items():
        (source / "book" / f"{name}.md").write_text(HEAD + text)
    chapters = [{"file": f"book/{name}"} for name in ("without", "unseen")]
    toc = {"format": "jb-book", "root": "book/with", "parts": [{"chapters": chapters}]}
    toc["parts"][0]["caption"] = "Part"
    (source / "_toc.yml").write_text(yaml.safe_dump(toc))
    build = run_build(source, folder, PYTHONPATH=str(ROOT))
    assert build.status == 0, build.log[-4000:]
    return build.html


def test_figures_of_a_chapter(book, visit):
    opened = visit(book.as_uri() + "/", viewport={"width": 1200, "height": 1500})
    page = opened.open("book/with.html#neuron.b=-1")
    expect(page.get_by_role("group", name="One neuron")).to_have_count(3)
    assert [state(page, place)["b"] for place in range(3)] == [-1, -1, -1]
    page.get_by_role("slider", name="bias b i", exact=True).nth(2).press("End")
    assert [state(page, place)["b"] for place in range(3)] == [2, 2, 2]
    assert page.locator("math").count() == 0, "the symbols of a figure need no formulas"
    assert unmount(page).keys() <= {"callbacks"}, "but the callbacks of the link stay"
    assert not opened.problems


def test_state_in_the_page_is_that_of_the_figures(book):
    text = (book / "book" / "with.html").read_text(encoding="utf-8")
    states = re.findall(r"<script[^>]*widget-state\+json[^>]*>(.*?)</script>", text, re.DOTALL)
    kinds = [model["model_name"] for model in json.loads(states[0])["state"].values()]
    assert sorted(kinds) == ["AnyModel", "AnyModel", "LinkModel"]
    assert len(states) == 1
    assert len(re.findall(r'<script[^>]*src="[^"]*live\.js', text)) == 1


@pytest.mark.parametrize("name", ["without", "unseen"])
def test_other_pages_load_nothing_of_it(book, visit, name):
    text = (book / "book" / f"{name}.html").read_text(encoding="utf-8")
    assert "live.js" not in text
    assert "widget-state" not in text
    opened = visit(book.as_uri() + "/")
    assert opened.open(f"book/{name}.html").evaluate("() => window.nnLive") is None
    assert not opened.problems
