"""Where the keys of a TOML file stand. `tomllib` reads the values and forgets the lines."""

from __future__ import annotations

import re
from bisect import bisect_right

from attrib.config.schema import KeyPath

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|(?P<opens>[\[{])|(?P<closes>[\]}])|(?P<ends>\n)', re.DOTALL
)  # fmt: skip
_PART = re.compile(r'\s*(?:"(?P<basic>(?:\\.|[^"\\\n])*)"|\'(?P<literal>[^\'\n]*)\'|(?P<bare>[\w-]+))\s*')


class KeyLines:
    """The lines of keys and values of a TOML text that `tomllib` accepts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._statements: dict[KeyPath, tuple[int, int]] = {}
        table: KeyPath = ()
        for start, end in _statements(text):
            statement = text[start:end]
            if statement.startswith("["):
                table = _key(statement.lstrip("["))
                self._statements.setdefault(table, (start, end))
            elif not statement.startswith("#"):
                self._statements.setdefault((*table, *_key(statement)), (start, end))

    def line(self, key: KeyPath, value: object = None) -> int:
        """The line of a key, counted from 1, or of a string among its values. A key inside an inline table is on the table's line."""
        while key and key not in self._statements:
            value, key = key[-1], key[:-1]
        start, end = self._statements.get(key, (0, 0))
        if isinstance(value, str):
            places = [self._text.find(f"{mark}{value}{mark}", start, end) for mark in ('"', "'")]
            start = max(start, *places)
        return bisect_right(self._line_starts, start)


def _statements(text: str) -> list[tuple[int, int]]:
    """The spans of headers and key-value pairs, each as many lines as its value takes."""
    found = []
    start = depth = 0
    for token in _TOKEN.finditer(text + "\n"):
        depth += bool(token["opens"]) - bool(token["closes"])
        if token["ends"] and depth == 0:
            statement = text[start : token.start()]
            if statement.strip():
                found.append((start + len(statement) - len(statement.lstrip()), token.start()))
            start = token.end()
    return found


def _key(text: str) -> KeyPath:
    parts: list[str] = []
    at = 0
    while part := _PART.match(text, at):
        parts.append(part[part.lastgroup or 0])
        at = part.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(parts)
