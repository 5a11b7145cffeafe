"""Live figures on the pages: the host script where there are any, and their state alone.

A widget gives its output two forms: a view, which needs the four megabytes of a widget manager, and
HTML with its still picture, which live.js turns into the live figure. The second is taken.
"""

from __future__ import annotations

import json
from typing import Any

from sphinx.application import Sphinx

STATE = "application/vnd.jupyter.widget-state+json"
# Models that live.js knows: figures, and the links between them.
KNOWN = {"AnyModel", "LinkModel", "DirectionalLinkModel"}


def prefer_html(app: Sphinx, config: Any) -> None:
    config.nb_mime_priority_overrides = [
        *config.nb_mime_priority_overrides,
        ("*", "text/html", 5),
    ]


def shorten_state(body: str) -> str:
    """Leave out the models that no script of this site reads, such as layouts."""
    data = json.loads(body)
    data["state"] = {
        name: model for name, model in data["state"].items() if model["model_name"] in KNOWN
    }
    # A script element must not hold "</script" or "<!--"; JSON has "<" inside strings only.
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    scripts = context["script_files"]
    states = [script for script in scripts if script.attributes.get("type") == STATE]
    scripts[:] = [script for script in scripts if script not in states]
    # A page of source code has no doctree; it may speak of the class, but shows no figure.
    if doctree is None or 'class="nn-live"' not in context["body"]:
        return
    for script in states:
        app.add_js_file(None, type=STATE, body=shorten_state(script.attributes["body"]))
    app.add_js_file("live.js", loading_method="defer", priority=800)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", prefer_html)
    # After myst-nb, which adds the state, and before booksite, which makes a list of its own.
    app.connect("html-page-context", prepare_page, priority=850)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
