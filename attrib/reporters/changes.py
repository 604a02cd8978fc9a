"""What every format says of two versions of a draft, and the JSON document of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from attrib import __version__
from attrib.analysis import Analysis, Label, Sentence
from attrib.diff import Change, Changes, Kind
from attrib.reporters.json import VERSION, Json, encode, label_totals, sentence_of
from attrib.reporters.pieces import shown
from attrib.reporters.terminal import counted, shown_source

TOLD = {
    Kind.LOST_SOURCE: "lost its source",
    Kind.BECAME_ANONYMOUS: "became anonymous",
    Kind.CHAIN_APPEARED: "now second-hand",
    Kind.CHAIN_CHANGED: "another chain",
    Kind.CHAIN_GONE: "no longer second-hand",
    Kind.SOURCE_CHANGED: "another source",
    Kind.BECAME_NAMED: "became named",
    Kind.GAINED_SOURCE: "gained a source",
    Kind.ADDED: "added",
    Kind.REMOVED: "removed",
}
WORSE = frozenset({Kind.LOST_SOURCE, Kind.BECAME_ANONYMOUS, Kind.CHAIN_APPEARED})
BETTER = frozenset({Kind.GAINED_SOURCE, Kind.BECAME_NAMED, Kind.CHAIN_GONE})

_TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence in one version. `runs` are its words, each with whether the other version has them too; `who` says so."""

    label: Label
    confidence: float
    line: str
    runs: tuple[tuple[str, bool], ...]
    who: str


def sides(changes: Changes, change: Change) -> tuple[Side | None, Side | None]:
    """A changed sentence as it was and as it is."""
    was = _TOKEN.findall(shown(changes.old, change.old)) if change.old else []
    now = _TOKEN.findall(shown(changes.new, change.new)) if change.new else []
    return _side(changes.old, change.old, was, now), _side(changes.new, change.new, now, was)


def _side(analysis: Analysis, sentence: Sentence | None, own: Sequence[str], other: Sequence[str]) -> Side | None:
    if sentence is None:
        return None
    line, _ = analysis.document.position(sentence.start)
    opcodes = SequenceMatcher(None, own, other, autojunk=False).get_opcodes() if other else [("equal", 0, len(own), 0, 0)]
    runs = tuple(("".join(own[a:b]), tag == "equal") for tag, a, b, _, _ in opcodes if a < b)
    return Side(sentence.label, sentence.confidence, f"{analysis.document.numbering.unit} {line}", runs, _who(sentence))


def _who(sentence: Sentence) -> str:
    if sentence.label is Label.UNATTRIBUTED:
        return "nobody says so"
    links = sentence.chain.links if sentence.chain else ()
    names = [shown_source(source.name) for source in sentence.sources if source.name not in links]
    return "; ".join([*names, " > ".join(links)] if links else names)


def summary(changes: Changes) -> str:
    """What changed, in one line."""
    counts = [f"{changes.count(kind)} {TOLD[kind]}" for kind in Kind if changes.count(kind)]
    return f"{counted(len(changes.changes), 'change')}: {', '.join(counts)}" if counts else "no change in sourcing"


def totals(changes: Changes) -> list[tuple[str, int, int]]:
    """How many sentences of each sort there were, and are now."""
    was, now = label_totals(changes.old), label_totals(changes.new)
    return [("second-hand" if key == "chains" else key, was[key], now[key]) for key in was]


def document(changes: Changes) -> str:
    """The JSON document of a comparison."""
    return encode({
        "version": VERSION,
        "tool": {"name": "attrib", "version": __version__},
        "old": {"path": changes.old.document.path, "totals": label_totals(changes.old)},
        "new": {"path": changes.new.document.path, "totals": label_totals(changes.new)},
        "changes": [_change(changes, change) for change in changes.changes],
        "sources_gone": list(changes.sources_gone),
        "sources_new": list(changes.sources_new),
    }) + "\n"  # fmt: skip


def _change(changes: Changes, change: Change) -> Json:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "old": sentence_of(changes.old, change.old) if change.old else None,
        "new": sentence_of(changes.new, change.new) if change.new else None,
    }
