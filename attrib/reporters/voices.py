"""Who is quoted in a draft: how often, named or not, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from attrib.analysis import Analysis, Label, SourceKind
from attrib.findings import CheckedDraft
from attrib.reporters.json import encode

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of a draft. `sentences` are the numbers of those that rest on it, in order; `line` is where the first stands."""

    name: str
    kind: SourceKind
    identified: bool
    line: int
    sentences: tuple[int, ...]
    through: tuple[str, ...]
    """Outlets and persons that passed its words on, first come first."""


def voices(analysis: Analysis) -> list[Voice]:
    """The sources of a draft, the most quoted first."""
    found: dict[str, Voice] = {}
    for number, sentence in enumerate(analysis.sentences):
        if sentence.label is Label.UNATTRIBUTED:
            continue
        links = sentence.chain.links if sentence.chain else ()
        for source in sentence.sources:
            key = source.name.casefold()
            line, _ = analysis.document.position(sentence.start)
            old = found.get(key) or Voice(source.name, source.kind, False, line, (), ())
            through = links[1:] if source.name in links[:1] else ()
            found[key] = Voice(
                old.name, old.kind, old.identified or source.identified, old.line,
                _joined(old.sentences, (number,)), _joined(old.through, through),
            )  # fmt: skip
    return sorted(found.values(), key=lambda v: (-len(v.sentences), v.line))


def _joined(old: tuple[_T, ...], new: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(old + new))


def draft(checked: CheckedDraft) -> str:
    """A draft's part of the JSON document."""
    analysis = checked.analysis
    rows = [
        {"name": v.name, "kind": v.kind.value, "identified": v.identified, "sentences": len(v.sentences), "line": v.line, "through": list(v.through)}
        for v in voices(analysis)
    ]  # fmt: skip
    return encode({"path": analysis.document.path, "publication": next(iter(analysis.publication), None), "sources": rows})
