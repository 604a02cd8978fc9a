"""`attrib baseline write` and `attrib baseline prune`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrib.cli.options import Paths, Settings, checking, make_configs
from attrib.cli.output import print_out
from attrib.cli.run import Run

BaselineFile = Annotated[Path, typer.Option("--baseline", metavar="FILE", help="The file that holds the known findings.")]
_DEFAULT = Path(".attrib-baseline.json")


@checking
def write(paths: Paths, settings: Settings, baseline: BaselineFile = _DEFAULT) -> None:
    """Write down every finding there is now, so that `attrib check --baseline` reports only new ones."""
    from attrib.baseline import baseline_of, folder_of, write_baseline

    run = Run(paths, make_configs(settings), None, rules=True, complete=True)
    known = baseline_of(folder_of(baseline), run.drafts())
    write_baseline(baseline, known)
    print_out([f"{baseline}: {known.total()} known\n"])
    raise typer.Exit(run.status())


@checking
def prune(paths: Paths, settings: Settings, baseline: BaselineFile = _DEFAULT) -> None:
    """Take out of the baseline what no longer occurs in these drafts, and drafts that are gone."""
    from attrib.baseline import read_baseline, write_baseline

    known = read_baseline(baseline)
    run = Run(paths, make_configs(settings), None, rules=True, complete=True)
    pruned = known.pruned(run.drafts())
    write_baseline(baseline, pruned)
    print_out([f"{baseline}: {pruned.total()} known, {known.total() - pruned.total()} taken out\n"])
    raise typer.Exit(run.status())
