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
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from attrib import __version__
from attrib.errors import AttribError, ExitStatus

if TYPE_CHECKING:
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
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, JSON for programs.")]
Publication = Annotated[
    list[str] | None, typer.Option("--publication", metavar="NAME", help="The draft's own outlet, whose own reporting is not second-hand. Repeatable.")
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call the draft on standard input; its suffix tells the format.")
]
ColourOption = Annotated[Colour, typer.Option("--color", help="auto: on a terminal, unless NO_COLOR is set.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="The lowest severity that makes the exit code 1.")]


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

    def parts(self, write: Callable[[CheckedDraft], str]) -> Iterator[str | Skipped]:
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

    def _written(self, draft: CheckedDraft, write: Callable[[CheckedDraft], str]) -> str | Skipped:
        from attrib.findings import Skipped

        try:
            text = write(draft)
        except Exception as error:  # one draft's failure must not lose the others
            return Skipped(draft.analysis.document.path, _internal(error))
        for warning in draft.analysis.document.warnings:
            _complain(f"{draft.analysis.document.path}: warning: {warning}")
        self.drafts += 1
        self.found.update(f.severity for f in draft.findings)
        return text

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
    format: FormatOption = Format.TEXT,
    publication: Publication = None,
    stdin_filename: StdinName = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Show drafts sentence by sentence: named source (N), anonymous source (A), or none (·)."""
    from attrib.reporters import json
    from attrib.reporters.label import reading_view

    run = _run(paths, publication, stdin_filename, rules=format is Format.JSON)
    if format is Format.JSON:
        _write(json.stream(run.parts(json.draft)))
    else:
        width, colour = min(shutil.get_terminal_size((100, 24)).columns, 120), _colour(color)
        _write(_spaced(run.texts(lambda draft: reading_view(draft, width=width, colour=colour))))
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
    from attrib.reporters import json
    from attrib.reporters import sources as reporter

    run = _run(paths, publication, stdin_filename, rules=False)
    if format is Format.JSON:
        _write(json.stream(run.parts(reporter.draft)))
    else:
        colour = _colour(color)
        _write(_spaced(run.texts(lambda draft: reporter.table(draft, colour=colour))))
    raise typer.Exit(run.status())


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


def _write(texts: Iterable[str]) -> None:
    """Writes to standard output as the texts come. A reader that goes away ends the run quietly."""
    try:
        for text in texts:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; that must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitStatus.ERROR) from None


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
