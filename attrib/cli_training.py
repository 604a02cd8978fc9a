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
from attrib.training.base import Base, Target

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


@app.command()
def annotate(
    paths: Annotated[list[str], typer.Argument(metavar="FILE", help="Drafts, or folders of drafts.")],
    publication: Annotated[str, typer.Option("--publication", metavar="NAME", help="The drafts' own outlet; written into every row.")] = "",
    desk: Annotated[str, typer.Option("--desk", metavar="NAME", help="The drafts' desk; written into every row.")] = "",
    doubtful_first: Annotated[bool, typer.Option("--doubtful-first", help="Least confident sentences first, of all drafts together.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Add each sentence's words, for reading; evaluate and train do not look at them.")] = False,
    model: ModelOption = None,
) -> None:
    """Print drafts as gold rows with the tool's own guesses, to correct and give to evaluate and train."""
    from attrib.engine import run
    from attrib.findings import Skipped
    from attrib.reporters import annotation
    from attrib.reporters.json import encode

    if "-" in paths:
        raise typer.BadParameter("a row names its document: save what comes from standard input to a file first")
    rows: list[dict[str, object]] = []
    named: set[str] = set()
    skipped = False
    for result in run(paths, (publication,) if publication else (), rules=False, model=chosen_model(model)):
        if not isinstance(result, Skipped) and (name := annotation.document_name(result.analysis)) in named:
            result = Skipped(result.analysis.document.path, f"an earlier draft is called {name} too, and rows could not be told apart: rename one")
        if isinstance(result, Skipped):
            skipped = True
            complain(f"{result.path}: {result.reason}")
            continue
        named.add(name)
        rows += annotation.rows(result.analysis, desk=desk, text=text)
    if doubtful_first:
        rows.sort(key=lambda row: row["confidence"])  # type: ignore[arg-type,return-value]
    write(f"{encode(row)}\n" for row in rows)
    raise typer.Exit(ExitStatus.ERROR if skipped else ExitStatus.CLEAN)


@app.command()
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Your own labels, one JSON object a line (docs/training.md).")],
    texts: Texts,
    base: Annotated[Base, typer.Option("--base", help="What to start from: what ships, or nothing but your labels.")] = Base.SHIPPED,
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="Where the model goes; MODEL_CARD.md is written beside it.")] = Path("attrib-model.npz"),
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT", help="Whose the texts and labels are, for the model card.")] = "",
) -> None:
    """Learn from your own labels, on top of what ships or from scratch, and say whether that helped."""
    from attrib.evaluation.gold import read_gold
    from attrib.model import shipped_model

    try:
        from attrib.training.card import card, comparison_table, worse
        from attrib.training.newsroom import teach
    except ModuleNotFoundError as error:
        fail(f"training needs more than labelling does ({error.name} is missing): install attrib with its train extra, pip install 'attrib[train]'")
    try:
        target = Target.of(out)
        labelled = read_gold(gold, texts)
        for problem in labelled.problems:
            complain(f"{problem.path}: {problem.reason}")
        with progress() as watch:
            taught = teach(labelled.documents, base, shipped_model(), watch)
        data = taught.model.to_bytes()
        target.write(data, card(taught, base, labelled.documents, licence, data))
    except AttribError as error:
        fail(str(error))
    write([f"{comparison_table(taught)}\n{target.model}: {len(data):,} bytes; {target.card} says what it is\n"])
    if base is Base.NONE and not taught.own_tagger:
        complain("too few sentences have their cue marked: cue and source words are found by the shipped sequence model")
    if fallen := worse(taught):
        complain(f"warning: worse than the shipped model on documents not learned from: {'; '.join(fallen)}")
    raise typer.Exit(ExitStatus.ERROR if labelled.problems else ExitStatus.CLEAN)
