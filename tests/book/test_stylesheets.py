"""The sheets of the site, and the one file that they are joined to."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import rcssmin
import stylesheets
from helpers.minibook import build

SHEETS = sorted(stylesheets.FOLDER.glob("*.css"))


def test_the_joined_sheet_holds_every_sheet_once_in_the_order_of_the_cascade() -> None:
    joined = stylesheets.join()
    assert [path.stem for path in SHEETS] == sorted(stylesheets.SHEETS)
    rest = joined
    for name in stylesheets.SHEETS:
        comment = (stylesheets.FOLDER / f"{name}.css").read_text(encoding="utf-8").split("*/")[0]
        assert joined.count(comment) == 1
        rest = rest[rest.index(comment) :]


def test_addresses_of_the_joined_sheet_count_from_the_folder_above() -> None:
    addresses = re.findall(r'url\("([^"]+)"\)', stylesheets.join())
    assert len(addresses) == 3
    assert all(address.startswith("fonts/") for address in addresses)
    for path in SHEETS:
        assert "url(" not in path.read_text(encoding="utf-8").replace('url("../fonts/', "")


def test_a_sheet_without_a_place_in_the_cascade_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(stylesheets.FOLDER, tmp_path / "css")
    (folder / "quiz.css").write_text(".quiz { color: red; }")
    with pytest.raises(FileNotFoundError, match="quiz"):
        stylesheets.join(folder)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_is_short_and_says_nothing_twice(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    assert css.startswith("/* ")
    assert css.count("\n") <= 300
    rules = re.findall(r"^([^\s@/}][^{}]*)\{", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL), re.M)
    assert len(rules) == len(set(rules)), "a selector has two rules"


def test_a_built_site_ships_the_joined_sheet_alone(tmp_path: Path) -> None:
    static = tmp_path / "_static"
    static.mkdir()
    shutil.copytree(stylesheets.FOLDER, static / "css")
    page = {"page": "# Page\n\nText and $x$.\n"}
    setting = 'html_static_path = ["_static"]\n'
    book = build(tmp_path, page, extensions=("mathml",), configuration=setting)
    assert book.status == 0, book.log
    assert re.findall(r"_static/(book\.css)\?v=", book.page("page")) == ["book.css"]
    built = book.output / "_static"
    css = (built / "book.css").read_text(encoding="utf-8")
    assert css == rcssmin.cssmin(stylesheets.join())
    assert "/*" not in css
    assert not (built / "css").exists()


def test_a_length_is_the_class_of_the_nearest_step() -> None:
    for pixels, name in ((0, "tall-100"), (1000, "tall-1131"), (400_000, "tall-18102")):
        assert stylesheets.length_class("tall", pixels) == name
    for pixels in range(120, 640):
        name = stylesheets.length_class("legible", pixels)
        found = re.search(rf"\.{name} {{ --nn-legible: (\d+)px; }}", stylesheets.join())
        assert found and abs(int(found[1]) - pixels) <= 10
