"""What houses disagree on: the tables of `data/profiles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from attrib.lexicon import data_text

PROFILES = ("default", "strict", "ap", "reuters", "bbc", "npr")
BUDGETS = ("too-anonymous", "too-unattributed", "too-few-sources", "one-source-story")
"""The keys of a table that are what a story may have; all others are severities of rules, by name."""


def house_table(name: str) -> dict[str, Any]:
    """The table of a profile, one of `PROFILES`."""
    return _tables()[name]


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(data_text("profiles.toml"))
