"""A newsroom's own labels to a model of its own, and what that model is worth on documents it has not seen.

On top of what ships, the three questions (attributed? identified? a carrier?) start from the shipped weights and move only as far as
the newsroom's labels pull them; the sequence model stays. From scratch, everything is learned from the newsroom's labels alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from attrib.analysis import Label
from attrib.classifier import LABELS
from attrib.document import Span
from attrib.engine import analyze_draft
from attrib.evaluation.gold import SKIP, GoldDocument
from attrib.evaluation.groups import Placed, placed
from attrib.evaluation.scoring import judge
from attrib.model import CarrierModel, LabelModel, Model
from attrib.page import page_of
from attrib.reading import Reading, first_reading
from attrib.sentence_features import attribution_features, origin_features
from attrib.sequence import Tagger
from attrib.training.base import Base, check_amount
from attrib.training.carriers import carrier_rows
from attrib.training.chances import Floats, joint_of
from attrib.training.corpus import Gold, LabelledStory, labelled
from attrib.training.tagger import train_on_spans
from attrib.training.towards import NOTHING, Rows, fit_towards, recalibrated, rescaled
from attrib.watch import T, Watch
from attrib.weights import FeatureWeights

FOLDS = 5
LEAST_SPANS = 300
"""Sentences with a marked cue below which a sequence model of one's own is not worth having."""
_ITERATIONS = 60
_BIASES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
_UNATTRIBUTED = LABELS.index(Label.UNATTRIBUTED)
_ANONYMOUS = LABELS.index(Label.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known before the newsroom's labels, and how much it counts against them."""

    attribution: FeatureWeights
    origin: FeatureWeights
    carriers: FeatureWeights
    strengths: tuple[float, float, float]
    calibration_strength: float
    anonymous_weight: float | None
    """None to choose it by the newsroom's labels."""
    threshold: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one document teaches: the rows of its labelled sentences for either question, their labels, and its possible carriers."""

    attribution: Rows
    origin: Rows
    labels: tuple[int, ...]
    carriers: Rows
    are_carriers: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """A model, and every labelled sentence as models that never saw its document read it: taught like this one, and as shipped."""

    model: Model
    own_tagger: bool
    held_out: tuple[Placed, ...]
    shipped: tuple[Placed, ...]


def teach(documents: Sequence[GoldDocument], base: Base, shipped: Model, watch: Watch) -> Taught:
    """A model of the newsroom's labels. The same documents give the same model, in whatever order they come.

    Raises `TrainingError` where there are too few.
    """
    check_amount([row.label for d in documents for row in d.sentences if row.label != SKIP], len(documents), base)
    ordered = sorted(documents, key=lambda d: sha256(d.name.encode()).hexdigest())
    stories = [_story(d) for d in watch(ordered, "taking apart", len(ordered))]
    own_tagger = base is Base.NONE and spans_in(documents) >= LEAST_SPANS
    steps: list[int | None] = [*range(FOLDS), None]
    if own_tagger:
        taggers = [train_on_spans(_outside(stories, fold), _ITERATIONS) for fold in watch(steps, "learning cues and sources", len(steps))]
    else:
        taggers = [shipped.tagger for _ in steps]
    prior = prior_of(shipped) if base is Base.SHIPPED else no_prior(shipped)
    numbered = watch(list(enumerate(stories)), "reading", len(stories))
    lessons = [lesson_of(story, first_reading(story.story, taggers[at % FOLDS].tag(story.story.tokens))) for at, story in numbered]
    models = [_model(tagger, _outside(lessons, fold), prior) for fold, tagger in watch(list(zip(steps, taggers, strict=True)), "learning", len(steps))]
    held_out: list[Placed] = []
    before: list[Placed] = []
    for at, document in watch(list(enumerate(ordered)), "trying out", len(ordered)):
        held_out += _read_by(models[at % FOLDS], document)
        before += _read_by(shipped, document)
    return Taught(models[-1], own_tagger, tuple(held_out), tuple(before))


def spans_in(documents: Sequence[GoldDocument]) -> int:
    """How many attributed sentences have their cue marked."""
    return sum(bool(row.cue) and row.label not in (SKIP, Label.UNATTRIBUTED) for d in documents for row in d.sentences)


def _outside(parts: Sequence[T], fold: int | None) -> list[T]:
    return [part for at, part in enumerate(parts) if at % FOLDS != fold]


def _story(document: GoldDocument) -> LabelledStory:
    page = page_of(document.document)
    golds = []
    for row in document.sentences:
        cue = tuple(map(page.on_page, row.cue)) if row.cue is not None else None
        place = page.on_page(Span(row.start, row.end))
        golds.append((place.start, place.end, Gold(row.label, row.source, row.chain, cue, page.on_page(row.mention) if row.mention else None)))
    return labelled(document.name, "newsroom", document.publication, page.shown, golds)


def prior_of(model: Model) -> Prior:
    """What a model knows, its calibration folded into its weights."""
    labels = model.labels
    return Prior(
        rescaled(labels.attribution, labels.attribution_scale, labels.attribution_shift),
        rescaled(labels.origin, labels.origin_scale, labels.origin_shift),
        model.carriers.weights,
        strengths=(15.0, 15.0, 15.0),
        calibration_strength=5.0,
        anonymous_weight=labels.anonymous_weight,
        threshold=model.carriers.threshold,
    )


def no_prior(model: Model) -> Prior:
    """Nothing but the scale of weights in general, as the shipped model was trained; the threshold is `model`'s."""
    return Prior(NOTHING, NOTHING, NOTHING, strengths=(2.5, 1.7, 1.7), calibration_strength=0.01, anonymous_weight=None, threshold=model.carriers.threshold)


def lesson_of(story: LabelledStory, reading: Reading) -> Lesson:
    """The rows of a story read by a tagger that has not learned from it."""
    numbers = [number for number, gold in enumerate(story.gold) if gold is not None]
    carriers = list(carrier_rows(story, reading))
    return Lesson(
        [attribution_features(story.story, reading, number) for number in numbers],
        [origin_features(story.story, reading, number) for number in numbers],
        tuple(LABELS.index(Label(gold.label)) for gold in story.gold if gold is not None),
        [row for row, _ in carriers],
        tuple(answer for _, answer in carriers),
    )


def _model(tagger: Tagger, lessons: Sequence[Lesson], prior: Prior) -> Model:
    """The three questions learned from some lessons; the calibration from scores of lessons held out in turn."""
    order = [at for fold in range(FOLDS) for at in range(fold, len(lessons), FOLDS)]
    scores = np.concatenate([_scores(_outside(lessons, fold), lessons[fold::FOLDS], prior) for fold in range(FOLDS)], axis=1)
    labels = np.array([label for at in order for label in lessons[at].labels])
    sourced = labels != _UNATTRIBUTED
    attribution = recalibrated(scores[0], (labels != _UNATTRIBUTED).tolist(), prior.calibration_strength)
    origin = recalibrated(scores[1][sourced], (labels[sourced] == _ANONYMOUS).tolist(), prior.calibration_strength)
    chances = joint_of(attribution[0] * scores[0] + attribution[1], origin[0] * scores[1] + origin[1])
    weight = prior.anonymous_weight or max(_BIASES, key=lambda w: _macro_f1(labels, chances, w))
    weights = _questions(lessons, prior)
    rows = [row for lesson in lessons for row in lesson.carriers]
    answers = [answer for lesson in lessons for answer in lesson.are_carriers]
    carriers = CarrierModel(fit_towards(rows, answers, prior.carriers, prior.strengths[2], least_count=2), prior.threshold)
    return Model(tagger, LabelModel(*weights, *attribution, *origin, weight), carriers)


def _questions(lessons: Sequence[Lesson], prior: Prior) -> tuple[FeatureWeights, FeatureWeights]:
    labels = [label for lesson in lessons for label in lesson.labels]
    first = [row for lesson in lessons for row in lesson.attribution]
    second = [row for lesson in lessons for row in lesson.origin]
    sourced = [at for at, label in enumerate(labels) if label != _UNATTRIBUTED]
    return (
        fit_towards(first, [label != _UNATTRIBUTED for label in labels], prior.attribution, prior.strengths[0]),
        fit_towards([second[at] for at in sourced], [labels[at] == _ANONYMOUS for at in sourced], prior.origin, prior.strengths[1]),
    )


def _scores(lessons: Sequence[Lesson], held_out: Sequence[Lesson], prior: Prior) -> Floats:
    """Log-odds of both questions for lessons held out."""
    attribution, origin = _questions(lessons, prior)
    first = [attribution.score(row) for lesson in held_out for row in lesson.attribution]
    second = [origin.score(row) for lesson in held_out for row in lesson.origin]
    return np.array([first, second])


def _macro_f1(labels: Floats, chances: Floats, anonymous_weight: float) -> float:
    chosen = (chances * np.array([1.0, anonymous_weight, 1.0])).argmax(axis=1)
    hits = [((chosen == n) & (labels == n)).sum() for n in range(len(LABELS))]
    return float(np.mean([2 * hit / max((chosen == n).sum() + (labels == n).sum(), 1) for n, hit in enumerate(hits)]))


def _read_by(model: Model, document: GoldDocument) -> list[Placed]:
    analysis = analyze_draft(document.document, (document.publication,) if document.publication else (), model)
    return placed(judge(document, analysis), document.document)
