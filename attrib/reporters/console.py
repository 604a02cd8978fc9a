"""What rich lays out, as text. Import this where text is written for people, nowhere else: rich takes longer to load than a draft to read."""

from __future__ import annotations

import io
import re

from rich.console import Console, RenderableType
from rich.text import Text

from attrib.analysis import Label
from attrib.reporters.terminal import harmless

STYLES = {Label.NAMED: "cyan", Label.ANONYMOUS: "yellow", Label.UNATTRIBUTED: "dim"}
NARROWEST = 28
_END = re.compile(r"(?: |\x1b\[[0-9;]*m)+$", re.MULTILINE)
"""Blanks at the end of a line, and the styles among them."""


def laid_out(*parts: RenderableType, width: int, colour: bool) -> str:
    """The parts one under another, `width` columns wide, without blanks at the ends of lines."""
    written = io.StringIO()
    console = Console(
        file=written, width=max(width, NARROWEST), color_system="standard" if colour else None, force_terminal=colour,
        no_color=not colour, legacy_windows=False, markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    for part in parts:
        console.print(part)
    return _END.sub(lambda end: end.group().replace(" ", ""), written.getvalue())


def words(text: str, style: str = "") -> Text:
    """Text of a draft, made harmless."""
    return Text(harmless(text), style)
