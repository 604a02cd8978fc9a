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
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file, or one with a password", _CONVERT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "attrib reads text only"),
    (b"\xff\xd8\xff", "a JPEG image", "attrib reads text only"),
    (b"GIF8", "a GIF image", "attrib reads text only"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and name the drafts inside"),
    (b"\x00\x00\xfe\xff", "UTF-32 text", "save it as UTF-8"),
    (b"\xff\xfe\x00\x00", "UTF-32 text", "save it as UTF-8"),
)
_GUESSES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
"""In what else English drafts are written."""
ZIP = b"PK\x03\x04"
_ZIP_KINDS = (
    (b"word/", "a Word document", "give its name the ending .docx"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _CONVERT),
)
_INVISIBLE = re.compile("[\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x08\x0e-\x1b\x7f]")


def decode(path: str, data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a draft, and a warning where its encoding had to be guessed.

    UTF-8, UTF-16 with a byte order mark, what the draft itself declares, or what it seems to be. A byte order
    mark stays its first code point and line ends stay as they are, so for UTF-8 offsets are those of
    `open(path, encoding="utf-8", newline="").read()`.
    """
    refuse_binary(path, data)
    encoding, name = _encoding(data)
    warnings: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        found = _as_declared(data, declared) or (None if encoding != "utf-8" or _is_broken(data, error) else _guessed(data))
        if found is None:
            byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
            raise UnreadableDraft(f"{path}: not {name} ({byte}): save it as UTF-8") from None
        text, *guess = found
        warnings = tuple(f"not UTF-8: read as {name}, which is a guess; save it as UTF-8 to be sure" for name in guess)
    if "\0" in text:
        raise UnreadableDraft(f"{path}: not a text file, {_nul(data)}")
    return text, warnings


def refuse_binary(path: str, data: bytes) -> None:
    """Raises `UnreadableDraft` for a file of another kind, known by how it begins."""
    looks_like = _binary_kind(data)
    if looks_like:
        what, remedy = looks_like
        raise UnreadableDraft(f"{path}: not a text file, it looks like {what}: {remedy}")


def _as_declared(data: bytes, declared: str | None) -> tuple[str] | None:
    # What calls itself Latin-1 is Windows-1252, says the HTML standard.
    encoding = "cp1252" if (declared or "").casefold() in ("iso-8859-1", "latin1", "us-ascii", "ascii") else declared
    try:
        return (data.decode(encoding),) if encoding and not codecs.lookup(encoding).name.startswith("utf") else None
    except (LookupError, UnicodeDecodeError):
        return None


def _is_broken(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether this is UTF-8 that was damaged or cut short."""
    if error.reason == "unexpected end of data" and error.start < len(data) - 1:
        return True
    whole = sum(c > "\x7f" for c in data.decode("utf-8", "ignore"))
    return whole * 2 > sum(c > "\x7f" for c in data.decode("utf-8", "replace"))


def _guessed(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # most drafts are UTF-8

    best = from_bytes(data, cp_isolation=list(_GUESSES)).best()
    return (str(best), _GUESSES[best.encoding]) if best and best.encoding in _GUESSES else None


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
    if data.startswith(ZIP):
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
