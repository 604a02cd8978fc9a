"""Notes to attrib: comments and an editor's square brackets that begin with "attrib:"."""

from __future__ import annotations

import re

from attrib.document import Note

NOTE = re.compile(
    r"<!--\s*attrib\s*:(?P<comment>(?:(?!-->).){0,1000})-->|\[\s*attrib\s*:(?P<brackets>[^\[\]]{0,1000})\]", re.IGNORECASE | re.DOTALL
)  # fmt: skip


def notes_in(text: str, start: int = 0, end: int | None = None) -> list[Note]:
    """The notes in `start:end` of a text."""
    found = NOTE.finditer(text, start, len(text) if end is None else end)
    return [Note(note.start(), note.end(), " ".join(note[note.lastgroup or 0].split())) for note in found]


def without_notes(text: str) -> str:
    """The text with a space for every character of a note."""
    return NOTE.sub(lambda note: " " * len(note.group()), text)
