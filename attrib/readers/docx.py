"""Word documents: the paragraphs of the body, tracked changes as if accepted.

A `.docx` file has no text that offsets could count in, so the draft's text is a projection of it: every
paragraph and every cell of a table, parted by blank lines. A position is the number of a paragraph.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from attrib.document import Block, BlockKind, Document, Numbering, Span
from attrib.errors import UnreadableDraft
from attrib.readers.blocks import blocks_of
from attrib.readers.decode import ZIP, invisible, refuse_binary, visible
from attrib.readers.notes import notes_in, without_notes
from attrib.readers.stretches import merged

_KINDS = (
    (re.compile(r"title|subtitle|heading \d|headline", re.IGNORECASE), BlockKind.HEADING),
    (re.compile(r"(?:intense |block )?quot(?:e|ation)s?|block text", re.IGNORECASE), BlockKind.BLOCKQUOTE),
    (re.compile(r"caption", re.IGNORECASE), BlockKind.CAPTION),
    (re.compile(r"list\b.*", re.IGNORECASE), BlockKind.LIST_ITEM),
)
_GONE = "not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent or ../w:rPr/w:vanish)"
_WORDS = " | ".join(f".//w:r/{name}[{_GONE}]" for name in ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_TO_ATTRIB = re.compile(r"\s*attrib\s*:(?P<order>.*)", re.IGNORECASE | re.DOTALL)
_ROUND = str.maketrans("[]", "()")
"""Brackets within a note would end it."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_LARGEST = 200_000_000
"""Bytes of XML; what unpacks to more is no draft."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the projection, and the notes to attrib before it."""

    words: str
    kind: BlockKind | None
    notes: tuple[str, ...]


def read_docx(path: str, data: bytes) -> Document:
    """A Word draft. Comments that begin with "attrib:" are notes in the text and blank in the prose."""
    if not data.startswith(ZIP):
        refuse_binary(path, data)
    paragraphs = _opened(path, data)
    text: list[str] = []
    prose: list[str] = []
    for paragraph in paragraphs:
        text.append("".join(f"[attrib:{note}]\n" for note in paragraph.notes) + paragraph.words)
        prose.append(without_notes(visible(text[-1])))
    shown = "\n\n".join(prose)
    blocks: list[Block] = []
    at = 0
    for paragraph, words in zip(paragraphs, prose, strict=True):
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            blocks += blocks_of(shown, start, start + len(words.strip()), not blocks and len(paragraphs) > 1, paragraph.kind)
        at += len(words) + 2
    source = "\n\n".join(text)
    notes = notes_in(source)
    unseen = merged([*(Span(note.start, note.end) for note in notes), *invisible(source)])
    return Document(path, source, shown, tuple(blocks), tuple(notes), unseen=unseen, numbering=Numbering.PARAGRAPH)


def _opened(path: str, data: bytes) -> list[_Paragraph]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
        if size <= _LARGEST:
            return list(_paragraphs(docx.Document(io.BytesIO(data))))
    except Exception as error:  # the libraries below raise of many kinds, and none names the remedy
        fault = f"not a Word document that can be read ({type(error).__name__})"
        raise UnreadableDraft(f"{path}: {fault}: open it in a word processor and save it anew as .docx") from None
    raise UnreadableDraft(f"{path}: too large, it unpacks to {size // 1_000_000} MB: save the story on its own")


def _paragraphs(document: WordDocument) -> Iterator[_Paragraph]:
    """The paragraphs of the body in order, those in tables and content controls included."""
    seen: set[str] = set()
    before = ""
    notes: tuple[str, ...] = ()
    for element in document.element.body.iter(qn("w:p")):
        if element.xpath("ancestor::w:txbxContent or ancestor::w:tr[w:trPr/w:del]"):
            continue
        before += "".join(_SIGNS.get(part.tag) or part.text or "" for part in element.xpath(_WORDS))
        notes += tuple(_notes(document, element, seen))
        if element.xpath("./w:pPr/w:rPr/w:del or ./w:pPr/w:rPr/w:moveFrom"):
            continue  # with its mark deleted, a paragraph goes on in the next one
        kind = _kind(document, element)
        for words in _BLANK_LINE.split(before):
            if words.strip():
                yield _Paragraph(words.strip(), kind, notes)
                notes = ()
        before = ""
    if before.strip():
        yield _Paragraph(before.strip(), None, notes)


def _notes(document: WordDocument, element: CT_P, seen: set[str]) -> Iterator[str]:
    for number in element.xpath(".//w:commentRangeStart/@w:id | .//w:commentReference/@w:id"):
        if number not in seen:
            seen.add(number)
            comment = document.comments.get(int(number))
            note = _TO_ATTRIB.fullmatch(comment.text) if comment else None
            if note:
                yield f" {' '.join(note['order'].translate(_ROUND).split())}"


def _kind(document: WordDocument, element: CT_P) -> BlockKind | None:
    """The kind that the style says, or one that it is based on."""
    style = Paragraph(element, document).style
    while style is not None:
        kind = next((kind for pattern, kind in _KINDS if pattern.fullmatch(style.name or "")), None)
        if kind is not None:
            return kind
        style = style.base_style
    return BlockKind.LIST_ITEM if element.xpath("./w:pPr/w:numPr or ancestor::w:tbl") else None
