"""The JSON document. It is written as the drafts come, so an archive need not fit in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from attrib import __version__
from attrib.analysis import Analysis, Label, Sentence, Source
from attrib.document import Span
from attrib.findings import CheckedDraft, Finding, Fix, Report, Skipped, Suppression
from attrib.reporters.excerpts import Excerpts
from attrib.reporters.terminal import UNSAFE

Json = dict[str, object]
VERSION = 1
"""Of the format; goes up when a key changes its meaning or goes away."""


def report(run: Report, _excerpts: Excerpts = Excerpts.SENTENCE) -> str:
    """The document of a whole run. It holds the text of every sentence, whatever other formats may quote."""
    return "".join(stream([*map(draft, run.drafts), *run.skipped]))


def stream(parts: Iterable[str | Skipped]) -> Iterator[str]:
    """The document in pieces: each draft's part where it comes, those skipped at the end. Nothing is written before the first part is there."""
    head = f'{{"version": {VERSION}, "tool": {encode({"name": "attrib", "version": __version__})},\n "documents": ['
    skipped: list[Json] = []
    comma = head
    for part in parts:
        if isinstance(part, Skipped):
            skipped.append({"path": part.path, "reason": part.reason})
        else:
            yield f"{comma}\n{part}"
            comma = ","
    yield f"{head if comma == head else ''}],\n \"skipped\": {encode(skipped)}}}\n"


def encode(value: object) -> str:
    """One line of JSON, safe to print to a terminal."""
    return UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def pretty(value: object) -> str:
    """The same in lines, for formats of others that people read too."""
    return "\n".join(UNSAFE.sub(_escaped, line) for line in json.dumps(value, ensure_ascii=False, indent=1).split("\n")) + "\n"


def _escaped(unsafe: re.Match[str]) -> str:
    return json.dumps(unsafe.group()).strip('"')


def draft(checked: CheckedDraft) -> str:
    """A draft's part of the document: sentences, findings and totals."""
    analysis = checked.analysis
    return encode({
        "path": analysis.document.path,
        "publication": next(iter(analysis.publication), None),
        "warnings": [{"message": warning} for warning in analysis.document.warnings],
        "sentences": [sentence_of(analysis, s) for s in analysis.sentences],
        "findings": [_finding(analysis, f) for f in checked.findings],
        "suppressed": [{**_finding(analysis, f), "suppression": _suppression(analysis, f.suppressed)} for f in checked.suppressed if f.suppressed],
        "totals": totals(checked),
    })  # fmt: skip


def totals(checked: CheckedDraft) -> dict[str, int]:
    """How many sentences, of which label, how many chains and findings."""
    return {**label_totals(checked.analysis), "findings": len(checked.findings)}


def label_totals(analysis: Analysis) -> dict[str, int]:
    """How many sentences, of which label, and how many chains."""
    return {
        "sentences": len(analysis.sentences),
        **{label.value: sum(s.label is label for s in analysis.sentences) for label in Label},
        "chains": sum(s.chain is not None for s in analysis.sentences),
    }


def sentence_of(analysis: Analysis, sentence: Sentence) -> Json:
    """A sentence of the document."""
    return {
        **place(analysis, sentence),
        "text": analysis.document.text[sentence.start : sentence.end],
        "label": sentence.label.value,
        "confidence": round(sentence.confidence, 4),
        "unsure": analysis.is_unsure(sentence),
        "sources": [_source(s) for s in sentence.sources],
        "cue": _cue(analysis, sentence.cue) if sentence.cue else None,
        "chain": list(sentence.chain.links) if sentence.chain else [],
        "kind": sentence.kind.value,
    }


def _suppression(analysis: Analysis, suppression: Suppression) -> Json:
    return {**place(analysis, suppression.span), "rules": list(suppression.rules), "reason": suppression.reason}


def place(analysis: Analysis, span: Span | Sentence) -> Json:
    """Where a span begins and ends."""
    line, column = analysis.document.position(span.start)
    return {"start": span.start, "end": span.end, "line": line, "column": column}


def _source(source: Source) -> Json:
    mention = source.mention
    return {
        "name": source.name,
        "kind": source.kind.value,
        "identified": source.identified,
        "start": mention.start if mention else None,
        "end": mention.end if mention else None,
    }


def _cue(analysis: Analysis, cue: Span) -> Json:
    return {"start": cue.start, "end": cue.end, "text": analysis.document.text[cue.start : cue.end]}


def _finding(analysis: Analysis, finding: Finding) -> Json:
    end_line, end_column = analysis.document.position(finding.span.end)
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        **place(analysis, finding.span),
        "end_line": end_line,
        "end_column": end_column,
        "fingerprint": finding.fingerprint,
        "related": [{**place(analysis, r.span), "message": r.message} for r in finding.related],
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> Json:
    return {"start": fix.span.start, "end": fix.span.end, "replacement": fix.replacement}
