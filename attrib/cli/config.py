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
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The root of the drafts' repository.")] = Path(),
    show: Annotated[bool, typer.Option("--print", help="Print the files instead of writing them.")] = False,
) -> None:
    """Write a configuration with every key explained, a pre-commit entry, a GitHub workflow and a GitLab job. What exists is left alone."""
    from attrib.config.show import template
    from attrib.init import starter_files

    for name, text in starter_files(template()).items():
        there = _configured_in(folder) if name == "attrib.toml" else folder / name
        if show:
            print_out([f"# {name}\n{text}\n"])
        elif there and there.exists():
            print_out([f"{there}: exists and is left alone; `attrib init --print` shows what to add\n"])
        else:
            _make_folder((folder / name).parent)
            write_file(folder / name, text)
            print_out([f"{folder / name}: written\n"])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder}: cannot be made: {error.strerror}")


def _configured_in(folder: Path) -> Path | None:
    """The file of a folder that configures attrib."""
    from attrib.config import FILE_NAMES, has_section

    there = (folder / name for name in FILE_NAMES)
    return next((file for file in there if file.is_file() and (file.name != "pyproject.toml" or has_section(file))), None)
