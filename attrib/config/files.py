"""From a configuration file to its settings, each with the line it stands on. Everything that is wrong with a file is said at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.config.paths import displayed
from attrib.config.schema import KEYS, TABLES, BadValue, Key, KeyPath, Read, Table, shown
from attrib.errors import ConfigError

PYPROJECT = "pyproject.toml"
FILE_NAMES = (".attrib.toml", "attrib.toml", PYPROJECT)
"""In the order of precedence."""
_SECTION = ("tool", "attrib")
_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it came from."""

    value: Any
    origin: str


Layer = Mapping[KeyPath, Setting]
"""The settings of one file, or of the command line, by key."""


def layers_of(file: Path) -> list[Layer]:
    """The settings of a file and of those it extends, the furthest first. Raises `ConfigError`."""
    layers: list[Layer] = []
    seen = [file.resolve()]
    while True:
        layer = _read(file)
        layers.insert(0, layer)
        base = layer.get(("extend",))
        if base is None:
            return layers
        file = Path(base.value)
        if not file.is_file():
            raise ConfigError(f"{base.origin}: extend: there is no file {displayed(file)}")
        if file.resolve() in seen:
            raise ConfigError(f"{base.origin}: extend: {displayed(file)} builds on this file itself")
        seen.append(file.resolve())


def from_command_line(options: Mapping[str, object]) -> Layer:
    """The settings of command-line options, those that are None left out. Raises `ConfigError`."""
    keys = {key.name: key for key in KEYS}
    wrong = []
    layer: dict[KeyPath, Setting] = {}
    for name, value in options.items():
        try:
            if value is not None:
                layer[(name,)] = Setting(keys[name].read(value), "command line")
        except BadValue as error:
            wrong.append(f"--{name}: {error}")
    if wrong:
        raise ConfigError("\n".join(wrong))
    return layer


def has_section(pyproject: Path) -> bool:
    """Whether a pyproject.toml configures attrib."""
    text = _text(pyproject)
    return "attrib" in text and _section(pyproject, text) is not None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{displayed(file)}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{displayed(file)}: not UTF-8: save it as UTF-8") from None


def _section(file: Path, text: str) -> dict[str, Any] | None:
    """What a file says to attrib; None where a pyproject.toml says nothing."""
    import tomllib

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = (place["line"] if place else None) or len(text.splitlines()) or 1
        raise ConfigError(f"{displayed(file)}:{line}: this is no TOML: {_TOML_PLACE.sub('', str(error))}") from None
    if file.name != PYPROJECT:
        return content
    section = content.get("tool", {}).get("attrib")
    return section if isinstance(section, dict) else None


def _read(file: Path) -> Layer:
    from attrib.config.lines import KeyLines

    text = _text(file)
    content = _section(file, text)
    name = displayed(file)
    if content is None:
        raise ConfigError(f"{name}: it has no table [tool.attrib]")
    lines = KeyLines(text)
    prefix = _SECTION if file.name == PYPROJECT else ()
    layer: dict[KeyPath, Setting] = {}
    wrong: list[tuple[int, str]] = []
    for key, outcome in _settings(content):
        if isinstance(outcome, BadValue):
            line = lines.line((*prefix, *key), outcome.culprit)
            wrong.append((line, f"{name}:{line}: {outcome}"))
        else:
            origin = f"{name}:{lines.line((*prefix, *key))}"
            layer[key] = Setting(str(file.parent / Path(outcome).expanduser()) if key in _PATHS else outcome, origin)
    if wrong:
        raise ConfigError("\n".join(message for _, message in sorted(wrong)))
    return layer


_PATHS = {("extend",), ("model",)}
_KEYS = {key.name: key for key in KEYS}
_TABLES = {table.name: table for table in TABLES}
_PLACES = {name: name for name in (*_KEYS, *_TABLES)} | {key.name: f"{table.name}.{key.name}" for table in TABLES for key in table.keys}


def _settings(content: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Every key with its value, or with what is wrong."""
    for name, value in content.items():
        if name in _KEYS:
            yield (name,), _value(name, _KEYS[name].read, value)
        elif name not in _TABLES:
            yield (name,), _unknown(name, _PLACES)
        elif not isinstance(value, dict):
            yield (name,), BadValue(f"{name}: {shown(value)} is no table: write [{name}]")
        else:
            for inner, inner_value in value.items():
                yield (name, inner), _entry(_TABLES[name], inner, inner_value)


def _entry(table: Table, name: str, value: object) -> Any:
    fixed: dict[str, Key] = {key.name: key for key in table.keys}
    if table.read_name is None or table.read is None:
        return _value(f"{table.name}.{name}", fixed[name].read, value) if name in fixed else _unknown(name, {key: key for key in fixed})
    named = _value(table.name, table.read_name, name)
    return named if isinstance(named, BadValue) else _value(f"{table.name}.{name}", table.read, value)


def _value(name: str, read: Read, value: object) -> Any:
    try:
        return read(value)
    except BadValue as error:
        return BadValue(f"{name}: {error}", error.culprit)


def _unknown(name: str, known: Mapping[str, str]) -> BadValue:
    near = difflib.get_close_matches(name, known, n=1)
    return BadValue(f'unknown key "{name}"' + (f': did you mean "{known[near[0]]}"?' if near else f": the keys are {', '.join(known.values())}"))
