"""Where the words of a run go: results to standard output or files, everything else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from attrib.errors import AttribError, ExitStatus
from attrib.watch import Watch, quietly


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def wants_colour(wanted: Colour) -> bool:
    """Whether standard output gets colours."""
    if wanted is Colour.AUTO:
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted is Colour.ALWAYS


def spaced(texts: Iterable[str]) -> Iterator[str]:
    """The texts with an empty line between them."""
    between = ""
    for text in texts:
        yield between + text
        between = "\n"


def print_out(texts: Iterable[str]) -> None:
    """Writes to standard output as the texts come. A reader that goes away ends the run quietly."""
    try:
        for text in texts:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; that must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitStatus.ERROR) from None


def put_out(texts: Iterable[str], output: Path | None) -> None:
    """Writes to a file when all is there, or to standard output as the texts come."""
    if output is None:
        print_out(texts)
    else:
        write_file(output, "".join(texts))


def write_file(path: Path, text: str, *, append: bool = False) -> None:
    """Writes a report to a file, or behind what is there. Raises `AttribError`."""
    try:
        with path.open("a" if append else "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise AttribError(f"{path}: cannot be written: {error.strerror}") from None


def complain(message: str) -> None:
    """Says on standard error what is wrong, one line for each thing."""
    from attrib.reporters.terminal import harmless

    for line in message.split("\n"):
        sys.stderr.write(f"attrib: {harmless(line)}\n")


def fail(message: str) -> NoReturn:
    """Ends the command with a complaint."""
    complain(message)
    raise typer.Exit(ExitStatus.ERROR)


def internal(error: Exception) -> str:
    """What to say of a fault of ours: where it is, and no word of the draft."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown place"
    return f"internal error ({type(error).__name__} at {place}): please report it; nothing of the draft is in this message"


def terminal_width() -> int:
    """The columns to lay text out in."""
    return min(shutil.get_terminal_size((100, 24)).columns, 160)


@contextmanager
def watching() -> Iterator[Watch]:
    """A progress bar on standard error where that is a terminal, and silence elsewhere. The bar goes away at the end."""
    if not sys.stderr.isatty():
        yield quietly
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda items, what, total: bar.track(items, total=total, description=what)


class Progress:
    """How far a run is, on one line of a terminal, once the run has lasted `patience` seconds."""

    def __init__(self, stream: TextIO, total: int, *, patience: float = 2.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._total = total
        self._clock = clock
        self._due = clock() + patience if stream.isatty() else float("inf")
        self._shown = ""

    def show(self, done: int) -> None:
        """Says that so many drafts are done."""
        if self._clock() >= self._due:
            self._put(f"{done}/{self._total} drafts")

    def clear(self) -> None:
        """Takes the line away, so that other words can be written."""
        if self._shown:
            self._put("")

    def _put(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(len(self._shown)) + ("" if text else "\r"))
        self._stream.flush()
        self._shown = text
