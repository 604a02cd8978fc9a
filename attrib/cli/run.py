"""One run over drafts: passes them on as they come and keeps the score."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import typer

from attrib.cli.output import Progress, complain, internal
from attrib.errors import ExitStatus

if TYPE_CHECKING:
    from attrib.baseline import Baseline
    from attrib.changes import Changes
    from attrib.config import Configs
    from attrib.document import Document
    from attrib.engine import Job
    from attrib.findings import CheckedDraft, Severity, Skipped


Part = TypeVar("Part")
"""What a draft becomes in a format."""


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Run:
    """Drafts under way. `complete` says that all results are kept until the end, so that a terminal is free to show progress."""

    def __init__(self, paths: list[str], configs: Configs, stdin_filename: str | None, *, rules: bool, complete: bool) -> None:
        from attrib.engine import Job, find_jobs

        if stdin_filename is not None and "-" not in paths:
            raise typer.BadParameter("--stdin-filename names the draft on standard input: give - as PATH too")
        stdin = Job(stdin_filename or "<stdin>", sys.stdin.buffer.read()) if "-" in paths else None
        self._configs = configs
        self._rules = rules
        self.jobs: list[Job]
        self.jobs, self._missing = find_jobs(paths, configs, stdin)
        free = complete or not sys.stdout.isatty()
        self._progress = Progress(sys.stderr, len(self.jobs), patience=2 if free else float("inf"))
        self.changes: Changes | None = None
        self.baseline: Baseline | None = None
        self.skipped: list[Skipped] = []
        self.found: Counter[Severity] = Counter()

    def results(self) -> Iterator[CheckedDraft | Skipped]:
        """Every draft; those that cannot be read are named on standard error too."""
        from attrib.engine import run
        from attrib.findings import Skipped

        for missing in self._missing:
            yield self.skip(missing)
        for done, result in enumerate(run(self.jobs, self._configs, rules=self._rules, changes=self.changes, baseline=self.baseline), 1):
            if isinstance(result, Skipped):
                yield self.skip(result)
            else:
                self._warn(result.analysis.document)
                self.found.update(finding.severity for finding in result.findings)
                yield result
            self._progress.show(done)
        self._progress.clear()

    def skip(self, skipped: Skipped) -> Skipped:
        """Leaves a draft out, and says why on standard error."""
        from attrib.findings import Skipped

        skipped = Skipped(skipped.path, skipped.reason.removeprefix(f"{skipped.path}: "))
        self.skipped.append(skipped)
        self._progress.clear()
        complain(f"{skipped.path}: {skipped.reason}")
        return skipped

    def _warn(self, document: Document) -> None:
        for warning in document.warnings:
            self._progress.clear()
            complain(f"{document.path}: warning: {warning}")

    def parts(self, write: Callable[[CheckedDraft], Part]) -> Iterator[Part | Skipped]:
        """Every draft as `write` puts it."""
        from attrib.findings import Skipped

        for result in self.results():
            if isinstance(result, Skipped):
                yield result
                continue
            try:
                yield write(result)
            except Exception as error:  # one draft's failure must not lose the others
                yield self.skip(Skipped(result.analysis.document.path, internal(error)))

    def texts(self, write: Callable[[CheckedDraft], str]) -> Iterator[str]:
        """Every draft that can be read as `write` puts it."""
        return (part for part in self.parts(write) if isinstance(part, str))

    def drafts(self) -> list[CheckedDraft]:
        """Every draft that can be read, once all are done."""
        from attrib.findings import Skipped

        return [result for result in self.results() if not isinstance(result, Skipped)]

    def status(self, fail_on: FailOn = FailOn.NEVER) -> ExitStatus:
        """The exit code: what could not be read outweighs what was found."""
        from attrib.findings import Severity

        if self.skipped:
            return ExitStatus.ERROR
        failing = fail_on is not FailOn.NEVER and any(s.rank >= Severity(fail_on.value).rank for s in self.found)
        return ExitStatus.FINDINGS if failing else ExitStatus.CLEAN
