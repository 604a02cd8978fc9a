"""Templates to pages. Whatever a draft holds comes out as text: escaped, and with nothing in it that steers a display."""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from itertools import accumulate
from unicodedata import east_asian_width

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attrib import __version__
from attrib.analysis import Label
from attrib.reporters.terminal import LETTERS, UNSURE, counted, harmless, shown_source


def render(template: str, **values: object) -> str:
    """The page that a template makes of the values."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("attrib.reporters.html", "."), autoescape=True, finalize=_shown, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters.update(shortened=shortened, shown_source=shown_source)
    style, script = (files("attrib.reporters.html").joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    environment.globals.update(
        style=Markup(style), script=Markup(script), policy=_policy(style, script), version=__version__,
        letters=LETTERS, unsure=UNSURE, labels=tuple(Label), counted=counted, shown_source=shown_source,
    )  # fmt: skip
    return environment


def shortened(name: str, most: int = 25) -> str:
    """A name in at most so many columns of a monospaced type, wide characters counted twice."""
    columns = list(accumulate(2 if east_asian_width(character) in "WF" else 1 for character in name))
    return name if not columns or columns[-1] <= most else name[: bisect_right(columns, most - 1)].rstrip() + "…"


def _shown(value: object) -> object:
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """A content security policy under which the page's own style and script run and nothing is loaded from anywhere."""
    return f"default-src 'none'; img-src data:; style-src {_source(style)}; script-src {_source(script)}; base-uri 'none'; form-action 'none'"


def _source(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
