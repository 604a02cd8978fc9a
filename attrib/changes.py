"""Which lines of which drafts changed: by git, by a unified diff, or by a list of ranges.

The whole story is analysed all the same; what a finding speaks of decides whether it is reported.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.config.paths import located, repository_root
from attrib.document import Document
from attrib.errors import AttribError
from attrib.findings import Finding

_HUNK = re.compile(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_RANGE = re.compile(r"(?P<path>.+?):(?P<start>\d+)(?:-(?P<end>\d+))?")
_ESCAPE = re.compile(rb'\\([0-7]{3}|.)', re.DOTALL)
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_NO_FILE = "/dev/null"
_DIFF = (
    "-c", "core.quotepath=off", "diff", "-U0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames",
    "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_COUNTS = ("diff", "--numstat", "-z", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules")
_BINARY = "-\t-\t"


class ChangesError(AttribError):
    """Changes that cannot be told: no repository, an unknown revision, a file that is no diff."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines by draft, counted from 1. In a draft of `whole` every line is; one that is in neither has none."""

    lines: Mapping[Path, Sequence[range]]
    whole: frozenset[Path] = frozenset()

    def touch(self, document: Document, finding: Finding) -> bool:
        """Whether a finding speaks of a changed line: where it stands, or at a place related to it."""
        path = located(Path(document.path))
        if path in self.whole:
            return True
        for span in (finding.span, *(related.span for related in finding.related)):
            first, _ = document.position(span.start)
            last, _ = document.position(max(span.start, span.end - 1))
            if any(changed.start <= last and first < changed.stop for changed in self.lines.get(path, ())):
                return True
        return False


def since(revision: str, drafts: Iterable[Path]) -> Changes:
    """The lines of drafts that differ between a git revision and what is on the disk. Raises `ChangesError`.

    A draft that git does not track, and one that it holds to be binary, as it does a Word draft, is changed as a whole.
    """
    folders = {located(draft): repository_root(located(draft).parent) for draft in drafts}
    lines: dict[Path, list[range]] = {}
    tracked: set[Path] = set()
    binary: set[Path] = set()
    for root in dict.fromkeys(folders.values()):
        if root is None:
            outside = next(draft for draft, folder in folders.items() if folder is None)
            raise ChangesError(f"--since {revision}: {outside} is in no git repository: check without --since, or give --changed-lines")
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").split()[-1]
        lines |= _of_diff(_git(root, *_DIFF, commit, "--").split("\n"), root)
        binary |= {root / entry.removeprefix(_BINARY) for entry in _git(root, *_COUNTS, commit, "--").split("\0") if entry.startswith(_BINARY)}
        tracked |= {root / name for name in _git(root, "ls-files", "-z").split("\0")}
    return Changes(lines, frozenset((folders.keys() - tracked) | binary))


def _git(root: Path, *args: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *args], capture_output=True, check=False)
    except FileNotFoundError:
        raise ChangesError("--since needs git: install it, or give --changed-lines") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if args[0] == "rev-parse":
            revision = args[-1].removesuffix("^{commit}")
            raise ChangesError(f"--since {revision}: git knows no such revision in {root}" + (f": {said}" if said else ": fetch it, or check its spelling"))
        raise ChangesError(f"--since: git {args[0]} failed in {root}: {said}")
    return os.fsdecode(done.stdout)


def read_changes(file: Path) -> Changes:
    """The changes a file tells: a unified diff, or lines of `path:from-to` or `path:line`. Paths are from the current folder. Raises `ChangesError`."""
    try:
        lines = os.fsdecode(file.read_bytes()).split("\n")
    except OSError as error:
        raise ChangesError(f"{file}: cannot be read: {error.strerror}") from None
    here = Path.cwd().resolve()
    is_diff = any(line.startswith(("+++ ", "diff --git ")) for line in lines)
    return Changes(_of_diff(lines, here) if is_diff else _of_list(lines, here, file))


def _of_list(lines: Iterable[str], root: Path, file: Path) -> dict[Path, list[range]]:
    found: dict[Path, list[range]] = {}
    for number, line in enumerate(map(str.strip, lines), 1):
        entry = _RANGE.fullmatch(line)
        if entry:
            changed = range(int(entry["start"]), int(entry["end"] or entry["start"]) + 1)
            found.setdefault(located(root / entry["path"]), []).append(changed)
        elif line:
            raise ChangesError(f"{file}:{number}: neither part of a unified diff nor path:from-to")
    return found


def _of_diff(lines: Iterable[str], root: Path) -> dict[Path, list[range]]:
    """The lines that a unified diff adds. A hunk says how long it is, so a line of a draft cannot pass for a line of the diff."""
    found: dict[Path, list[range]] = {}
    path: Path | None = None
    at = old = new = 0
    for line in lines:
        if old > 0 or new > 0:
            sign = line[:1] or " "
            if sign == "+" and path:
                found.setdefault(path, []).append(range(at, at + 1))
            at += sign in "+ "
            new -= sign in "+ "
            old -= sign in "- "
        elif line.startswith("+++ "):
            path = _path(line[4:], root)
        elif hunk := _HUNK.match(line):
            at, old, new = int(hunk["start"]), int(hunk["old"] or 1), int(hunk["new"] or 1)
    return found


def _path(written: str, root: Path) -> Path | None:
    """The file a diff names, quoted where git found it unusual, its "b/" taken off unless the file really lies in a folder of one letter."""
    name = written.rstrip("\r")
    name = _unquoted(name) if name.startswith('"') else name.partition("\t")[0]
    if name == _NO_FILE:
        return None
    whole, bare = located(root / name), located(root / name[2:])
    return bare if name[1:2] == "/" and (bare.exists() or not whole.exists()) else whole


def _unquoted(name: str) -> str:
    quoted = os.fsencode(name[1 : name.rindex('"')])
    return os.fsdecode(_ESCAPE.sub(_unescaped, quoted))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() else _ESCAPED.get(code, code)
