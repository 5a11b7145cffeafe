"""What every page of the built site keeps to: nothing from elsewhere, little weight, good contrast.

The browser tests see the pages run; these read them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import booksite
import page_markup
import pytest
import site_files
import stylesheets
from docutils import nodes
from helpers.site_fixtures import ROOT
from PIL import Image

from nnlib.figures.style import PALETTE

STATIC = ROOT / "book" / "_static"
STYLES = ["book.css"]
SCRIPTS = ["start.js", "site.js", "formulas.js"]
SEARCH_SCRIPTS = [*SCRIPTS, "search.js", "search_data.js"]
# Pages without a text of their own.
NO_CHAPTERS = {"404.html", "search.html"}
# Links that name an address without fetching it.
NAMES_ONLY = {"canonical", "license", "next", "prev", "search", "index", "author", "copyright"}


class Page(HTMLParser):
    """The tags of a page that a browser acts on, and what a search engine reads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.title = ""
        self._in_title = False
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> list[str]:
        return [
            tag["content"]
            for tag in self.all("meta")
            if name in (tag.get("name"), tag.get("property"))
        ]

    def fetched(self) -> list[str]:
        """Addresses that a browser loads on its own account."""
        addresses = []
        for tag, attributes in self.tags:
            if tag == "link" and not set(attributes.get("rel", "").split()) & NAMES_ONLY:
                addresses.append(attributes.get("href", ""))
            if tag != "a":
                addresses += [
                    attributes[name] for name in ("src", "poster", "data") if name in attributes
                ]
                addresses += [
                    part.split()[0]
                    for part in attributes.get("srcset", "").split(",")
                    if part.strip()
                ]
            if tag in {"image", "use"}:
                addresses += [attributes.get("href", ""), attributes.get("xlink:href", "")]
            addresses += urls_in(attributes.get("style", ""))
        for sheet in re.findall(r"<style[^>]*>(.*?)</style>", self.text, flags=re.DOTALL):
            addresses += urls_in(sheet)
        return [address for address in addresses if address and not address.startswith("#")]


def urls_in(css: str) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = re.findall(r"url\(\s*['\"]?([^'\")]+)", css)
    found += re.findall(r"@import\s+['\"]([^'\"]+)", css)
    return [address for address in found if not address.startswith("#")]


def file_name(address: str) -> str:
    return urlsplit(address).path.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    found = {
        path.relative_to(site).as_posix(): Page(path)
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts
    }
    found.pop("index.html")  # only sends the reader on: see test_the_site_opens_with_a_whole_page
    assert "book/intro.html" in found and "search.html" in found
    return found


def test_no_page_fetches_anything_from_elsewhere(pages: dict[str, Page], site: Path) -> None:
    for name, page in pages.items():
        foreign = [address for address in page.fetched() if urlsplit(address).netloc]
        assert not foreign, f"{name} loads {foreign}"
    for path in site.rglob("*.css"):
        foreign = [
            address
            for address in urls_in(path.read_text(encoding="utf-8"))
            if urlsplit(address).netloc
        ]
        assert not foreign, f"{path.name} loads {foreign}"


def test_everything_that_a_page_loads_or_offers_is_in_the_folder(
    pages: dict[str, Page], site: Path
) -> None:
    for name, page in pages.items():
        offered = [link["href"] for link in page.all("a") if link.get("href")]
        for address in [*page.fetched(), *offered]:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            assert not parts.path.startswith("/"), f"{name}: {address} does not work from disk"
            target = page.path.parent / unquote(parts.path)
            assert target.exists(), f"{name}: {address} is not there"
    for path in site.rglob("*.css"):
        for address in urls_in(path.read_text(encoding="utf-8")):
            assert address.startswith("data:") or (path.parent / address).exists(), address


def test_pages_load_our_styles_and_scripts(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        styles = [
            file_name(link["href"])
            for link in page.all("link")
            if "stylesheet" in link.get("rel", "")
        ]
        assert styles == STYLES, name
        scripts = [file_name(tag["src"]) for tag in page.all("script") if tag.get("src")]
        live = any("nn-live" in tag.get("class", "").split() for _, tag in page.tags)
        wanted = [*SCRIPTS, "live.js"] if live else SCRIPTS
        assert scripts == (SEARCH_SCRIPTS if name == "search.html" else wanted), name
        for left in ("fontawesome", "fa-solid", "thebe", "mathjax.js", "require.js", "data-bs-"):
            assert left not in page.text.lower(), f"{name} still has {left}"


def test_no_page_has_a_style_or_a_script_inside(pages: dict[str, Page]) -> None:
    """A site may forbid both by a policy; what a page says as data is no script."""
    for name, page in pages.items():
        inside = [tag for tag, attributes in page.tags if "style" in attributes or tag == "style"]
        inside += [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
        inside += [
            page.text[page.text.index("<script") :][:80]
            for tag in page.all("script")
            if "src" not in tag and "json" not in tag.get("type", "")
        ]
        assert not inside, f"{name} has {inside}"


def test_a_page_and_what_it_loads_stay_light(pages: dict[str, Page]) -> None:
    """Without its pictures and its own text, a page is less than a quarter of a megabyte."""
    page = pages["book/intro.html"]
    files = {(page.path.parent / urlsplit(address).path).resolve() for address in page.fetched()}
    for sheet in [path for path in files if path.suffix == ".css"]:
        files |= {
            (sheet.parent / address).resolve()
            for address in urls_in(sheet.read_text(encoding="utf-8"))
        }
    weight = sum(path.stat().st_size for path in files if path.suffix in {".css", ".js", ".woff2"})
    assert weight < 250_000


def test_pages_describe_themselves(pages: dict[str, Page]) -> None:
    palette = palettes()
    titles = [page.title for page in pages.values()]
    assert len(set(titles)) == len(titles)
    for name, page in pages.items():
        assert page.all("html")[0].get("lang") == "en", name
        assert len(page.meta("viewport")) == 1, name
        assert page.meta("theme-color") == [
            palette[mode]["--nn-paper"] for mode in ("light", "dark")
        ]
        assert [link for link in page.all("link") if link.get("rel") == "icon"], name
        assert page.meta("og:title") and page.meta("og:site_name"), name
        assert not page.meta("og:image"), name
        if name in NO_CHAPTERS or "_modules/" in name:
            continue
        assert len(page.meta("description")) == 1, f"{name} needs a paragraph without formulas"
        assert 40 <= len(page.meta("description")[0]) <= 201, name
        assert page.meta("description") == page.meta("og:description"), name


def test_pages_have_one_title_a_skip_link_and_no_skipped_heading(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert headings.count(1) == 1, f"{name} has {headings.count(1)} titles"
        for before, after in zip(headings, headings[1:], strict=False):
            assert after <= before + 1, (
                f"{name}: a heading of level {after} follows one of {before}"
            )
        links = [link for link in page.all("a") if link.get("class") == "skip-link"]
        assert [link["href"] for link in links] == ["#main-content"], name
        assert len(page.all("main")) == 1, name
        for button in page.all("button"):
            if "bar-button" in button.get("class", ""):
                assert button.get("aria-label"), f"{name}: a button with nothing to read out"
        for summary in page.all("summary"):
            assert "aria-label" not in summary, f"{name}: a fold is read out as it is written"


def test_the_built_folder_holds_no_leftovers_of_the_theme(site: Path) -> None:
    for name in (
        "scripts",
        "styles",
        "vendor",
        "basic.css",
        "copybutton.js",
        "togglebutton.js",
        "css",
    ):
        assert not (site / "_static" / name).exists(), name
    assert not list(site.rglob("*.map"))


def test_code_holds_no_blocks(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for code in re.findall(r"<pre\b.*?</pre>", page.text, re.DOTALL):
            assert "<div" not in code, f"{name}: {code[:200]}"


def test_the_site_opens_with_a_whole_page(site: Path) -> None:
    page = Page(site / "index.html")
    assert page.text.startswith("<!DOCTYPE html>")
    assert page.title == "Backpropagation from the Notation Up"
    assert page.all("html")[0]["lang"] == "en"
    (icon,) = [link["href"] for link in page.all("link") if link.get("rel") == "icon"]
    (first,) = [link["href"] for link in page.all("a")]
    assert icon.startswith("data:image/svg+xml,")
    assert (site / first).exists()


def test_a_wrong_address_is_answered(pages: dict[str, Page]) -> None:
    page = pages["404.html"]
    assert "Nothing stands here" in page.text
    assert {"book/intro.html", "search.html"} <= {link.get("href") for link in page.all("a")}


def test_files_for_others_name_whole_addresses(tmp_path: Path) -> None:
    """A list of chapters and a picture for shared links, where the site's address is known."""
    (tmp_path / "_static").mkdir()
    config = SimpleNamespace(
        html_baseurl="https://ours.example/book/",
        html_favicon="book/_static/logo.svg",
        html_title="A title",
        project="A title & more",
        root_doc="book/intro",
    )
    app = SimpleNamespace(
        builder=SimpleNamespace(format="html"),
        config=config,
        env=SimpleNamespace(found_docs={"book/intro", "book/foundations/notation"}),
        outdir=tmp_path,
        srcdir=ROOT,
    )
    site_files.write_files(app, None)
    listed = re.findall(r"<loc>(.*?)</loc>", (tmp_path / "sitemap.xml").read_text())
    assert listed == [f"https://ours.example/book/{n}.html" for n in sorted(app.env.found_docs)]
    assert "Sitemap: https://ours.example/book/sitemap.xml" in (tmp_path / "robots.txt").read_text()
    with Image.open(tmp_path / site_files.SOCIAL) as picture:
        assert picture.size == (1200, 630)
    context: dict[str, object] = {}
    site_files.name_picture(app, "book/intro", "page.html", context, None)
    assert context["book_social_picture"] == "https://ours.example/book/_static/social.png"
    ((_, missing, _),) = site_files.missing_page(app)
    assert missing["book_root"] == "/book/"


def test_addresses_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    config = SimpleNamespace(html_theme_options={}, html_baseurl="")
    monkeypatch.delenv("BOOK_REPOSITORY_URL", raising=False)
    monkeypatch.delenv("BOOK_BASE_URL", raising=False)
    booksite.read_addresses(None, config)
    assert config.booksite_repository == config.html_baseurl == ""
    assert not config.html_theme_options["repository_url"]

    monkeypatch.setenv("BOOK_REPOSITORY_URL", "https://git.example/ours/book/")
    monkeypatch.setenv("BOOK_BASE_URL", "https://ours.example/book")
    booksite.read_addresses(None, config)
    assert config.booksite_repository == "https://git.example/ours/book"
    assert config.html_theme_options["repository_url"] == ""  # the theme does not know this host
    assert config.html_baseurl == "https://ours.example/book/"


def test_a_cell_beside_takes_the_equation_before_it_with_its_anchor() -> None:
    anchor, equation = nodes.target(), nodes.math_block()
    cell = nodes.container(classes=["cell", "tag_beside"])
    section = nodes.section("", nodes.title(), nodes.paragraph(), anchor, equation, cell)
    transform = page_markup.PutCellsBeside.__new__(page_markup.PutCellsBeside)
    transform.document = section
    transform.run()
    assert [type(node).__name__ for node in section] == ["title", "paragraph", "container"]
    assert section[2]["classes"] == ["side-by-side"]
    assert section[2].children == [anchor, equation, cell]
    assert cell.parent is section[2] and section[2].parent is section


def test_a_dropdown_becomes_a_disclosure_with_its_title() -> None:
    note = nodes.note("", nodes.paragraph("", "Text."), classes=["dropdown"])
    box = nodes.admonition("", nodes.title("", "Why"), classes=["aside", "dropdown"])
    section = nodes.section("", note, box)
    transform = page_markup.FoldDropdowns.__new__(page_markup.FoldDropdowns)
    transform.document = section
    transform.run()
    assert [node[0].astext() for node in section] == ["Note", "Why"]
    assert section[0]["classes"] == ["admonition", "note", "dropdown"]
    assert section[1]["classes"] == ["admonition", "aside", "dropdown"]


def palettes() -> dict[str, dict[str, str]]:
    """The two colour sets of palette.css."""
    css = (STATIC / "css" / "palette.css").read_text(encoding="utf-8")
    css = css[: css.index("@media (prefers-contrast")]
    light, dark = css.split("@media screen", 1)
    sets = {
        mode: dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", part))
        for mode, part in (("light", light), ("dark", dark))
    }
    assert sets["light"].keys() == sets["dark"].keys()
    return sets


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_has_enough_contrast(mode: str) -> None:
    """WCAG 2.2 AA: 4.5 for text on every ground it stands on, 3 for edges of controls."""
    colours = palettes()[mode]
    grounds = {
        "--nn-paper": [name for name in colours if name not in NOT_TEXT],
        "--book-raised": [
            name
            for name in colours
            if name.startswith("--code-") or name in {"--nn-ink", "--nn-muted", "--shapes"}
        ],
        "--nn-highlight": ["--nn-ink", "--book-link", "--code-text"],
    }
    for ground, names in grounds.items():
        for name in names:
            ratio = contrast(colours[name], colours[ground])
            assert ratio >= 4.5, f"{mode}: {name} on {ground} has {ratio:.2f}"
    for ground in ("--nn-paper", "--book-raised"):
        assert contrast(colours["--book-edge"], colours[ground]) >= 3, mode


NOT_TEXT = {"--nn-faint", "--nn-paper", "--nn-highlight", "--book-raised", "--book-edge"}


def test_figures_and_pages_share_one_palette() -> None:
    of_pages = palettes()
    for column, mode in enumerate(("light", "dark")):
        shared = {name: colour for name, colour in of_pages[mode].items() if name[:5] == "--nn-"}
        assert shared == {f"--nn-{name}": shades[column] for name, shades in PALETTE.items()}


def test_every_colour_that_a_style_uses_is_defined() -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")}
    # A still picture says how small it may become, in a notebook by itself.
    picture = (ROOT / "nnlib" / "figures" / "picture.py").read_text(encoding="utf-8")
    texts = "".join([*sheets.values(), picture, stylesheets.length_rules()])
    defined = set(re.findall(r"(--[\w-]+)\s*:", texts))
    for name, css in sheets.items():
        used = set(re.findall(r"var\((--[\w-]+)", css))
        assert used <= defined, f"{name} uses {sorted(used - defined)}"
