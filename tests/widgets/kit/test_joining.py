"""One module out of several, and what holds for all of them."""

import re

import pytest

from nnlib.widgets.kit.joining import WIDGETS, joined


def write(folder, **sources):
    for name, source in sources.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder / "widget.js"


def test_joined_modules_run(tmp_path, browser):
    path = write(
        tmp_path,
        widget="""
import { two } from "./b.js";
import {
  one,
  Box,
} from "./a.js";

const hidden = 10;
export const known = 1;
export default {
  render() {
    return [one, two(), new Box().hidden, hidden];
  },
};
""",
        a="""
// A private name that other modules have, too.
const hidden = 1;
export const one = hidden;
/**
 * Comments go.
 */
export class Box {
  hidden = hidden + 99; // but not at the end of a line
}
""",
        b="""
import { one } from "./a.js";
const hidden = one + 1;
export function two() {
  return hidden;
}
export async function later() {}
""",
    )
    source = joined(path)
    assert source.count("const hidden = 1;") == 1, "a module that two others use is there once"
    assert "Comments go" not in source and "private name" not in source
    page = browser.new_page()
    result = page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          return (await import(url)).default.render();
        }""",
        source,
    )
    page.close()
    assert result == [1, 2, 100, 10]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"widget": 'import { a } from "./none.js";\nexport default {\n};'}, "/none.js"),
        ({"widget": "const a = 1;"}, "no `export default {`"),
        ({"widget": 'import a from "./a.js";\nexport default {\n};'}, "import a from"),
        ({"widget": 'import * as a from "./a.js";\nexport default {\n};'}, "a form that joining"),
        ({"widget": 'import { a as b } from "./a.js";\nexport default {\n};'}, "a as b"),
        ({"widget": 'export default {\n};\nconst a = await import("./a.js");'}, "await import"),
        ({"widget": "export default {\n};\nconst u = import.meta.url;"}, "import.meta"),
        ({"widget": "await 1;\nexport default {\n};"}, "await 1"),
        ({"widget": "export let a = 1;\nexport default {\n};"}, "export let a"),
        (
            {"widget": 'import { a } from "./a.js";\nexport default {\n};', "a": "export { a };"},
            "a.js has `export { a };`",
        ),
        (
            {
                "widget": 'import { a } from "./a.js";\nexport default {\n};',
                "a": "export default {",
            },
            "a.js has `export default {`",
        ),
        (
            {
                "widget": 'import { a } from "./a.js";\nexport default {\n};',
                "a": 'import { b } from "./b.js";',
                "b": 'import { a } from "./a.js";',
            },
            "in a circle: {0}/widget.js, {0}/a.js, {0}/b.js, {0}/a.js",
        ),
    ],
)
def test_forms_that_joining_refuses(tmp_path, sources, message):
    with pytest.raises(ValueError, match=re.escape(message.replace("{0}", tmp_path.name))):
        joined(write(tmp_path, **sources))


def test_every_shared_module_is_plain():
    """What a figure imports has no fixed id, and asks for nothing from elsewhere."""
    for path in WIDGETS.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert "https://" not in source.replace("http://www.w3.org/2000/svg", ""), path.name
        assert not re.search(r"getElementById|fetch\(|XMLHttpRequest|innerHTML", source), path.name
        assert not re.search(r"""\bid: ["'`]""", source), path.name


def test_activations_are_listed_once():
    """Of the list in activations.js no module has a copy."""
    scripts = WIDGETS.rglob("*.js")
    naming = [path.name for path in scripts if "leaky_relu" in path.read_text("utf-8")]
    assert naming == ["activations.js"]
