"""Point the built site at the place that it is published from.

Without these variables, as on a reader's own machine, pages name no address:

- `BOOK_BASE_URL`: where the site will be read; gives every page its canonical link.
- `BOOK_REPOSITORY_URL`, and `BOOK_REPOSITORY_BRANCH` ("main" if unset): where the sources are;
  gives the buttons for the repository, for an issue, and for the source of a page.
"""

import os
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config


def _fill_in(app: Sphinx, config: Config) -> None:
    base = os.environ.get("BOOK_BASE_URL", "").strip()
    if base:
        config.html_baseurl = base.rstrip("/") + "/"
    repository = os.environ.get("BOOK_REPOSITORY_URL", "").strip()
    if repository:
        config.html_theme_options = {
            **config.html_theme_options,
            "repository_url": repository.rstrip("/"),
            "repository_branch": os.environ.get("BOOK_REPOSITORY_BRANCH", "").strip() or "main",
            "path_to_docs": "",
            "use_repository_button": True,
            "use_issues_button": True,
            "use_source_button": True,
        }


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", _fill_in)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
