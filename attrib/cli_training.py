"""The commands that measure the labels and teach them: evaluate, annotate, train."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrib.confidence import UNSURE_BELOW
from attrib.console import complain, fail, progress, write
from attrib.errors import AttribError, ExitStatus

if TYPE_CHECKING:
    from attrib.model import Model

app = typer.Typer()
ModelOption = Annotated[Path | None, typer.Option("--model", metavar="PATH", help="A model made by `attrib train` instead of the shipped one.")]
UnsureOption = Annotated[
    float, typer.Option("--unsure-below", metavar="P", min=0, max=1, help="Confidence below which a label is shown as unsure, 0 to 1.")
]
Texts = Annotated[Path, typer.Option("--texts", metavar="DIR", help="The folder with the documents: DOC.txt (or .md …) for each `doc` of the gold rows.")]


class Output(StrEnum):
    TEXT = "text"
    JSON = "json"


def chosen_model(path: Path | None) -> Model:
    """The model at a path, or the shipped one. One that cannot be used ends the run."""
    from attrib.model import load_model, shipped_model

    try:
        return load_model(path) if path else shipped_model()
    except AttribError as error:
        fail(str(error))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold labels, one JSON object a line (docs/evaluate.md).")],
    texts: Texts,
    format: Annotated[Output, typer.Option("--format", help="Text for people, JSON for programs.")] = Output.TEXT,
    model: ModelOption = None,
    unsure_below: UnsureOption = UNSURE_BELOW,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="How many mistakes to show, most confident first.")] = 10,
) -> None:
    """Compare the labels with gold ones: figures, calibration, and the worst mistakes with their sentences."""
    from attrib.evaluation.evaluate import evaluate as compare
    from attrib.evaluation.gold import read_gold
    from attrib.reporters import evaluation as reporter

    judge = chosen_model(model)
    try:
        labelled = read_gold([gold], texts)
    except AttribError as error:
        fail(str(error))
    for problem in labelled.problems:
        complain(f"{problem.path}: {problem.reason}")
    if not labelled.scored:
        fail(f"{gold}: no labelled sentence to compare with")
    with progress() as watch:
        documents = watch(labelled.documents, "comparing", len(labelled.documents))
        result = compare(documents, judge, unsure_below=unsure_below, worst=errors)
    if format is Output.JSON:
        write(reporter.document(result, labelled.problems))
    else:
        write([reporter.text(result, width=min(shutil.get_terminal_size((100, 24)).columns, 120))])
    raise typer.Exit(ExitStatus.ERROR if labelled.problems else ExitStatus.CLEAN)
