"""Scripts of the pages lose their spaces, and none of their words."""

import pytest
from short_scripts import shortened

from nnlib import widgets
from nnlib.widgets.kit.joining import joined

FIGURES = sorted(set(widgets.__all__) - {"LiveFigure"})


def test_spaces_and_comments_go():
    source = "// why\nconst label = `step ${ at + 1 } of ${last}`; // more\n\n  say( label );\n"
    assert shortened(source) == "const label=`step ${ at + 1 } of ${last}`;say(label);"


def test_a_template_within_a_template_is_refused():
    with pytest.raises(ValueError, match="a template within a template"):
        shortened('const label = `step ${at}${isLast ? ` of ${last}` : ""}`;')


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_keeps_its_words(name):
    source = joined(getattr(widgets, name).folder / "view.js")
    assert len(shortened(source)) < 0.9 * len(source)
