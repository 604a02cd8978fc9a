"""Who is quoted in a draft: how often, named or not, through whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from attrib.analysis import Label, SourceKind
from attrib.findings import CheckedDraft
from attrib.reporters.json import encode
from attrib.reporters.terminal import Style, counted, harmless, painter, shown_source


@dataclass(slots=True)
class Voice:
    """A source of a draft with all its sentences."""

    name: str
    kind: SourceKind
    identified: bool
    line: int
    sentences: int = 0
    through: list[str] = field(default_factory=list)
    """Outlets and persons that passed its words on, first come first."""


def voices(draft: CheckedDraft) -> list[Voice]:
    """The sources of a draft, the most quoted first."""
    found: dict[str, Voice] = {}
    for sentence in draft.analysis.sentences:
        if sentence.label is Label.UNATTRIBUTED:
            continue
        line, _ = draft.analysis.document.position(sentence.start)
        links = sentence.chain.links if sentence.chain else ()
        for source in sentence.sources:
            voice = found.setdefault(source.name.casefold(), Voice(source.name, source.kind, source.identified, line))
            voice.sentences += 1
            voice.identified = voice.identified or source.identified
            if source.name in links[:1]:
                voice.through += [link for link in links[1:] if link not in voice.through]
    return sorted(found.values(), key=lambda v: (-v.sentences, v.line))


def draft(checked: CheckedDraft) -> str:
    """A draft's part of the JSON document."""
    analysis = checked.analysis
    rows = [
        {"name": v.name, "kind": v.kind.value, "identified": v.identified, "sentences": v.sentences, "line": v.line, "through": v.through}
        for v in voices(checked)
    ]  # fmt: skip
    return encode({"path": analysis.document.path, "publication": next(iter(analysis.publication), None), "sources": rows})


def table(checked: CheckedDraft, *, colour: bool = False) -> str:
    """A draft's sources in columns."""
    paint = painter(colour)
    found = voices(checked)
    rows = [("sentences", "line", "", "kind", "source"), *map(_row, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    head, *body = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    count = f"{counted(len(found), 'source')}, {sum(v.identified for v in found)} named"
    lines = [paint(harmless(checked.analysis.document.path), Style.HEAD), *([paint(head, Style.ASIDE)] if found else []), *body, count, ""]
    return "\n".join(lines)


def _row(voice: Voice) -> tuple[str, str, str, str, str]:
    name = shown_source(voice.name) + (f" (through {', '.join(voice.through)})" if voice.through else "")
    return (str(voice.sentences), str(voice.line), "named" if voice.identified else "anonymous", voice.kind.value, harmless(name))
