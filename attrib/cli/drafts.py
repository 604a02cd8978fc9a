"""`attrib label`, `attrib sources`, `attrib diff` and `attrib check`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrib.cli.options import ColourOption, Format, FormatOption, Paths, Settings, StdinName, checking, make_configs, reading
from attrib.cli.output import Colour, fail, print_out, put_out, spaced, terminal_width, wants_colour, write_file
from attrib.cli.run import FailOn, Run
from attrib.errors import ExitStatus

if TYPE_CHECKING:
    from attrib.analysis import Analysis
    from attrib.baseline import Baseline
    from attrib.changes import Changes
    from attrib.config import Configs
    from attrib.reporters.formats import Reporter


class PageFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


PageFormatOption = Annotated[PageFormat, typer.Option("--format", help="Text or an HTML page for people, JSON for programs.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.")]


@reading
def label(
    paths: Paths,
    settings: Settings,
    format: PageFormatOption = PageFormat.TEXT,
    output: OutputOption = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Show drafts sentence by sentence: named source (N), anonymous source (A), or none (·)."""
    _spare(paths, [output])
    run = Run(paths, make_configs(settings), stdin_filename, rules=format is not PageFormat.TEXT, complete=output is not None)
    if format is PageFormat.JSON:
        from attrib.reporters import json

        put_out(json.stream(run.parts(json.draft)), output)
    elif format is PageFormat.HTML:
        from attrib.reporters import html

        put_out([html.page(run.parts(html.draft_view))], output)
    else:
        from attrib.reporters.label import reading_view

        width, colour = terminal_width(), wants_colour(color) and output is None
        put_out(spaced(run.texts(lambda draft: reading_view(draft, width=width, colour=colour))), output)
    raise typer.Exit(run.status())


@reading
def sources(
    paths: Paths,
    settings: Settings,
    format: FormatOption = Format.TEXT,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """List who is quoted in drafts: how often, named or not, through whom."""
    run = Run(paths, make_configs(settings), stdin_filename, rules=False, complete=False)
    if format is Format.JSON:
        from attrib.reporters import json, voices

        print_out(json.stream(run.parts(voices.draft)))
    else:
        from attrib.reporters.sources import table

        width, colour = terminal_width(), wants_colour(color)
        print_out(spaced(run.texts(lambda draft: table(draft, width=width, colour=colour))))
    raise typer.Exit(run.status())


@reading
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier version; - reads standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version; - reads standard input.")],
    settings: Settings,
    format: PageFormatOption = PageFormat.TEXT,
    output: OutputOption = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Show how the sourcing changed between two versions of a draft: what lost or gained a source, became anonymous, came second-hand."""
    from attrib.diff import compare

    _spare([old, new], [output])
    if old == new == "-":
        raise typer.BadParameter("only one of the two can be standard input")
    configs = make_configs(settings)
    was, now = (_single(path, configs, stdin_filename if path == "-" or "-" not in (old, new) else None) for path in (old, new))
    changes = compare(was, now)
    if format is PageFormat.JSON:
        from attrib.reporters.changes import document

        put_out([document(changes)], output)
    elif format is PageFormat.HTML:
        from attrib.reporters import html

        put_out([html.comparison(changes)], output)
    else:
        from attrib.reporters.diff import comparison

        put_out([comparison(changes, width=terminal_width(), colour=wants_colour(color) and output is None)], output)


def _single(path: str, configs: Configs, stdin_filename: str | None) -> Analysis:
    """The analysis of one draft; without it there is nothing to go on with."""
    run = Run([path], configs, stdin_filename, rules=False, complete=True)
    drafts = run.drafts()
    if run.skipped:
        raise typer.Exit(ExitStatus.ERROR)
    if len(drafts) != 1:
        fail(f"{path}: name one draft, not a folder of them")
    return drafts[0].analysis


def _spare(paths: Iterable[str], outputs: Iterable[Path | None]) -> None:
    """Refuses to write over a draft."""
    drafts = {Path(path).resolve() for path in paths if path != "-"}
    for output in outputs:
        if output and output.resolve() in drafts:
            raise typer.BadParameter(f"--output {output} is one of the drafts")


@checking
def check(
    paths: Paths,
    settings: Settings,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="How to print the findings: full, concise, json, sarif, github, gitlab, junit.")
    ] = "full",
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output", "-o", metavar="[FORMAT=]FILE", help="Write a file instead of printing; with FORMAT=, write it besides. Repeatable: -o json=report.json."
        ),
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Quote nothing of the drafts.")] = False,
    excerpts: Annotated[bool, typer.Option("--excerpts", help="Quote whole sentences, where a report leaves the building.")] = False,
    color: ColourOption = Colour.AUTO,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="The lowest severity that makes the exit code 1.")] = FailOn.WARNING,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found. What cannot be read still makes it 2.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Report only what speaks of lines changed since this git revision.")
    ] = None,
    changed_lines: Annotated[
        Path | None,
        typer.Option("--changed-lines", metavar="FILE", help="Report only what speaks of these lines: a unified diff, or lines of path:from-to."),
    ] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Do not report the findings that this file knows.")] = None,
    stdin_filename: StdinName = None,
) -> None:
    """Check the sourcing of drafts.

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: a draft could not be read, or a mistake in usage or configuration.
    """
    from attrib.findings import Report
    from attrib.reporters import json
    from attrib.reporters.formats import COLOURED, FORMATS, Excerpts

    to_print, to_write = _outputs(format, output or [], FORMATS)
    if redact and excerpts:
        raise typer.BadParameter("--redact and --excerpts contradict each other")
    _spare(paths, (path for _, path in to_write))
    known = _baseline(baseline)
    run = Run(paths, make_configs(settings), stdin_filename, rules=True, complete=True)
    run.baseline = known
    run.changes = _changes(run, since, changed_lines)
    if to_print == "json" and not to_write:  # as the drafts come, so that an archive need not fit in memory
        print_out(json.stream(run.parts(json.draft)))
        raise typer.Exit(run.status(FailOn.NEVER if exit_zero else fail_on))
    report = Report(tuple(run.drafts()), tuple(run.skipped))
    quoting = Excerpts.NONE if redact else Excerpts.SENTENCE if excerpts else Excerpts.MATCH
    for name, path in to_write:
        write_file(path, FORMATS[name](report, quoting))
    if to_print == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        from attrib.reporters import github

        write_file(Path(summary), github.overflow(report, quoting), append=True)
    if to_print:
        reporters = {**FORMATS, **COLOURED} if wants_colour(color) else FORMATS
        print_out([reporters[to_print](report, quoting)])
    raise typer.Exit(run.status(FailOn.NEVER if exit_zero else fail_on))


def _baseline(file: Path | None) -> Baseline | None:
    if file is None:
        return None
    from attrib.baseline import read_baseline

    return read_baseline(file)


def _changes(run: Run, revision: str | None, file: Path | None) -> Changes | None:
    if revision is None and file is None:
        return None
    from attrib.changes import read_changes, since

    if revision and file:
        raise typer.BadParameter("--since and --changed-lines contradict each other")
    if revision:
        if any(job.data is not None for job in run.jobs):
            raise typer.BadParameter("--since compares files, and standard input is none: give --changed-lines")
        return since(revision, [Path(job.path) for job in run.jobs])
    return read_changes(file) if file else None


def _outputs(format: str, outputs: list[str], formats: Mapping[str, Reporter]) -> tuple[str | None, list[tuple[str, Path]]]:
    """The format to print, if any, and the formats to write with their files."""
    known = ", ".join(formats)
    if format not in formats:
        raise typer.BadParameter(f"--format: {format!r} is none of {known}")
    split = [output.partition("=") for output in outputs]
    paired = [(name, Path(path)) for name, mark, path in split if mark and name in formats and path]
    bare = [Path(name) for name, mark, _ in split if not mark]
    if len(paired) + len(bare) < len(split) or len(bare) > 1:
        raise typer.BadParameter(f"--output: write FORMAT=FILE, with FORMAT one of {known}; one file may go without, for --format")
    return (None if bare else format), [*((format, path) for path in bare), *paired]
