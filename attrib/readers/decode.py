"""Bytes to text. What is no text says what it looks like and what to do about it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from attrib.document import Span
from attrib.errors import UnreadableDraft

_SAVE_TEXT = "save it as plain text or Markdown"
_CONVERT = f"open it in a word processor and {_SAVE_TEXT}"
_SIGNATURES = (
    (b"%PDF-", "a PDF", f"copy its text out and {_SAVE_TEXT}"),
    (b"{\\rtf", "a rich text (RTF) file", _CONVERT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file", _CONVERT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "attrib reads text only"),
    (b"\xff\xd8\xff", "a JPEG image", "attrib reads text only"),
    (b"GIF8", "a GIF image", "attrib reads text only"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and name the drafts inside"),
    (b"\x00\x00\xfe\xff", "UTF-32 text", "save it as UTF-8"),
    (b"\xff\xfe\x00\x00", "UTF-32 text", "save it as UTF-8"),
)
_ZIP = b"PK\x03\x04"
_ZIP_KINDS = (
    (b"word/", "a Word document (.docx)", _CONVERT),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _CONVERT),
)
_INVISIBLE = re.compile("[\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x08\x0e-\x1b\x7f]")


def decode(path: str, data: bytes) -> str:
    """The text of a draft in UTF-8, or in UTF-16 with a byte order mark. The mark stays its first code point.

    Line ends stay as they are, so offsets are those of `open(path, encoding="utf-8", newline="").read()`.
    """
    looks_like = _binary_kind(data)
    if looks_like:
        what, remedy = looks_like
        raise UnreadableDraft(f"{path}: not a text file, it looks like {what}: {remedy}")
    encoding, name = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise UnreadableDraft(f"{path}: not {name} ({byte}): save it as UTF-8") from None
    if "\0" in text:
        raise UnreadableDraft(f"{path}: not a text file, {_nul(data)}")
    return text


def visible(text: str) -> str:
    """The same text with a space for every invisible character: byte order marks, soft hyphens, control and direction characters."""
    return _INVISIBLE.sub(" ", text)


def invisible(text: str) -> Iterator[Span]:
    """Where the invisible characters are."""
    return (Span(*match.span()) for match in _INVISIBLE.finditer(text))


def without_invisible(text: str) -> str:
    """The text without its invisible characters."""
    return _INVISIBLE.sub("", text)


def _binary_kind(data: bytes) -> tuple[str, str] | None:
    if data.startswith(_ZIP):
        opening = data[:4096]
        return next(
            ((what, remedy) for clue, what, remedy in _ZIP_KINDS if clue in opening or clue in data[-8192:]),
            ("a zip archive", "unpack it and name the drafts inside"),
        )
    return next(((what, remedy) for start, what, remedy in _SIGNATURES if data.startswith(start)), None)


def _encoding(data: bytes) -> tuple[str, str]:
    # "utf-16" would drop the byte order mark and move every offset by one.
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", "UTF-16"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", "UTF-16"
    return "utf-8", "UTF-8"


def _nul(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data.count(0) < len(data) // 3:
        return f"it looks like binary data (NUL byte at offset {data.index(0)}): name a text or Markdown file"
    return "it looks like UTF-16 without a byte order mark: save it as UTF-8"
