"""What the page shows of a draft: frozen values with every decision taken, so that the template only writes them down."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from attrib.analysis import Analysis, Label, Sentence, Source
from attrib.document import Block, BlockKind, Document
from attrib.findings import CheckedDraft, Finding, Related
from attrib.reporters.graph import Picture, draw, routes
from attrib.reporters.html.table import Row, source_table
from attrib.reporters.json import totals
from attrib.reporters.pieces import Piece, pieces
from attrib.reporters.voices import voices
from attrib.rules import find_rule

_WIDTH = 1000
_MOST_ROOM = 6
"""As far as the style sheet has classes for it."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence in its place. `keys` are the filters it passes."""

    number: int
    label: Label
    confidence: float
    unsure: bool
    pieces: tuple[Piece, ...]
    sources: tuple[Source, ...]
    cue: str
    chain: tuple[str, ...]
    chain_confidence: float
    keys: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a finding speaks of: its line (or paragraph), and the sentence that holds it, if one does."""

    message: str
    line: str
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in the margin, with its rule's reason; muted where a note in the draft suppresses it."""

    number: int
    finding: Finding
    why: str
    place: Place
    related: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, heading … with the notes beside it. Parts are sentences, and what stands outside of them.

    `room` is how many blocks the notes may run down along before the next notes begin.
    """

    kind: BlockKind
    parts: tuple[SentenceView | str, ...]
    notes: tuple[Note, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in the bar along the story's length, as wide as it has letters."""

    number: int
    label: Label
    second_hand: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as the page shows it."""

    path: str
    publication: str
    totals: Mapping[str, int]
    blocks: tuple[BlockView, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    thirds: tuple[Mapping[Label, int], ...]
    picture: Picture


def draft_view(checked: CheckedDraft) -> DraftView:
    """Everything the page shows of a draft."""
    analysis = checked.analysis
    picture = draw(routes(analysis))
    rows = source_table(analysis, voices(analysis))
    notes = tuple(_notes(checked))
    keys = _keys(analysis, rows, picture)
    sentences = [_sentence(analysis, number, sentence, keys[number], notes) for number, sentence in enumerate(analysis.sentences)]
    cells = tuple(_cells(analysis))
    return DraftView(
        analysis.document.path, next(iter(analysis.publication), ""), totals(checked), tuple(_blocks(analysis, sentences, notes)),
        rows, cells, _thirds(cells), picture,
    )  # fmt: skip


def _keys(analysis: Analysis, rows: tuple[Row, ...], picture: Picture) -> list[tuple[str, ...]]:
    members = {row.key: row.sentences for row in rows}
    members |= {f"node{i}": node.sentences for i, node in enumerate(picture.nodes)}
    members |= {f"edge{i}": edge.sentences for i, edge in enumerate(picture.edges)}
    found: list[list[str]] = [[] for _ in analysis.sentences]
    for key, numbers in members.items():
        for number in numbers:
            found[number].append(key)
    return [tuple(keys) for keys in found]


def _sentence(analysis: Analysis, number: int, sentence: Sentence, keys: tuple[str, ...], notes: tuple[Note, ...]) -> SentenceView:
    chain = sentence.chain
    return SentenceView(
        number, sentence.label, sentence.confidence, analysis.is_unsure(sentence), pieces(analysis, sentence), sentence.sources,
        analysis.text(sentence.cue) if sentence.cue else "", chain.links if chain else (), chain.confidence if chain else 0.0,
        keys, tuple(note.number for note in notes if note.place.sentence == number),
    )  # fmt: skip


def _notes(checked: CheckedDraft) -> Iterator[Note]:
    analysis = checked.analysis
    for number, finding in enumerate(sorted((*checked.findings, *checked.suppressed), key=lambda f: (f.span, f.code)), start=1):
        rule = find_rule(finding.code)
        place, *related = (_place(analysis, where) for where in (Related(finding.span, finding.message), *finding.related))
        yield Note(number, finding, rule.why if rule else "", place, tuple(related))


def _place(analysis: Analysis, where: Related) -> Place:
    line, _ = analysis.document.position(where.span.start)
    number = bisect_right(analysis.sentences, where.span.start, key=lambda s: s.start) - 1
    held = number >= 0 and where.span.start < analysis.sentences[number].end
    return Place(where.message, f"{analysis.document.numbering.unit} {line}", number if held else None)


def _blocks(analysis: Analysis, sentences: list[SentenceView], notes: tuple[Note, ...]) -> Iterator[BlockView]:
    """The draft's blocks; a note stands beside the last block that begins before it."""
    blocks = analysis.document.blocks
    beside = [max(bisect_right(blocks, note.finding.span.start, key=lambda b: b.start) - 1, 0) for note in notes]
    inside: dict[int, list[SentenceView]] = {}
    for view in sentences:
        inside.setdefault(analysis.sentences[view.number].block, []).append(view)
    for number, block in enumerate(blocks):
        parts = tuple(_parts(analysis, block, inside.get(number, [])))
        here = tuple(note for note, at in zip(notes, beside, strict=True) if at == number)
        room = min((at for at in beside if at > number), default=len(blocks)) - number
        yield BlockView(block.kind, parts, here, min(room, _MOST_ROOM))


def _parts(analysis: Analysis, block: Block, inside: list[SentenceView]) -> Iterator[SentenceView | str]:
    at = block.start
    for view in inside:
        sentence = analysis.sentences[view.number]
        yield from _outside(analysis.document, at, sentence.start)
        yield view
        at = sentence.end
    yield from _outside(analysis.document, at, block.end)


def _outside(document: Document, start: int, end: int) -> Iterator[str]:
    words = document.words(start, end)
    if words:
        yield words


def _cells(analysis: Analysis) -> Iterator[Cell]:
    lengths = [len(analysis.text(sentence)) for sentence in analysis.sentences]
    scale, at = _WIDTH / max(sum(lengths), 1), 0.0
    for number, (sentence, length) in enumerate(zip(analysis.sentences, lengths, strict=True)):
        yield Cell(number, sentence.label, sentence.chain is not None, round(at, 1), round(length * scale, 1))
        at += length * scale


def _thirds(cells: tuple[Cell, ...]) -> tuple[Mapping[Label, int], ...]:
    """How many sentences of each label begin in each third of the story's length."""
    starts = [[cell.label for cell in cells if int(3 * cell.x / _WIDTH) == third] for third in range(3)]
    return tuple({label: labels.count(label) for label in Label} for labels in starts)
