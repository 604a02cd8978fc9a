"""SARIF 2.1.0, for GitHub code scanning and other viewers of findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrib import __version__
from attrib.analysis import Analysis, Sentence
from attrib.document import Span
from attrib.findings import CheckedDraft, Finding, Fix, Report, Severity, Skipped, Suppression
from attrib.reporters.excerpts import Excerpts, message_of, note_of, sentences_of
from attrib.reporters.hops import hops_of
from attrib.reporters.json import Json, pretty
from attrib.reporters.paths import relative_uri
from attrib.reporters.terminal import harmless
from attrib.rules import RULES, Rule, find_rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_INDEX = {rule.code: number for number, rule in enumerate(RULES)}
_SKIPPED = {
    "id": "skipped-draft",
    "shortDescription": {"text": "A draft that could not be read."},
    "fullDescription": {"text": "The draft was left out of the run; nothing is said of its sourcing."},
    "help": {"text": "The message says why it could not be read, and what to do about it."},
    "defaultConfiguration": {"level": "error"},
}
_LINK = re.compile(r"\](?=\()")


def report(run: Report, excerpts: Excerpts) -> str:
    """A log of one run. It quotes of the drafts what `excerpts` allows; our JSON has the rest."""
    return pretty({
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": _driver()},
            "invocations": [{"executionSuccessful": not run.skipped, "toolExecutionNotifications": [_notification(s) for s in run.skipped]}],
            "columnKind": "unicodeCodePoints",
            "results": [result for draft in run.drafts for result in _results(draft, excerpts)],
        }],
    })  # fmt: skip


def _driver() -> Json:
    return {
        "name": "attrib",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "Tells who says so: the sources of a news draft, sentence by sentence."},
        "rules": [_rule(rule) for rule in RULES],
        "notifications": [_SKIPPED],
    }


def _rule(rule: Rule) -> Json:
    sections = [("Bad", rule.bad), ("Good", rule.good), ("Standards", ", ".join(rule.standards))]
    written = [(title, text) for title, text in sections if text]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": "\n\n".join([rule.why, *(f"{title}: {text}" for title, text in written)]),
            "markdown": "\n\n".join([rule.why, *(f"**{title}:** {text}" for title, text in written)]),
        },
        "defaultConfiguration": {"enabled": rule.on, "level": _LEVELS[rule.severity]},
        "properties": {"tags": ["sourcing", str(rule.group), *rule.standards], "problem.severity": _PROBLEMS[rule.severity]},
    }


def _results(draft: CheckedDraft, excerpts: Excerpts) -> Iterator[Json]:
    """Open findings have an empty list of suppressions: a run has to give it for all results or for none."""
    for finding in (*draft.findings, *draft.suppressed):
        notes = [_suppression(draft.analysis, finding.suppressed, excerpts)] if finding.suppressed else []
        yield {**_result(draft.analysis, finding, excerpts), "suppressions": notes}


def _result(analysis: Analysis, finding: Finding, excerpts: Excerpts) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": _message(message_of(finding, excerpts)),
        "locations": [_location(analysis, finding.span, quoted=sentences_of(analysis, finding.span, excerpts))],
        "partialFingerprints": {"attrib/v1": finding.fingerprint},
        "properties": {"confidence": round(finding.confidence, 4)},
    }
    if finding.code in _INDEX:
        result["ruleIndex"] = _INDEX[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(analysis, r.span, note_of(r, excerpts))} for number, r in enumerate(finding.related, 1)
        ]  # fmt: skip
    if flow := _code_flow(analysis, finding, excerpts):
        result["codeFlows"] = [flow]
    if finding.fix and excerpts is Excerpts.SENTENCE:
        result["fixes"] = [_fix(analysis, finding.fix)]
    return result


def _location(analysis: Analysis, span: Span, message: str = "", quoted: str = "") -> Json:
    region = _region(analysis, span)
    if quoted:
        region["snippet"] = {"text": quoted}
    place: Json = {"physicalLocation": {"artifactLocation": _artifact(analysis.document.path), "region": region}}
    return {**place, "message": _message(message)} if message else place


def _region(analysis: Analysis, span: Span) -> Json:
    line, column = analysis.document.position(span.start)
    end_line, end_column = analysis.document.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> Json:
    return {"uri": relative_uri(path)}


def _message(text: str) -> Json:
    """Words that stand for themselves: in a SARIF message, `[…](1)` is a link and `{0}` a placeholder."""
    return {"text": _LINK.sub("] ", text).replace("{", "{{").replace("}", "}}")}


def _code_flow(analysis: Analysis, finding: Finding, excerpts: Excerpts) -> Json | None:
    """The chain that a finding on provenance speaks of, from its origin over its carriers to this draft."""
    rule = find_rule(finding.code)
    if rule is None or rule.group != "provenance":
        return None
    sentence = next((s for s in analysis.sentences if s.start <= finding.span.start < s.end), None)
    if sentence is None or sentence.chain is None:
        return None
    return {"threadFlows": [{"locations": [{"location": step} for step in _steps(analysis, sentence, excerpts)]}]}


def _steps(analysis: Analysis, sentence: Sentence, excerpts: Excerpts) -> Iterable[Json]:
    for hop in hops_of(analysis, sentence, sentence.chain) if sentence.chain else ():
        role = "where the information begins" if hop.is_origin else "passed it on"
        named = role if excerpts is Excerpts.NONE else f"{harmless(hop.name)}: {role}"
        yield _location(analysis, hop.span, named)
    yield _location(analysis, Span(sentence.start, sentence.end), "this draft")


def _suppression(analysis: Analysis, suppression: Suppression, excerpts: Excerpts) -> Json:
    """The note in the draft; its reason is words of the draft, too."""
    note: Json = {"kind": "inSource", "status": "accepted", "location": _location(analysis, suppression.span)}
    if suppression.reason and excerpts is not Excerpts.NONE:
        note["justification"] = harmless(suppression.reason)
    return note


def _fix(analysis: Analysis, fix: Fix) -> Json:
    replacement = {"deletedRegion": _region(analysis, fix.span), "insertedContent": {"text": fix.replacement}}
    return {
        "description": {"text": "Replace these words."},
        "artifactChanges": [{"artifactLocation": _artifact(analysis.document.path), "replacements": [replacement]}],
    }


def _notification(skipped: Skipped) -> Json:
    return {
        "descriptor": {"id": "skipped-draft", "index": 0},
        "level": "error",
        "message": _message(f"skipped: {harmless(skipped.reason)}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(skipped.path)}}],
    }
