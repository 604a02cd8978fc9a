"""A configuration as TOML: the one that counts for a draft, and one to start from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrib.config.config import Config
from attrib.config.schema import KEYS, TABLES
from attrib.rules import find_rule

_RESOLVED = ("extend", "select", "extend-select", "ignore")
"""Keys that say how to get at the rules; what comes of them is shown instead."""


def shown(config: Config, draft: Path) -> str:
    """The configuration as TOML that could be pasted back, each line with where its value came from."""
    lines = [f"# {draft}: patterns are relative to {config.root}", *_top(config), "select = [", *_selected(config, draft), "]"]
    lines += ["", "[severity]", *(f"{code} = {_toml(choice.severity.value)}  # {choice.severity_by}" for code, choice in config.rules.items())]
    for table in ("budgets", "per-file-ignores"):
        lines += ["", f"[{table}]", *(_line(key[1], setting.value, setting.origin) for key, setting in config.values.items() if key[0] == table)]
    return "\n".join(lines) + "\n"


def _top(config: Config) -> Iterator[str]:
    for key in KEYS:
        if key.name not in _RESOLVED:
            setting = config.values[(key.name,)]
            yield _line(key.name, setting.value, setting.origin)


def _line(name: str, value: Any, origin: str) -> str:
    written = name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else _toml(name)
    return f"# {written} is not set  # {origin}" if value is None else f"{written} = {_toml(value)}  # {origin}"


def _selected(config: Config, draft: Path) -> Iterator[str]:
    ignored = config.ignored(draft)
    for code, choice in config.rules.items():
        rule = find_rule(code)
        but = f"; ignored here by {ignored[code]}" if code in ignored else ""
        yield f"  {_toml(code)},  # {rule.name if rule else code}: {choice.chosen_by}{but}"


def _toml(value: Any) -> str:
    """A value of the configuration in TOML, which writes all of them as JSON does, but for the escape of DEL."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def template() -> str:
    """A configuration with every key explained and none set but the profile."""
    lines = ["# The configuration of attrib. Every key is optional; `attrib config show FILE` tells what counts for a draft and why.", ""]
    for key in KEYS:
        mark = "" if key.name == "profile" else "# "
        lines += [f"# {key.about}", f"{mark}{key.name} = {key.example}", ""]
    for table in TABLES:
        lines += [f"# {table.about}", f"[{table.name}]"]
        for key in table.keys:
            lines += [f"# {key.about}", f"# {key.name} = {key.example}"]
        lines += [f"# {table.example}", ""] if table.example else [""]
    return "\n".join(lines).rstrip() + "\n"
