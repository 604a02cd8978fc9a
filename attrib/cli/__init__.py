"""The command line. What a command needs is imported when it runs: `--version` and `--help` load no model."""

from __future__ import annotations

import gc
import importlib
import io
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from attrib import __version__
from attrib.cli.output import complain, fail, internal, print_out
from attrib.errors import AttribError, ExitStatus

_COMMANDS = {
    "label": "drafts",
    "sources": "drafts",
    "diff": "drafts",
    "check": "drafts",
    "rules": "rules",
    "explain": "rules",
    "init": "config",
    "config show": "config",
    "baseline write": "baseline",
    "baseline prune": "baseline",
    "evaluate": "training",
    "annotate": "training",
    "train": "training",
}
"""The module of this package that has a command, and under its last word the function."""
_GROUPS = {"config": "Look at the configuration.", "baseline": "Keep the findings that were there before from being reported."}


class _Commands(TyperGroup):
    """Builds a command when it is asked for: to build the options of them all takes as long as everything else before a draft is read."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: dict[str, Any] = dict.fromkeys(command.split()[0] for command in _COMMANDS)
        self.commands.update(names)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AttribError as error:
            fail(str(error))

    def get_command(self, _ctx: Any, name: str) -> Any:
        if name not in self.commands:
            return None
        app = _plain_app(help=_GROUPS.get(name), add_completion=False)
        if name in _GROUPS:
            app.callback()(_nothing)
        for command, module in _COMMANDS.items():
            if command.split()[0] == name:
                app.command()(getattr(importlib.import_module(f"attrib.cli.{module}"), command.split()[-1]))
        return typer.main.get_command(app)


def _nothing() -> None:
    pass


def _plain_app(**more: Any) -> typer.Typer:
    return typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, pretty_exceptions_show_locals=False, **more
    )  # fmt: skip


app = _plain_app(cls=_Commands, help="Tells an editor who says so: the sources of a news draft, sentence by sentence.")


def _version(wanted: bool) -> None:
    if wanted:
        print_out([f"attrib {__version__}\n"])
        raise typer.Exit


@app.callback()
def attrib(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    pass


_ALLOCATIONS = 100_000
"""Objects after which the collector looks for cycles: what reads drafts leaves none, and looking takes a fifth of the time."""


def main() -> NoReturn:
    """The entry point `attrib`."""
    gc.set_threshold(_ALLOCATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="attrib")
    except Exception as error:
        complain(internal(error))
    sys.exit(ExitStatus.ERROR)
