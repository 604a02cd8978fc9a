"""A model's labels against gold ones: figures, calibration, breakdowns and the worst errors with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.analysis import Analysis
from attrib.engine import analyze_draft
from attrib.evaluation.calibration import Calibration, Doubt, calibration, doubt
from attrib.evaluation.gold import GoldDocument
from attrib.evaluation.groups import Group, Placed, breakdowns, placed
from attrib.evaluation.scoring import Figures, Judgement, figures, judge
from attrib.model import Model


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence that was read wrong: its label, its chain, or both. `confidence` is how sure the wrong answer was."""

    judgement: Judgement
    analysis: Analysis
    label: bool
    chain: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything there is to say of a model on some gold labels."""

    figures: Figures
    calibration: Calibration
    doubt: Doubt
    breakdowns: Mapping[str, tuple[Group, ...]]
    mistakes: tuple[Mistake, ...]
    """Most confident first."""


def evaluate(documents: Iterable[GoldDocument], model: Model, *, unsure_below: float, worst: int) -> Evaluation:
    """Labels the documents and compares. `worst` is how many mistakes to keep."""
    sentences: list[Placed] = []
    mistakes: list[Mistake] = []
    for gold in documents:
        analysis = analyze_draft(gold.document, (gold.publication,) if gold.publication else (), model)
        judgements = judge(gold, analysis)
        sentences += placed(judgements, gold.document)
        mistakes += _mistakes(judgements, analysis)
    judgements = [p.judgement for p in sentences]
    mistakes.sort(key=lambda m: -m.confidence)
    return Evaluation(figures(judgements), calibration(judgements), doubt(judgements, unsure_below), breakdowns(sentences), tuple(mistakes[:worst]))


def _mistakes(judgements: Sequence[Judgement], analysis: Analysis) -> Iterable[Mistake]:
    for j in judgements:
        label, chain = not j.label_is_right, bool(j.gold.chain) != bool(j.links)
        if label or chain:
            yield Mistake(j, analysis, label, chain, _sureness(j, label))


def _sureness(judgement: Judgement, label: bool) -> float:
    """How sure the wrong answer was; of a chain or sentence that was missed nothing says, so 0."""
    found = judgement.found
    if found is None:
        return 0.0
    return found.confidence if label else found.chain.confidence if found.chain else 0.0
