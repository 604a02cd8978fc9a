"""`attrib evaluate`, `attrib annotate` and `attrib train`: measuring the labels and teaching them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrib.cli.options import Format, FormatOption, Settings, judging, make_configs, reading
from attrib.cli.output import complain, fail, print_out, terminal_width, watching
from attrib.cli.run import Run
from attrib.errors import ExitStatus
from attrib.training.base import Base, Target

Texts = Annotated[Path, typer.Option("--texts", metavar="DIR", help="The folder with the documents: DOC.txt (or .md …) for each `doc` of the gold rows.")]


@judging
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold labels, one JSON object a line (docs/evaluate.md).")],
    texts: Texts,
    settings: Settings,
    format: FormatOption = Format.TEXT,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="How many mistakes to show, most confident first.")] = 10,
) -> None:
    """Compare the labels with gold ones: figures, calibration, and the worst mistakes with their sentences."""
    from attrib.engine import model_of
    from attrib.evaluation.evaluate import evaluate as compare
    from attrib.evaluation.gold import read_gold
    from attrib.reporters import evaluation as reporter

    config = make_configs(settings).of(texts / gold.name)
    model = model_of(config)
    labelled = read_gold([gold], texts)
    for problem in labelled.problems:
        complain(f"{problem.path}: {problem.reason}")
    if not labelled.scored:
        fail(f"{gold}: no labelled sentence to compare with")
    with watching() as watch:
        documents = watch(labelled.documents, "comparing", len(labelled.documents))
        result = compare(documents, model, unsure_below=config.unsure_below, worst=errors)
    if format is Format.JSON:
        print_out(reporter.document(result, labelled.problems))
    else:
        print_out([reporter.text(result, width=terminal_width())])
    raise typer.Exit(ExitStatus.ERROR if labelled.problems else ExitStatus.CLEAN)


@reading
def annotate(
    paths: Annotated[list[str], typer.Argument(metavar="FILE", help="Drafts, or folders of drafts.")],
    settings: Settings,
    desk: Annotated[str, typer.Option("--desk", metavar="NAME", help="The drafts' desk; written into every row.")] = "",
    doubtful_first: Annotated[bool, typer.Option("--doubtful-first", help="Least confident sentences first, of all drafts together.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Add each sentence's words, for reading; evaluate and train do not look at them.")] = False,
) -> None:
    """Print drafts as gold rows with the tool's own guesses, to correct and give to evaluate and train."""
    from attrib.findings import Skipped
    from attrib.reporters import annotation
    from attrib.reporters.json import encode

    if "-" in paths:
        raise typer.BadParameter("a row names its document: save what comes from standard input to a file first")
    run = Run(paths, make_configs(settings), None, rules=False, complete=True)
    rows: list[dict[str, object]] = []
    named: set[str] = set()
    for draft in run.drafts():
        name = annotation.document_name(draft.analysis)
        if name in named:
            path = draft.analysis.document.path
            run.skip(Skipped(path, f"an earlier draft is called {name} too, and rows could not be told apart: rename one"))
            continue
        named.add(name)
        rows += annotation.rows(draft.analysis, desk=desk, text=text)
    if doubtful_first:
        rows.sort(key=lambda row: row["confidence"])  # type: ignore[arg-type,return-value]
    print_out(f"{encode(row)}\n" for row in rows)
    raise typer.Exit(run.status())


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
    target = Target.of(out)
    labelled = read_gold(gold, texts)
    for problem in labelled.problems:
        complain(f"{problem.path}: {problem.reason}")
    with watching() as watch:
        taught = teach(labelled.documents, base, shipped_model(), watch)
    data = taught.model.to_bytes()
    target.write(data, card(taught, base, labelled.documents, licence, data))
    print_out([f"{comparison_table(taught)}\n{target.model}: {len(data):,} bytes; {target.card} says what it is\n"])
    if base is Base.NONE and not taught.own_tagger:
        complain("too few sentences have their cue marked: cue and source words are found by the shipped sequence model")
    if fallen := worse(taught):
        complain(f"warning: worse than the shipped model on documents not learned from: {'; '.join(fallen)}")
    raise typer.Exit(ExitStatus.ERROR if labelled.problems else ExitStatus.CLEAN)
