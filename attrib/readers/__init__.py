"""From a path and its bytes to a `Document`. Offsets and block kinds are born here and never recomputed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from attrib.document import Document
from attrib.readers.decode import decode
from attrib.readers.discover import HTML_SUFFIXES, MARKDOWN_SUFFIXES, find_drafts
from attrib.readers.plain import read_plain

__all__ = ["find_drafts", "read_draft"]


def read_draft(path: str, data: bytes) -> Document:
    """The draft in `data`, of the format that the suffix of `path` tells. Raises `UnreadableDraft` where it is none."""
    suffix = PurePath(path).suffix.lower()
    # The parsers take longer to load than most drafts to read.
    if suffix == ".docx":
        from attrib.readers.docx import read_docx

        return read_docx(path, data)
    if suffix in HTML_SUFFIXES:
        from attrib.readers.html import declared_encoding, read_html

        text, warnings = decode(path, data, declared_encoding(data))
        document = read_html(path, text)
    elif suffix in MARKDOWN_SUFFIXES:
        from attrib.readers.markdown import read_markdown

        text, warnings = decode(path, data)
        document = read_markdown(path, text)
    else:
        text, warnings = decode(path, data)
        document = read_plain(path, text)
    return replace(document, warnings=warnings) if warnings else document
