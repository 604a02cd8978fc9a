"""The configuration of every draft of a run: the nearest file, walking up to the repository root."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrib.config.config import Config, resolve
from attrib.config.files import FILE_NAMES, PYPROJECT, Layer, has_section, layers_of
from attrib.config.paths import located, repository_root
from attrib.config.patterns import is_pattern, matches, verdict


class Configs:
    """Finds configurations and keeps them for the run.

    `overrides` are the settings of the command line. With `file` every draft has that configuration, its patterns
    relative to the current folder; when `isolated`, no file is read. Raises `ConfigError`.
    """

    def __init__(self, overrides: Layer | None = None, *, file: Path | None = None, isolated: bool = False) -> None:
        self._overrides = overrides or {}
        self._everywhere: Config | None = None
        if file or isolated:
            self._everywhere = resolve([*(layers_of(file) if file else ()), self._overrides], Path.cwd().resolve())
        self._of_folder = cache(self._nearest)
        self._of_file = cache(self._read)
        self._ignored_in = cache(_ignored_in)

    def of(self, draft: Path) -> Config:
        """The configuration of a draft, or of what will be one. Raises `ConfigError`."""
        return self._everywhere or self._of_folder(located(draft).parent)

    def _nearest(self, folder: Path) -> Config:
        return self._of_file(nearest(folder))

    def _read(self, file: Path | None) -> Config:
        return resolve([*(layers_of(file) if file else ()), self._overrides], file.parent if file else Path.cwd().resolve())

    def excludes(self, path: Path, folder: bool = False) -> bool:
        """Whether the configuration leaves a file or a folder out, or .gitignore does."""
        config = self.of(path)
        if matches(config.value("exclude"), config.root, path, folder=folder):
            return True
        return bool(config.value("respect-gitignore")) and self._is_git_ignored(located(path), folder)

    def _is_git_ignored(self, path: Path, folder: bool) -> bool:
        """Whether the .gitignore files between a path and its repository root leave it out; the innermost that speaks of it decides."""
        root = repository_root(path.parent)
        for parent in _up_to(root, path.parent) if root else ():
            said = verdict(self._ignored_in(parent), parent, path, folder=folder)
            if said is not None:
                return said
        return False

    def excludes_even_named(self, path: Path) -> bool:
        """Whether a path is left out although the command line names it."""
        return bool(self.of(path).value("force-exclude")) and self.excludes(path, path.is_dir())

    def name(self, draft: Path) -> str:
        """What a draft is called wherever attrib runs: its path from the repository root, or from its configuration."""
        path = located(draft)
        root = repository_root(path.parent) or self.of(draft).root
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def nearest(folder: Path) -> Path | None:
    """The configuration file that counts in a folder."""
    for parent in _up_to(repository_root(folder), folder):
        for name in FILE_NAMES:
            file = parent / name
            if file.is_file() and (name != PYPROJECT or has_section(file)):
                return file
    return None


def _up_to(root: Path | None, folder: Path) -> Iterator[Path]:
    """A folder and those around it, up to `root`."""
    for parent in (folder, *folder.parents):
        yield parent
        if parent == root:
            return


def _ignored_in(folder: Path) -> tuple[str, ...]:
    """The patterns of a folder's .gitignore."""
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(line for line in lines if line.strip() and is_pattern(line))
