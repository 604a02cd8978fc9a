"""The model card that goes with a newsroom's own model. It holds counts and figures, and no word or name of any draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from attrib import __version__
from attrib.analysis import Label
from attrib.evaluation.calibration import calibration
from attrib.evaluation.gold import SKIP, GoldDocument, GoldSentence
from attrib.evaluation.groups import Placed, breakdowns
from attrib.evaluation.scoring import figures
from attrib.reporters.evaluation import by_group
from attrib.reporters.terminal import counted, harmless
from attrib.training.base import CARD_TITLE, Base
from attrib.training.newsroom import FOLDS, Taught

_START = {
    Base.SHIPPED: "on top of the model shipped with attrib {version}: the questions of the label and of the chain start from the shipped weights; "
    "cue and source words are found by the shipped sequence model. What the shipped model was trained on is in its own card.",
    Base.NONE: "with attrib {version} from the labels below alone.",
}
_SHIPPED_TAGGER = " Too few of them mark the cue, so cue and source words are found by the sequence model shipped with attrib."
_BREAKDOWNS = ("outlet", "desk")


def card(taught: Taught, base: Base, documents: Sequence[GoldDocument], licence: str, data: bytes) -> str:
    """The card of the model whose file holds `data`. `licence` says whose the texts and labels are and who may use them."""
    borrowed = _SHIPPED_TAGGER if base is Base.NONE and not taught.own_tagger else ""
    return "\n\n".join([
        CARD_TITLE,
        f"**What it is.** Trained {_START[base].format(version=__version__)}{borrowed} Arrays of numbers, feature names as 32-bit checksums, "
        f"no text and nothing executable. {len(data):,} bytes, SHA-256 `{sha256(data).hexdigest()}`.",
        "**What it is for.** Showing an editor who says what in an English news draft of the kinds below before it is published, and flagging sourcing to "
        "look at again. It does not check facts, and a label is no judgement of anybody's honesty. It is not made for profiling journalists or for "
        "finding out who an anonymous source is.",
        f"**Data.** {_data(documents)}",
        f"**Licences.** {harmless(licence) if licence else 'Not stated: whoever trained this model knows whose the texts and labels are.'}",
        f"**Figures**, over the same documents, each read by a model that learned from the other {FOLDS - 1} fifths of them:",
        _fenced(comparison_table(taught)),
        *_by_kind(taught.held_out),
        f"**Limits.**\n\n{_limits(documents, base)}",
    ]) + "\n"  # fmt: skip


def comparison(taught: Taught) -> dict[str, tuple[float, float]]:
    """Held-out figures as shipped and as taught, by name; higher is better in all of them."""
    before, after = (figures([p.judgement for p in side]) for side in (taught.shipped, taught.held_out))
    pairs = {"accuracy": (before.accuracy, after.accuracy), "macro-F1": (before.macro_f1, after.macro_f1)}
    pairs |= {f"{name} F1": (before.labels[name].f1, after.labels[name].f1) for name in after.labels}
    return pairs | {"chain F1": (before.chains.f1, after.chains.f1), "source": (before.source_accuracy, after.source_accuracy)}


def worse(taught: Taught) -> list[str]:
    """Which of the figures that were trained for fell, as a reader of three digits sees it."""
    pairs = comparison(taught)
    return [f"{name} {pairs[name][1]:.3f}, shipped {pairs[name][0]:.3f}" for name in ("macro-F1", "chain F1") if _fell(*pairs[name])]


def _fell(before: float, after: float) -> bool:
    return round(after, 3) < round(before, 3)


def comparison_table(taught: Taught) -> str:
    """The figures side by side."""
    rows = [f"{name:16}  {before:7.3f}  {after:10.3f}" for name, (before, after) in comparison(taught).items()]
    errors = [calibration([p.judgement for p in side]).error for side in (taught.shipped, taught.held_out)]
    return "\n".join([f"{'':16}  shipped  this model", *rows, f"{'calibration':16}  {errors[0]:7.3f}  {errors[1]:10.3f}  (expected error: lower is better)"])


def _by_kind(held_out: Sequence[Placed]) -> list[str]:
    groups = breakdowns(held_out)
    return [_fenced(by_group(name, groups[name])) for name in _BREAKDOWNS if name in groups]


def _fenced(table: str) -> str:
    return f"```text\n{table}\n```"


def _data(documents: Sequence[GoldDocument]) -> str:
    rows = _scored(documents)
    labels = Counter(row.label for row in rows)
    chains = sum(bool(row.chain) for row in rows)
    amounts = ", ".join(f"{labels[label.value]} {label.value}" for label in Label)
    text = f"{counted(len(documents), 'document')}, {counted(len(rows), 'sentence')} ({amounts}), {counted(chains, 'chain')}."
    for kind, names in (("Outlets", [d.publication for d in documents]), ("Desks", [_desk(d) for d in documents])):
        given = Counter(names)
        if set(given) != {""}:
            text += f" {kind} by documents: " + ", ".join(f"{harmless(name) or 'not given'} {count}" for name, count in sorted(given.items())) + "."
    return text


def _scored(documents: Sequence[GoldDocument]) -> list[GoldSentence]:
    return [row for document in documents for row in document.sentences if row.label != SKIP]


def _desk(document: GoldDocument) -> str:
    return next((row.desk for row in document.sentences if row.desk), "")


def _limits(documents: Sequence[GoldDocument], base: Base) -> str:
    limits = ["English only, and copy like the documents above; on other copy expect less, and confidence that is too sure."]
    counts = Counter(row.label for row in _scored(documents))
    limits += [f"Only {counts[label.value]} {label.value} sentences were there to learn from." for label in Label if counts[label.value] < 100]
    if sum(bool(row.chain) for row in _scored(documents)) < 50:
        limits.append("Few chains were there to learn from and to measure by.")
    if base is Base.SHIPPED:
        limits.append("If any of the documents was in the shipped model's training data, the shipped model's figures above are flattered.")
    limits.append("The figures move by a point or two with the documents that happen to be in the set.")
    return "\n".join(f"- {limit}" for limit in limits)
