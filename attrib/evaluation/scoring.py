"""Figures of labels, chains and sources against gold, by the counting rules of the gold standard's own scorer.

A gold sentence is judged by the found sentence that overlaps it most; sentences labelled `skip` are not scored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attrib.analysis import Analysis, Label, Sentence
from attrib.evaluation.gold import SKIP, GoldDocument, GoldSentence

MISSING = "missing"
"""What is found of a gold sentence that no found sentence overlaps."""
_NOISE = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "former", "us", "new"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A gold sentence beside what was found of it, None where nothing was."""

    gold: GoldSentence
    found: Sentence | None

    @property
    def label(self) -> str:
        """The label found."""
        return self.found.label.value if self.found else MISSING

    @property
    def links(self) -> tuple[str, ...]:
        """The chain found, empty for none."""
        return self.found.chain.links if self.found and self.found.chain else ()

    @property
    def label_is_right(self) -> bool:
        return self.label == self.gold.label


@dataclass(frozen=True, slots=True)
class Rates:
    """One label: precision, recall and F1 between 0 and 1; `gold` sentences have it, `found` sentences got it."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """Sentences whose chain was found, invented, missed; found with every link right; found with the last carrier right."""

    tp: int
    fp: int
    fn: int
    exact: int
    carrier: int

    @property
    def f1(self) -> float:
        return _f1(self.tp, self.fp, self.fn)

    @property
    def exact_share(self) -> float:
        """Share of the gold chains that were found link for link."""
        return self.exact / (self.tp + self.fn) if self.tp + self.fn else 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a set of sentences. `confusion` counts (gold label, found label)."""

    sentences: int
    accuracy: float
    macro_f1: float
    labels: Mapping[str, Rates]
    confusion: Mapping[tuple[str, str], int]
    chains: ChainCounts
    sources: int
    """Attributed sentences with the right label, whose source is therefore compared."""
    source_accuracy: float


def judge(gold: GoldDocument, analysis: Analysis) -> list[Judgement]:
    """Every scored sentence of a document with what was found of it."""
    judgements = []
    for row in gold.sentences:
        if row.label == SKIP:
            continue
        best = max(analysis.sentences, key=lambda s, row=row: _shared(s, row), default=None)  # type: ignore[misc]
        judgements.append(Judgement(row, best if best and _shared(best, row) > 0 else None))
    return judgements


def _shared(sentence: Sentence, row: GoldSentence) -> int:
    return min(sentence.end, row.end) - max(sentence.start, row.start)


def figures(judgements: Sequence[Judgement]) -> Figures:
    """The figures of some sentences. What there was nothing to count of is perfect, as the gold standard has it."""
    confusion = Counter((j.gold.label, j.label) for j in judgements)
    labels = {label.value: _rates(confusion, label.value) for label in Label}
    compared = [j for j in judgements if j.label_is_right and j.label != Label.UNATTRIBUTED and j.gold.source]
    right = sum(any(same_name(j.gold.source, s.name) for s in j.found.sources) for j in compared if j.found)
    total = len(judgements)
    return Figures(
        sentences=total,
        accuracy=sum(j.label_is_right for j in judgements) / total if total else 0.0,
        macro_f1=sum(rates.f1 for rates in labels.values()) / len(labels),
        labels=labels,
        confusion=dict(sorted(confusion.items())),
        chains=_chains(judgements),
        sources=len(compared),
        source_accuracy=right / len(compared) if compared else 1.0,
    )


def _rates(confusion: Mapping[tuple[str, str], int], name: str) -> Rates:
    tp = confusion.get((name, name), 0)
    gold = sum(n for (wanted, _), n in confusion.items() if wanted == name)
    found = sum(n for (_, got), n in confusion.items() if got == name)
    return Rates(tp / found if found else 0.0, tp / gold if gold else 0.0, _f1(tp, found - tp, gold - tp), gold, found)


def _chains(judgements: Sequence[Judgement]) -> ChainCounts:
    both = [(j.gold.chain, j.links) for j in judgements if j.gold.chain and j.links]
    return ChainCounts(
        tp=len(both),
        fp=sum(bool(j.links and not j.gold.chain) for j in judgements),
        fn=sum(bool(j.gold.chain and not j.links) for j in judgements),
        exact=sum(len(wanted) == len(found) and all(map(same_name, wanted, found)) for wanted, found in both),
        carrier=sum(same_name(wanted[-1], found[-1]) for wanted, found in both),
    )


def _f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0


def same_name(gold: str, found: str) -> bool:
    """Whether the words of one name contain the other's: Asadi and Ali al-Asadi."""
    wanted, got = _words(gold), _words(found)
    if not wanted or not got:
        return wanted == got
    return wanted <= got or got <= wanted


def _words(name: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", name.casefold()).replace(".", "")
    return set(re.findall(r"\w+", plain)) - _NOISE
