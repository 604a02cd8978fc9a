"""Patterns as in .gitignore."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.config.paths import located

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(patterns: tuple[str, ...], root: Path, path: Path, *, folder: bool = False) -> bool:
    """Whether a path matches patterns relative to `root`."""
    return verdict(patterns, root, path, folder=folder) is True


def verdict(patterns: tuple[str, ...], root: Path, path: Path, *, folder: bool = False) -> bool | None:
    """True where a path matches, False where a pattern with "!" takes it back, None where no pattern speaks of it."""
    if not patterns:
        return None
    place = located(path)
    if place == root or not place.is_relative_to(root):
        return None
    return _compiled(patterns).check_file(place.relative_to(root).as_posix() + "/" * folder).include


def is_pattern(text: str) -> bool:
    """Whether a text can be used as a pattern."""
    try:
        _compiled((text,))
    except ValueError:
        return False
    return True


@cache
def _compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # takes longer to load than most drafts to read

    return GitIgnoreSpec.from_lines(patterns)
