"""Text for a terminal: colours, and nothing a draft could smuggle in."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move a cursor, start an escape sequence, break a line, reverse the order of reading, or cannot be written."""


class Style(StrEnum):
    """ANSI styles by what they stand for."""

    HEAD = "1"
    NAMED = "32"
    ANONYMOUS = "33"
    ASIDE = "2"
    ERROR = "1;31"
    WARNING = "33"
    INFO = "36"


Paint = Callable[[str, Style], str]


def painter(colour: bool) -> Paint:
    """A function that gives text a style, or leaves it as it is."""
    return _styled if colour else _plain


def _styled(text: str, style: Style) -> str:
    return f"\x1b[{style.value}m{text}\x1b[0m"


def _plain(text: str, _style: Style) -> str:
    return text


def harmless(text: str) -> str:
    """Text with every unsafe character shown as a replacement character."""
    return UNSAFE.sub("\ufffd", text)


def counted(number: int, noun: str) -> str:
    """"1 draft", "2 drafts"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown_source(name: str) -> str:
    """A source's name, or that the draft gives none."""
    return "no source given" if name in ("", "-") else name
