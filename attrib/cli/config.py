"""`attrib config show` and `attrib init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrib.cli.options import Settings, checking, make_configs
from attrib.cli.output import fail, print_out, write_file


@checking
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A draft, or where one will be.")],
    settings: Settings,
) -> None:
    """Print the configuration that counts for a draft as TOML, with where each value came from."""
    from attrib.config.show import shown

    print_out([shown(make_configs(settings).of(file), file)])


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it.")] = Path(),
) -> None:
    """Write a configuration with every key explained."""
    from attrib.config import FILE_NAMES, has_section
    from attrib.config.show import template

    for name in FILE_NAMES:
        there = folder / name
        if there.is_file() and (name != "pyproject.toml" or has_section(there)):
            fail(f"{there}: attrib is configured here already: change it, or take it away first")
    write_file(folder / "attrib.toml", template())
    print_out([f"wrote {folder / 'attrib.toml'}\n"])
