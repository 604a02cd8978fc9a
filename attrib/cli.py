"""The command line. What a command needs is imported when it runs: `--version` and `--help` load no model."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from attrib import __version__
from attrib.errors import AttribError, ExitStatus

if TYPE_CHECKING:
    from attrib.analysis import Analysis
    from attrib.findings import CheckedDraft, Severity, Skipped

app = typer.Typer(
    help="Tells an editor who says so: the sources of a news draft, sentence by sentence.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class LabelFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Drafts, or folders of drafts; - reads standard input.")]
LabelFormatOption = Annotated[LabelFormat, typer.Option("--format", help="Text or an HTML page for people, JSON for programs.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, JSON for programs.")]
Publication = Annotated[
    list[str] | None, typer.Option("--publication", metavar="NAME", help="The draft's own outlet, whose own reporting is not second-hand. Repeatable.")
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call the draft on standard input; its suffix tells the format.")
]
ColourOption = Annotated[Colour, typer.Option("--color", help="auto: on a terminal, unless NO_COLOR is set.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="The lowest severity that makes the exit code 1.")]


Part = TypeVar("Part")
"""What a draft becomes in a format."""


@dataclass(slots=True)
class _Run:
    """One run over drafts: passes them on as they come and keeps the score."""

    paths: list[str]
    publication: tuple[str, ...]
    stdin: tuple[str, bytes] | None
    rules: bool
    drafts: int = 0
    skipped: int = 0
    found: Counter[Severity] = field(default_factory=Counter)

    def parts(self, write: Callable[[CheckedDraft], Part]) -> Iterator[Part | Skipped]:
        """Every draft as `write` puts it; those that cannot be read are named on standard error and passed on."""
        from attrib.engine import run
        from attrib.findings import Skipped

        for result in run(self.paths, self.publication, stdin=self.stdin, rules=self.rules):
            part = result if isinstance(result, Skipped) else self._written(result, write)
            if isinstance(part, Skipped):
                part = Skipped(part.path, part.reason.removeprefix(f"{part.path}: "))
                self.skipped += 1
                _complain(f"{part.path}: {part.reason}")
            yield part

    def _written(self, draft: CheckedDraft, write: Callable[[CheckedDraft], Part]) -> Part | Skipped:
        from attrib.findings import Skipped

        try:
            part = write(draft)
        except Exception as error:  # one draft's failure must not lose the others
            return Skipped(draft.analysis.document.path, _internal(error))
        self.drafts += 1
        self.found.update(f.severity for f in draft.findings)
        return part

    def texts(self, write: Callable[[CheckedDraft], str]) -> Iterator[str]:
        """Every draft that can be read as `write` puts it."""
        return (part for part in self.parts(write) if isinstance(part, str))

    def status(self, fail_on: FailOn = FailOn.NEVER) -> ExitStatus:
        """The exit code: what could not be read outweighs what was found."""
        from attrib.findings import Severity

        if self.skipped:
            return ExitStatus.ERROR
        failing = fail_on is not FailOn.NEVER and any(s.rank >= Severity(fail_on.value).rank for s in self.found)
        return ExitStatus.FINDINGS if failing else ExitStatus.CLEAN


def _run(paths: list[str], publication: list[str] | None, stdin_filename: str | None, *, rules: bool) -> _Run:
    if stdin_filename is not None and "-" not in paths:
        raise typer.BadParameter("--stdin-filename names the draft on standard input: give - as PATH too")
    stdin = (stdin_filename or "<stdin>", sys.stdin.buffer.read()) if "-" in paths else None
    return _Run(paths, tuple(publication or ()), stdin, rules)


@app.command()
def label(
    paths: Paths,
    format: LabelFormatOption = LabelFormat.TEXT,
    output: OutputOption = None,
    publication: Publication = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Show drafts sentence by sentence: named source (N), anonymous source (A), or none (·)."""
    _spare(paths, output)
    run = _run(paths, publication, stdin_filename, rules=format is not LabelFormat.TEXT)
    if format is LabelFormat.JSON:
        from attrib.reporters import json

        _write(json.stream(run.parts(json.draft)), output)
    elif format is LabelFormat.HTML:
        from attrib.reporters import html

        _write([html.page(run.parts(html.draft_view))], output)
    else:
        from attrib.reporters.label import reading_view

        width, colour = _width(), _colour(color) and output is None
        _write(_spaced(run.texts(lambda draft: reading_view(draft, width=width, colour=colour))), output)
    raise typer.Exit(run.status())


@app.command()
def sources(
    paths: Paths,
    format: FormatOption = Format.TEXT,
    publication: Publication = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """List who is quoted in drafts: how often, named or not, through whom."""
    run = _run(paths, publication, stdin_filename, rules=False)
    if format is Format.JSON:
        from attrib.reporters import json, voices

        _write(json.stream(run.parts(voices.draft)))
    else:
        from attrib.reporters.sources import table

        width, colour = _width(), _colour(color)
        _write(_spaced(run.texts(lambda draft: table(draft, width=width, colour=colour))))
    raise typer.Exit(run.status())


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier version; - reads standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version; - reads standard input.")],
    format: LabelFormatOption = LabelFormat.TEXT,
    output: OutputOption = None,
    publication: Publication = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Show how the sourcing changed between two versions of a draft: what lost or gained a source, became anonymous, came second-hand."""
    from attrib.diff import compare

    _spare([old, new], output)
    if old == new == "-":
        raise typer.BadParameter("only one of the two can be standard input")
    was, now = (_single(path, publication, stdin_filename if path == "-" or "-" not in (old, new) else None) for path in (old, new))
    changes = compare(was, now)
    if format is LabelFormat.JSON:
        from attrib.reporters.changes import document

        _write([document(changes)], output)
    elif format is LabelFormat.HTML:
        from attrib.reporters import html

        _write([html.comparison(changes)], output)
    else:
        from attrib.reporters.diff import comparison

        _write([comparison(changes, width=_width(), colour=_colour(color) and output is None)], output)


def _single(path: str, publication: list[str] | None, stdin_filename: str | None) -> Analysis:
    """The analysis of one draft; without it there is nothing to go on with."""
    from attrib.analysis import Analysis

    run = _run([path], publication, stdin_filename, rules=False)
    found = [part for part in run.parts(lambda draft: draft.analysis) if isinstance(part, Analysis)]
    if run.skipped:
        raise typer.Exit(ExitStatus.ERROR)
    if len(found) != 1:
        _fail(f"{path}: name one draft, not a folder of them")
    return found[0]


def _spare(paths: list[str], output: Path | None) -> None:
    """Refuses to write over a draft."""
    if output is not None and any(path != "-" and output.resolve() == Path(path).resolve() for path in paths):
        raise typer.BadParameter(f"--output {output} is one of the drafts")


@app.command()
def check(
    paths: Paths,
    format: FormatOption = Format.TEXT,
    publication: Publication = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
    fail_on: FailOnOption = FailOn.WARNING,
) -> None:
    """Check the sourcing of drafts. Exit code 0: nothing at or above --fail-on; 1: findings; 2: a draft could not be read."""
    from attrib.reporters import json
    from attrib.reporters.findings import listing, summary

    run = _run(paths, publication, stdin_filename, rules=True)
    if format is Format.JSON:
        _write(json.stream(run.parts(json.draft)))
    else:
        colour = _colour(color)
        _write(run.texts(lambda draft: listing(draft, colour=colour)))
        _write([summary(run.found, run.drafts)])
    raise typer.Exit(run.status(fail_on))


@app.command()
def rules() -> None:
    """List the rules."""
    from attrib.rules import RULES

    _write(f"{rule.code}  {rule.severity.value:7}  {rule.name}\n" for rule in RULES)


@app.command()
def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="Code or name of a rule.")]) -> None:
    """Say what a rule wants and why."""
    import textwrap

    from attrib.rules import closest_rule, find_rule

    found = find_rule(rule)
    if found is None:
        near = closest_rule(rule)
        hint = f"did you mean {near.name} ({near.code})?" if near else "`attrib rules` lists them all"
        _fail(f"there is no rule {rule!r}: {hint}")
    sections = [textwrap.fill(found.why, 80)]
    for title, example in (("Bad", found.bad), ("Good", found.good)):
        sections.append(f"{title}:\n" + textwrap.fill(example, 80, initial_indent="    ", subsequent_indent="    "))
    _write([f"{found.code} {found.name} ({found.severity.value})\n\n", "\n\n".join(sections), "\n"])


def _version(wanted: bool) -> None:
    if wanted:
        _write([f"attrib {__version__}\n"])
        raise typer.Exit


@app.callback()
def attrib(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    pass


def _spaced(texts: Iterable[str]) -> Iterator[str]:
    between = ""
    for text in texts:
        yield between + text
        between = "\n"


def _write(texts: Iterable[str], output: Path | None = None) -> None:
    """Writes to standard output as the texts come. A reader that goes away ends the run quietly. A file is written when all is there."""
    if output is not None:
        whole = "".join(texts)
        try:
            output.write_text(whole, encoding="utf-8", newline="\n")
        except OSError as error:
            _fail(f"{output}: cannot be written: {error.strerror}")
        return
    try:
        for text in texts:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; that must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitStatus.ERROR) from None


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 160)


def _colour(wanted: Colour) -> bool:
    if wanted is Colour.AUTO:
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted is Colour.ALWAYS


def _complain(message: str) -> None:
    from attrib.reporters.terminal import harmless

    sys.stderr.write(f"attrib: {harmless(message)}\n")


def _fail(message: str) -> NoReturn:
    _complain(message)
    raise typer.Exit(ExitStatus.ERROR)


def main() -> NoReturn:
    """The entry point `attrib`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="attrib")
    except AttribError as error:
        _complain(str(error))
    except Exception as error:
        _complain(_internal(error))
    sys.exit(ExitStatus.ERROR)


def _internal(error: Exception) -> str:
    """What to say of a fault of ours: where it is, and no word of the draft."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown place"
    return f"internal error ({type(error).__name__} at {place}): please report it; nothing of the draft is in this message"
