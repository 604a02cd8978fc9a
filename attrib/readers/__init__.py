"""From a path and its bytes to a `Document`. Offsets and block kinds are born here and never recomputed."""

from __future__ import annotations

from pathlib import PurePath

from attrib.document import Document
from attrib.readers.decode import decode
from attrib.readers.discover import HTML_SUFFIXES, MARKDOWN_SUFFIXES, find_drafts
from attrib.readers.plain import read_plain

__all__ = ["find_drafts", "read_draft"]


def read_draft(path: str, data: bytes) -> Document:
    """The draft in `data`, Markdown or plain text by the suffix of `path`. Raises `UnreadableDraft` where it is no text."""
    text = decode(path, data)
    suffix = PurePath(path).suffix.lower()
    # The parsers take longer to load than most drafts to read.
    if suffix in MARKDOWN_SUFFIXES:
        from attrib.readers.markdown import read_markdown

        return read_markdown(path, text)
    if suffix in HTML_SUFFIXES:
        from attrib.readers.html import read_html

        return read_html(path, text)
    return read_plain(path, text)
