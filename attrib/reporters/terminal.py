"""Text for a terminal: colours, and nothing a draft could smuggle in."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from attrib.analysis import Label

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\xad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that move a cursor, break a line or cannot be written; that reverse the order of reading; that hide.

The joiners U+200C and U+200D are letters' business in many scripts and stay.
"""


LETTERS = {Label.NAMED: "N", Label.ANONYMOUS: "A", Label.UNATTRIBUTED: "·"}
UNSURE = "?"


class Style(StrEnum):
    """ANSI styles by what they stand for."""

    HEAD = "1"
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
