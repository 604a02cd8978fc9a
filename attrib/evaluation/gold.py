"""Gold labels: one sentence a line of JSON, its document beside.

A row is `{"doc": …, "publication": …, "start": …, "end": …, "label": …, "source": …, "chain": […]}`, as docs/evaluate.md says;
`desk`, `cue` and `mention` may be there too. A row that cannot be used is named by file and line, and the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from attrib.analysis import Label
from attrib.document import Document, Span
from attrib.errors import AttribError, UnreadableDraft
from attrib.findings import Skipped
from attrib.readers import read_draft
from attrib.readers.discover import DRAFT_SUFFIXES

SKIP = "skip"
"""The label of what is no sentence of the story and is not scored."""
_LABELS = (*(label.value for label in Label), SKIP)


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A row. `place` is its file and line; `cue` is None where unknown and empty where the sentence has none."""

    place: str
    doc: str
    publication: str
    desk: str
    start: int
    end: int
    label: str
    source: str
    chain: tuple[str, ...]
    cue: tuple[Span, ...] | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its rows, those labelled `skip` too."""

    name: str
    publication: str
    document: Document
    sentences: tuple[GoldSentence, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Everything that can be used, and what cannot: the `path` of a problem is the place of its row."""

    documents: tuple[GoldDocument, ...]
    problems: tuple[Skipped, ...]

    @property
    def scored(self) -> int:
        """How many sentences carry a label that is scored."""
        return sum(row.label != SKIP for document in self.documents for row in document.sentences)


class GoldError(AttribError):
    """Gold labels that cannot be used at all."""


class _BadRow(Exception):
    """What is wrong with one row. Says nothing of a draft's text."""


def read_gold(paths: Iterable[Path], texts: Path) -> GoldSet:
    """The rows of gold files with the documents of the folder `texts`. Raises `GoldError` where a file or the folder cannot be read."""
    if not texts.is_dir():
        raise GoldError(f"{texts}: no such folder: name the folder that holds the documents, DOC.txt for each `doc` of the gold rows")
    rows: dict[str, list[GoldSentence]] = {}
    problems: list[Skipped] = []
    for path in paths:
        for row in _rows(path):
            if isinstance(row, Skipped):
                problems.append(row)
            else:
                rows.setdefault(row.doc, []).append(row)
    documents = []
    for name, own in rows.items():
        document = _document(texts, name)
        if isinstance(document, str):
            problems.append(Skipped(own[0].place, f"{document} ({len(own)} rows left out)"))
            continue
        publication = next((row.publication for row in own if row.publication), "")
        kept = []
        for row in own:
            reason = _misfit(row, document, publication)
            if reason:
                problems.append(Skipped(row.place, reason))
            else:
                kept.append(row)
        if kept:
            documents.append(GoldDocument(name, publication, document, tuple(kept)))
    return GoldSet(tuple(documents), tuple(problems))


def _rows(path: Path) -> Iterator[GoldSentence | Skipped]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 text: save the gold rows as UTF-8, one JSON object a line") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            yield _row(json.loads(line), place)
        except json.JSONDecodeError as error:
            yield Skipped(place, f"not JSON at column {error.colno}: {error.msg}")
        except (RecursionError, ValueError):
            yield Skipped(place, "not a gold row: nested too deeply, or a number too large")
        except _BadRow as error:
            yield Skipped(place, str(error))


def _row(row: object, place: str) -> GoldSentence:
    if not isinstance(row, dict):
        raise _BadRow("not a gold row: each line is one JSON object")
    span = _span("start and end are", [row.get("start"), row.get("end")])
    if not (doc := _string(row, "doc")):
        raise _BadRow("doc is missing: the name of the document without its suffix")
    mention, cue = row.get("mention"), row.get("cue")
    return GoldSentence(
        place=place,
        doc=doc,
        publication=_string(row, "publication"),
        desk=_string(row, "desk"),
        start=span.start,
        end=span.end,
        label=_label(row),
        source=_string(row, "source"),
        chain=_chain(row),
        cue=None if cue is None else (_span("cue is", cue),) if cue != [] else (),
        mention=_span("mention is", mention) if mention else None,
    )


def _label(row: Mapping[str, object]) -> str:
    label = _string(row, "label")
    if label not in _LABELS:
        near = get_close_matches(label.casefold(), _LABELS, 1)
        raise _BadRow(f"label is none of {', '.join(_LABELS)}" + (f": did you mean {near[0]}?" if near else ""))
    return label


def _string(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadRow(f"{key} is no string")
    return value


def _chain(row: Mapping[str, object]) -> tuple[str, ...]:
    value = row.get("chain") or []
    if not isinstance(value, list) or not all(isinstance(link, str) for link in value):
        raise _BadRow("chain is no list of strings, origin first")
    return tuple(value)


def _span(subject: str, value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(at, int) and not isinstance(at, bool) for at in value):
        raise _BadRow(f"{subject} no pair of whole numbers")
    start, end = value
    if not 0 <= start < end:
        raise _BadRow(f"{subject} no span: {start} to {end}")
    return Span(start, end)


def _document(texts: Path, name: str) -> Document | str:
    """The document of that name, or why there is none."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\0" in name or Path(name).is_absolute():
        return "doc leads out of the folder of the documents"
    try:
        found = [path for suffix in sorted(DRAFT_SUFFIXES) if (path := texts / f"{name}{suffix}").is_file()]
    except OSError as error:
        return f"no document of that name in {texts}: {error.strerror}"
    if not found:
        return f"no document {name!r} in {texts}: looked for {', '.join(name + suffix for suffix in sorted(DRAFT_SUFFIXES))}"
    if len(found) > 1:
        return f"several documents {name!r} in {texts} ({', '.join(path.name for path in found)}): keep the one that was labelled"
    try:
        return read_draft(str(found[0]), found[0].read_bytes())
    except OSError as error:
        return f"{found[0]}: cannot be read: {error.strerror}"
    except UnreadableDraft as error:
        return str(error)


def _misfit(row: GoldSentence, document: Document, publication: str) -> str:
    """Why a row does not fit its document; empty where it does."""
    length = len(document.text)
    furthest = max([row.end, *(span.end for span in (*(row.cue or ()), row.mention) if span)])
    if furthest > length:
        return f"offset {furthest} lies beyond {document.path}, which has {length} characters: label the document again, or mend the offsets"
    if row.publication and row.publication != publication:
        return "publication differs from that of an earlier row of the same document: one document has one publication"
    return ""
