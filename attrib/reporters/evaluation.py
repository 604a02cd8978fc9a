"""An evaluation as tables for people and as JSON for programs. Both show the sentences of its mistakes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from attrib import __version__
from attrib.analysis import Label
from attrib.document import Span
from attrib.evaluation.evaluate import Evaluation, Mistake
from attrib.evaluation.groups import Group
from attrib.evaluation.scoring import MISSING, Figures
from attrib.findings import Skipped
from attrib.reporters.json import Json, encode, place
from attrib.reporters.terminal import counted, harmless, shown_source

VERSION = 1
"""Of the JSON format; goes up when a key changes its meaning or goes away."""
_LABELS = tuple(label.value for label in Label)
_NOTHING = "–"
"""Stands where there was nothing to count."""
Row = tuple[str, ...]


def text(evaluation: Evaluation, *, width: int = 100) -> str:
    """Tables, then the mistakes with their sentences, wrapped to `width` columns."""
    figures = evaluation.figures
    parts = [summary(figures), _by_label(figures), _confusion(figures), _reliability(evaluation)]
    parts += [by_group(name, groups) for name, groups in evaluation.breakdowns.items()]
    if evaluation.mistakes:
        parts.append("Most confident mistakes\n\n" + "\n\n".join(_mistake(m, width) for m in evaluation.mistakes))
    return "\n\n".join(parts) + "\n"


def summary(figures: Figures) -> str:
    """The figures of a whole set on one line."""
    chains = figures.chains
    return (
        f"sentences {figures.sentences}  accuracy {figures.accuracy:.3f}  macro-F1 {figures.macro_f1:.3f}  "
        f"chain F1 {chains.f1:.3f}  chain exact {chains.exact_share:.3f}  source {figures.source_accuracy:.3f}"
    )


def _by_label(figures: Figures) -> str:
    rows = [(name, str(r.gold), f"{r.precision:.3f}", f"{r.recall:.3f}", f"{r.f1:.3f}") for name, r in figures.labels.items()]
    return _table([("label", "gold", "P", "R", "F1"), *rows])


def _confusion(figures: Figures) -> str:
    found = [*_LABELS, *([MISSING] if any(label == MISSING for _, label in figures.confusion) else [])]
    rows = [(gold, *(str(figures.confusion.get((gold, label), 0)) for label in found)) for gold in _LABELS]
    return _table([("gold \\ found", *found), *rows])


def _reliability(evaluation: Evaluation) -> str:
    calibration, doubt = evaluation.calibration, evaluation.doubt
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.sentences), f"{b.confidence:.3f}", f"{b.accuracy:.3f}")
        for b in calibration.bins
        if b.confidence is not None and b.accuracy is not None
    ]
    table = _table([("confidence", "sentences", "mean", "right"), *rows])
    unsure = f"unsure (below {doubt.below:.2f}): {counted(doubt.sentences, 'sentence')}, right {_share(doubt.accuracy_below)}"
    return f"{table}\nexpected calibration error {calibration.error:.3f}\n{unsure}; others {_share(doubt.accuracy_above)}"


def by_group(name: str, groups: Sequence[Group]) -> str:
    """One line a group of sentences, F1 by label; a dash where a group has nothing of the kind, neither in gold nor found."""
    head = (name, "sentences", "accuracy", "macro-F1", *_LABELS, "chain F1", "source", "calibration")
    return _table([head, *(_group_row(g) for g in groups)])


def _group_row(group: Group) -> Row:
    figures, chains = group.figures, group.figures.chains
    labels = [f"{r.f1:.3f}" if r.gold or r.found else _NOTHING for r in figures.labels.values()]
    chain = f"{chains.f1:.3f}" if chains.tp or chains.fp or chains.fn else _NOTHING
    source = f"{figures.source_accuracy:.3f}" if figures.sources else _NOTHING
    return (
        harmless(group.name), str(figures.sentences), f"{figures.accuracy:.3f}", f"{figures.macro_f1:.3f}", *labels, chain, source,
        f"{group.calibration_error:.3f}",
    )  # fmt: skip


def _table(rows: Sequence[Row]) -> str:
    """Columns, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(f"{cell:{'<' if at == 0 else '>'}{widths[at]}}" for at, cell in enumerate(row)).rstrip() for row in rows)


def _mistake(mistake: Mistake, width: int) -> str:
    gold, found = mistake.judgement.gold, mistake.judgement.found
    document = mistake.analysis.document
    line, column = document.position(gold.start)
    sure = f" {found.confidence:.0%}" if found else ""
    head = f"{document.path}:{line}:{column}: gold {gold.label}, found {mistake.judgement.label}{sure}"
    lines = [harmless(head), *_indented(document.words(gold.start, gold.end), width)]
    lines += _indented(f"gold: {_who(gold.source, gold.chain)}", width)
    if found is not None:
        evidence = [f"“{mistake.analysis.text(found.cue)}”"] if found.cue else []
        evidence += [f"chain {found.chain.confidence:.0%}"] if found.chain else []
        evidence += [f"{s.name}: {s.reason}" for s in found.sources if s.reason]
        who = _who("; ".join(s.name for s in found.sources), mistake.judgement.links)
        lines += _indented(f"found: {who}" + (f" ({'; '.join(evidence)})" if evidence else ""), width)
    return "\n".join(lines)


def _who(source: str, chain: Sequence[str]) -> str:
    return " > ".join(chain) if chain else shown_source(source)


def _indented(line: str, width: int) -> list[str]:
    return textwrap.wrap(harmless(line), max(width, 20), initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False, break_long_words=False)


def _share(share: float | None) -> str:
    return _NOTHING if share is None else f"{share:.3f}"


def document(evaluation: Evaluation, problems: Sequence[Skipped]) -> Iterator[str]:
    """The JSON document, a line a key."""
    calibration, doubt = evaluation.calibration, evaluation.doubt
    whole: Json = {
        "version": VERSION,
        "tool": {"name": "attrib", "version": __version__},
        **_figures(evaluation.figures),
        "calibration": {
            "expected_error": calibration.error,
            "bins": [{"low": b.low, "high": b.high, "sentences": b.sentences, "confidence": b.confidence, "accuracy": b.accuracy} for b in calibration.bins],
        },
        "unsure": {"below": doubt.below, "sentences": doubt.sentences, "accuracy": doubt.accuracy_below, "accuracy_of_others": doubt.accuracy_above},
        "breakdowns": {
            name: [{"name": g.name, **_figures(g.figures), "expected_calibration_error": g.calibration_error} for g in groups]
            for name, groups in evaluation.breakdowns.items()
        },
        "mistakes": [_mistake_json(m) for m in evaluation.mistakes],
        "skipped": [{"path": p.path, "reason": p.reason} for p in problems],
    }
    between = "{"
    for key, value in whole.items():
        yield f"{between}{encode(key)}: {encode(value)}"
        between = ",\n "
    yield "}\n"


def _figures(figures: Figures) -> Mapping[str, object]:
    chains = figures.chains
    return {
        "sentences": figures.sentences,
        "accuracy": figures.accuracy,
        "macro_f1": figures.macro_f1,
        "labels": {
            name: {"precision": r.precision, "recall": r.recall, "f1": r.f1, "gold": r.gold, "found": r.found} for name, r in figures.labels.items()
        },
        "confusion": {f"{gold} -> {found}": count for (gold, found), count in figures.confusion.items()},
        "chain_f1": chains.f1,
        "chain_counts": {"tp": chains.tp, "fp": chains.fp, "fn": chains.fn, "exact": chains.exact, "carrier": chains.carrier},
        "chain_exact": chains.exact_share,
        "source_accuracy": figures.source_accuracy,
        "sources": figures.sources,
    }


def _mistake_json(mistake: Mistake) -> Json:
    gold, found = mistake.judgement.gold, mistake.judgement.found
    wrong = [name for name, is_wrong in (("label", mistake.label), ("chain", mistake.chain)) if is_wrong]
    answer: Json = {"label": mistake.judgement.label, "chain": list(mistake.judgement.links)}
    if found is not None:
        answer |= {
            "confidence": found.confidence,
            "chain_confidence": found.chain.confidence if found.chain else None,
            "cue": {**place(mistake.analysis, found.cue), "text": mistake.analysis.text(found.cue)} if found.cue else None,
            "sources": [
                {"name": s.name, "kind": s.kind.value, "identified": s.identified, "reason": s.reason, **_mention(s.mention)} for s in found.sources
            ],
        }
    return {
        "path": mistake.analysis.document.path,
        "doc": gold.doc,
        **place(mistake.analysis, Span(gold.start, gold.end)),
        "row": gold.place,
        "wrong": wrong,
        "confidence": mistake.confidence,
        "text": mistake.analysis.document.text[gold.start : gold.end],
        "gold": {"label": gold.label, "source": gold.source, "chain": list(gold.chain)},
        "found": answer,
    }


def _mention(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}
