"""Standard output and standard error of the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from attrib.errors import ExitStatus
from attrib.watch import Watch, quietly


def write(texts: Iterable[str]) -> None:
    """Writes to standard output as the texts come. A reader that goes away ends the run quietly."""
    try:
        for text in texts:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; that must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitStatus.ERROR) from None


def complain(message: str) -> None:
    """One problem on standard error."""
    from attrib.reporters.terminal import harmless

    sys.stderr.write(f"attrib: {harmless(message)}\n")


def fail(message: str) -> NoReturn:
    """Says why and ends the run."""
    complain(message)
    raise typer.Exit(ExitStatus.ERROR)


@contextmanager
def progress() -> Iterator[Watch]:
    """A progress bar on standard error where that is a terminal, and silence elsewhere. The bar goes away at the end."""
    if not sys.stderr.isatty():
        yield quietly
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda items, what, total: bar.track(items, total=total, description=what)
