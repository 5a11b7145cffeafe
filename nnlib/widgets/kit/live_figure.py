"""`LiveFigure`: what every widget of the book has in common."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from IPython.display import display
from traitlets import Dict, Unicode, default

from nnlib._checks import listing
from nnlib.figures import Picture
from nnlib.widgets.kit.joining import WIDGETS, joined
from nnlib.widgets.kit.traits import Checked, Text

__all__ = ["LiveFigure"]

_VIEW = "application/vnd.jupyter.widget-view+json"


class LiveFigure(anywidget.AnyWidget):
    """A figure with settings that the reader and Python can both change.

    A subclass names its `folder`, which holds its script, ``view.js``, and its style sheets; it
    adds its traits, and draws a picture for where no script runs in `still`. In JupyterLab the
    figure is an ordinary widget. On a page of the book there is no kernel: the page holds the
    settings, and a script of the site draws the figure from them, in the place of the picture.

    Parameters
    ----------
    key : str
        The name under which the figure keeps its settings in the address of the page, such as
        ``"neuron"``; one name for one figure of a page. They are not kept if it is empty.
    **settings
        Values of the other traits.

    Raises
    ------
    TypeError
        If a setting is not a trait of the figure.
    TraitError
        If a setting has a value that the figure cannot show.
    """

    #: Where the script and the style sheets of the figure are.
    folder: ClassVar[Path]
    #: Folders whose style sheets it shares with other figures.
    shares: ClassVar[tuple[str, ...]] = ()

    key = Text("")
    _facts = Dict().tag(sync=True)
    #: The id of the model, once it is shown: by it the script finds the picture to hide.
    _picture = Unicode().tag(sync=True)

    # anywidget takes both texts from here when a figure is made, as traits of that figure.
    @property
    def _esm(self) -> str:
        return joined(self.folder / "view.js")

    @property
    def _css(self) -> str:
        folders = [*(WIDGETS / name for name in self.shares), self.folder]
        sheets = [WIDGETS / "kit" / "live.css"]
        sheets += [sheet for folder in folders for sheet in sorted(folder.glob("*.css"))]
        return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)

    def __init__(self, **settings: Any) -> None:
        known = set(self.settings()) | {"layout", "tooltip", "tabbable"}
        for name in settings:
            if name not in known:
                raise TypeError(
                    f"{type(self).__name__} has no setting {name!r}; "
                    f"it has {listing(self.settings())}"
                )
        super().__init__(**settings)

    @classmethod
    def settings(cls) -> list[str]:
        """Names of the traits that make up the figure.

        Returns
        -------
        list of str
        """
        inherited = set(anywidget.AnyWidget.class_trait_names())
        of_its_own = [name for name in cls.class_trait_names() if name not in inherited]
        return [name for name in of_its_own if name not in ("_facts", "_picture")]

    @classmethod
    def facts(cls) -> dict[str, Any]:
        """What Python tells the script, so that nothing stands in both.

        Returns
        -------
        dict
            Under ``"traits"`` the bounds and choices of every setting. A subclass adds its own:
            numbers, lists and words that JSON can carry.
        """
        traits = cls.class_traits().items()
        return {"traits": {name: t.facts() for name, t in traits if isinstance(t, Checked)}}

    @default("_facts")
    def _facts_of_the_class(self) -> dict[str, Any]:
        return self.facts()

    def still(self) -> Picture:
        """Draw the figure as it stands now, for where no script runs.

        Returns
        -------
        Picture
        """
        raise NotImplementedError(f"{type(self).__name__} must draw a still picture")

    def _ipython_display_(self) -> None:
        """Show the picture, and below it the live figure, which hides the picture.

        They are outputs of their own: a saved notebook that is opened again without the figure's
        kernel, or where no widgets are installed, shows the first.
        """
        self._picture = self.model_id
        picture, view = self._repr_mimebundle_()[0], {"text/plain": ""}
        view[_VIEW] = picture.pop(_VIEW)
        display(picture, raw=True)
        display(view, raw=True)

    def _repr_mimebundle_(self, **keywords: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the live figure, and its picture to all who cannot show one."""
        bundle = super()._repr_mimebundle_(**keywords)
        assert bundle is not None, "only a widget without a view has none"
        data, metadata = bundle
        picture = self.still()
        data["text/html"] = (
            f'<div class="nn-live" data-model-id="{escape(self.model_id)}">{picture.svg}</div>'
        )
        data["text/plain"] = picture.alt
        return data, metadata
