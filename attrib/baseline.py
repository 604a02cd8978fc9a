"""A baseline: the findings a newsroom knows of and has let stand, so that only new ones are reported.

The file says how often each fingerprint occurs in each draft, and no word of any draft.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from attrib.config.paths import located
from attrib.errors import AttribError
from attrib.findings import CheckedDraft, Finding

VERSION = 1


class BaselineError(AttribError):
    """A baseline that cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings: by draft, how often each fingerprint occurs. Paths are relative to `folder`, with slashes."""

    folder: Path
    known: Mapping[str, Mapping[str, int]]

    def new(self, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of a draft that are not known."""
        left = Counter(self.known.get(_relative(self.folder, path), {}))
        new = []
        for finding in findings:
            if left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
            else:
                new.append(finding)
        return tuple(new)

    def pruned(self, drafts: Iterable[CheckedDraft]) -> Baseline:
        """Without the findings that no longer occur in these drafts, and without drafts that are gone."""
        known = {path: counts for path, counts in self.known.items() if (self.folder / path).exists()}
        for path, counts in baseline_of(self.folder, drafts).known.items():
            known[path] = Counter(known.get(path, {})) & Counter(counts)
        return Baseline(self.folder, known)

    def total(self) -> int:
        """How many findings are known."""
        return sum(sum(counts.values()) for counts in self.known.values())

    def to_json(self) -> str:
        """The file: sorted, so that the same findings make the same bytes."""
        known = {path: dict(sorted(counts.items())) for path, counts in sorted(self.known.items()) if counts}
        return json.dumps({"version": VERSION, "findings": known}, indent=1, ensure_ascii=False) + "\n"


def baseline_of(folder: Path, drafts: Iterable[CheckedDraft]) -> Baseline:
    """The baseline that knows every finding of the drafts."""
    return Baseline(folder, {_relative(folder, draft.analysis.document.path): Counter(f.fingerprint for f in draft.findings) for draft in drafts})


def folder_of(file: Path) -> Path:
    """The folder that paths in a baseline file are relative to: its own."""
    return located(file).parent


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises `BaselineError`."""
    try:
        content = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
    except FileNotFoundError:
        raise BaselineError(f"{file}: there is no such baseline: `attrib baseline write` makes one") from None
    except OSError as error:
        raise BaselineError(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError:
        raise BaselineError(f"{file}: not a baseline, or a damaged one: `attrib baseline write` makes a new one") from None
    version = content.get("version") if isinstance(content, dict) else None
    known = content.get("findings") if isinstance(content, dict) else None
    if version != VERSION or not _is_known(known):
        raise BaselineError(f"{file}: not a baseline of version {VERSION}: `attrib baseline write` makes a new one")
    return Baseline(folder_of(file), known)


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Writes a baseline whole or not at all. Raises `BaselineError`."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_text(baseline.to_json(), encoding="utf-8", errors="surrogateescape", newline="\n")
        draft.replace(file)
    except OSError as error:
        raise BaselineError(f"{file}: cannot be written: {error.strerror}") from None


def _is_known(value: object) -> TypeGuard[dict[str, dict[str, int]]]:
    return isinstance(value, dict) and all(
        isinstance(counts, dict) and all(isinstance(count, int) and count > 0 for count in counts.values()) for counts in value.values()
    )


def _relative(folder: Path, path: str) -> str:
    return Path(os.path.relpath(located(Path(path)), folder)).as_posix()
