"""JUnit XML, which every CI server can show: a suite for each draft, a test case for each finding."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from attrib.findings import CheckedDraft, Finding, Report, Severity, Skipped
from attrib.reporters.excerpts import Excerpts, account_of, message_of
from attrib.reporters.paths import relative_path
from attrib.reporters.terminal import harmless


def report(run: Report, excerpts: Excerpts) -> str:
    """Errors and warnings are failures, infos are told as output; a draft without findings is a test that passes, a skipped one an error."""
    suites = [*(_of_draft(draft, excerpts) for draft in run.drafts), *(_of_skipped(skipped) for skipped in run.skipped)]
    root = Xml.Element("testsuites", {"name": "attrib", **_totals(suites)})
    root.extend(suites)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _of_draft(draft: CheckedDraft, excerpts: Excerpts) -> Xml.Element:
    path = harmless(relative_path(draft.analysis.document.path))
    cases = [_case(draft, finding, path, excerpts) for finding in draft.findings]
    return _suite(path, cases or [Xml.Element("testcase", name="no findings", classname=path)])


def _case(draft: CheckedDraft, finding: Finding, path: str, excerpts: Excerpts) -> Xml.Element:
    line, column = draft.analysis.document.position(finding.span.start)
    case = Xml.Element("testcase", name=f"{finding.code} {finding.rule} at {line}:{column}", classname=path)
    text = f"{path}:{line}:{column}: {account_of(draft.analysis, finding, excerpts)}"
    if finding.severity is Severity.INFO:
        Xml.SubElement(case, "system-out").text = text
    else:
        Xml.SubElement(case, "failure", type=finding.severity.value, message=message_of(finding, excerpts)).text = text
    return case


def _of_skipped(skipped: Skipped) -> Xml.Element:
    path = harmless(relative_path(skipped.path))
    case = Xml.Element("testcase", name="draft can be read", classname=path)
    Xml.SubElement(case, "error", type="skipped-draft", message=harmless(skipped.reason))
    return _suite(path, [case])


def _suite(path: str, cases: list[Xml.Element]) -> Xml.Element:
    counts = {"failures": sum(c.find("failure") is not None for c in cases), "errors": sum(c.find("error") is not None for c in cases)}
    suite = Xml.Element("testsuite", {"name": path, "tests": str(len(cases)), **{name: str(number) for name, number in counts.items()}})
    suite.extend(cases)
    return suite


def _totals(suites: list[Xml.Element]) -> dict[str, str]:
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures", "errors")}
