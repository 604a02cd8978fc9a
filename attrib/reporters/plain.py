"""Paragraphs beside marks, laid out without rich, which takes as long to load as everything before a short draft is labelled."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")
"""Characters that are one column wide, and no blanks but the common one."""
MARK = 8
"""Columns that a mark takes up, with the blanks behind it."""


def is_plain(texts: Sequence[str], width: int) -> bool:
    """Whether texts can be laid out here: no wide characters, no word that has to be broken."""
    return all(_PLAIN.fullmatch(text) and max(map(len, text.split(" "))) <= width - MARK for text in texts)


def lines_of(text: str, width: int) -> list[str]:
    """A text in lines; there is one at least."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def beside(mark: str, paragraphs: Sequence[str], width: int) -> Iterator[str]:
    """The lines of paragraphs one under another, with a mark beside the first line."""
    lines = [line for paragraph in paragraphs for line in lines_of(paragraph, width - MARK)]
    yield from (f"{before:{MARK}}{line}".rstrip() for before, line in zip([mark, *[""] * (len(lines) - 1)], lines, strict=True))
