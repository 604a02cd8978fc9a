"""Paths as they are compared and as they are shown."""

from __future__ import annotations

import os
from pathlib import Path


def located(path: Path) -> Path:
    """Where a path is, its folders followed to where they really are. A link to a draft stays where the link is."""
    return path.resolve() if path.name in ("", os.pardir) else path.parent.resolve() / path.name


def displayed(path: Path) -> str:
    """A path from the current folder, or whole if it is not in there."""
    place, here = located(path), Path.cwd().resolve()
    return str(place.relative_to(here) if place.is_relative_to(here) else place)


def repository_root(folder: Path) -> Path | None:
    """The root of the repository that a folder is in."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)
