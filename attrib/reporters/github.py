"""Workflow commands of GitHub Actions, shown beside the lines of a pull request; the step summary takes what GitHub leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.findings import CheckedDraft, Finding, Report, Severity, Skipped
from attrib.reporters.excerpts import Excerpts, account_of
from attrib.reporters.paths import relative_path
from attrib.reporters.terminal import counted, harmless

SHOWN = 10
"""Annotations of one level that GitHub shows of a step."""
_ROWS = 1000
"""Of the table in the step summary, which may hold 1 MiB."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>()#+!|~@&:.-]")


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    path: str
    line: int
    columns: tuple[int, int] | None
    """From, up to and without; None where it goes over several lines, for which GitHub takes no columns."""
    end_line: int
    title: str
    text: str


def report(run: Report, excerpts: Excerpts) -> str:
    """One command for each finding and each draft that was skipped."""
    return "".join(_command(a) + "\n" for a in _annotations(run, excerpts))


def overflow(run: Report, excerpts: Excerpts) -> str:
    """Markdown for the step summary: a table of what goes beyond the annotations that GitHub shows; empty where nothing does."""
    seen: Counter[str] = Counter()
    beyond = []
    for annotation in _annotations(run, excerpts):
        seen[annotation.level] += 1
        if seen[annotation.level] > SHOWN:
            beyond.append(annotation)
    if not beyond:
        return ""
    rows = [f"| {_markdown(f'{a.path}:{a.line}')} | {a.level} | {_markdown(a.title)} | {_markdown(a.text)} |" for a in beyond[:_ROWS]]
    more = [f"\n… and {len(beyond) - _ROWS} more: see the log."] if len(beyond) > _ROWS else []
    head = f"### attrib: {counted(len(beyond), 'finding')} beyond the annotations\n\n| place | level | rule | message |\n|---|---|---|---|"
    return "\n".join([head, *rows, *more]) + "\n"


def _annotations(run: Report, excerpts: Excerpts) -> Iterator[_Annotation]:
    for skipped in run.skipped:
        yield _of_skipped(skipped)
    for draft in run.drafts:
        for finding in draft.findings:
            yield _of_finding(draft, finding, excerpts)


def _of_finding(draft: CheckedDraft, finding: Finding, excerpts: Excerpts) -> _Annotation:
    document = draft.analysis.document
    (line, column), (end_line, end_column) = document.position(finding.span.start), document.position(finding.span.end)
    columns = (column, end_column) if line == end_line else None
    text = account_of(draft.analysis, finding, excerpts)
    return _Annotation(_LEVELS[finding.severity], _path(document.path), line, columns, end_line, f"{finding.code} {finding.rule}", text)


def _of_skipped(skipped: Skipped) -> _Annotation:
    return _Annotation("error", _path(skipped.path), 1, None, 1, "attrib: draft skipped", harmless(skipped.reason))


def _path(path: str) -> str:
    return harmless(relative_path(path))


def _command(annotation: _Annotation) -> str:
    properties = {"file": annotation.path, "line": str(annotation.line), "endLine": str(annotation.end_line)}
    if annotation.columns:
        properties |= {"col": str(annotation.columns[0]), "endColumn": str(annotation.columns[1])}
    properties["title"] = annotation.title
    return f"::{annotation.level} {','.join(f'{name}={_property(value)}' for name, value in properties.items())}::{_data(annotation.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _markdown(text: str) -> str:
    """Text for a cell of a table, in which a draft can neither mark up, link nor mention anybody."""
    return _MARKDOWN.sub(lambda mark: f"&#{ord(mark.group())};", text).replace("\n", "<br>")
