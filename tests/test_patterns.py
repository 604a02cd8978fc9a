"""Patterns that are compiled late: they are valid, and work as those that are compiled at once."""

from __future__ import annotations

import importlib
import pkgutil
import re

import attrib
from attrib.patterns import _Lazy, lazy


def test_a_late_pattern_works_as_any_other() -> None:
    pattern = lazy(r"(?P<who>\w+) said", re.IGNORECASE)
    match = pattern.search("Rain fell, ANA SAID")
    assert match is not None
    assert match["who"] == "ANA"
    assert pattern.sub("-", "Ana said so") == "- so"


def test_every_late_pattern_can_be_compiled() -> None:
    names = [m.name for m in pkgutil.walk_packages(attrib.__path__, "attrib.") if not m.name.endswith("__main__") and ".training" not in m.name]
    patterns = [value for name in names for value in vars(importlib.import_module(name)).values() if isinstance(value, _Lazy)]
    assert len(patterns) > 50
    for pattern in patterns:
        assert pattern.groups >= 0
