"""Regular expressions that are compiled when they are first used: a draft needs few of them, and to compile all takes longer than to read it."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern. The methods that were asked for stay at hand."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._source), name)  # `re` keeps what it compiled
        setattr(self, name, method)
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` gives it, compiled at its first use. Raises `re.error` only then."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
