"""Paths from the command line to the drafts they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrib.findings import Skipped

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
DRAFT_SUFFIXES = MARKDOWN_SUFFIXES | HTML_SUFFIXES | {".txt", ".text", ".docx"}
_LOOKED_FOR = ", ".join(sorted(DRAFT_SUFFIXES))


Excluded = Callable[[Path, bool], bool]
"""Whether a path is to be left out of a folder, and whether it is a folder itself."""


def _nothing(_path: Path, _folder: bool) -> bool:
    return False


def find_drafts(paths: Iterable[str], excluded: Excluded = _nothing) -> tuple[list[Path], list[Skipped]]:
    """The drafts that files and folders stand for, each once, and what stands for none.

    Files come as given, whatever their suffix; folders are walked in sorted order, without what is hidden or excluded.
    """
    drafts: dict[Path, Path] = {}
    skipped: list[Skipped] = []
    for given in paths:
        for found in _found(given, excluded):
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                drafts.setdefault(found.resolve(), found)
    return list(drafts.values()), list(dict.fromkeys(skipped))


def _found(given: str, excluded: Excluded) -> Iterator[Path | Skipped]:
    if not given:
        yield Skipped(given, "an empty path: name a file or a folder")
        return
    path = Path(given)
    try:
        path.stat()
    except FileNotFoundError:
        yield Skipped(given, "no such file or folder: check the path")
    except (OSError, ValueError) as error:
        yield Skipped(given, f"cannot be opened ({_cause(error)}): check the path and its permissions")
    else:
        if path.is_dir():
            yield from _walk(given, path, excluded)
        else:
            yield path


def _walk(given: str, folder: Path, excluded: Excluded) -> Iterator[Path | Skipped]:
    unlisted: list[OSError] = []
    found: list[Path] = []
    left_out = False
    for root, folders, names in os.walk(folder, onerror=unlisted.append):
        inside = [name for name in folders if not name.startswith(".")]
        drafts = [Path(root, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in DRAFT_SUFFIXES]
        folders[:] = [name for name in inside if not excluded(Path(root, name), True)]
        wanted = [path for path in drafts if not excluded(path, False)]
        left_out = left_out or len(folders) < len(inside) or len(wanted) < len(drafts)
        found += wanted
    for path in sorted(found):
        if path.is_file():
            yield path
        elif path.is_symlink():
            yield Skipped(str(path), "a link to a file that does not exist: remove it or mend it")
    for error in sorted(unlisted, key=lambda e: str(e.filename)):
        yield Skipped(str(error.filename), f"cannot be listed ({_cause(error)}): check its permissions")
    if not found and not unlisted:
        but = " but what the configuration or .gitignore leaves out" if left_out else ""
        yield Skipped(given, f"no drafts in this folder{but}: attrib looks for {_LOOKED_FOR}; name other files one by one")


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
