"""Every format of `check` against the schema of those who read it, and against what a draft may try."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from runs import BARE, CHAIN, HEARD, QUIET, UNREAD, bare, draft, finding, many, run, suppressed

from attrib.analysis import Analysis
from attrib.document import Document, Span
from attrib.findings import CheckedDraft, Finding, Fix, Related, Report, Severity, Skipped
from attrib.reporters import full, github
from attrib.reporters.formats import COLOURED, FORMATS, Excerpts
from attrib.reporters.terminal import UNSAFE
from attrib.rules import RULES

SCHEMAS = Path(__file__).parent / "schemas"
FIXTURES = Path(__file__).parents[1] / "fixtures"
OWN = Path(__file__).parents[1] / "attrib" / "schemas" / "report-1.json"
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
LEAVING = ["sarif", "github", "gitlab", "junit"]
"""Formats that are read outside the newsroom."""

EVIL = "\x1b[2J\x07\u202e\u2066\u200b\ufeff\U000e0041\x00\ufffe\ud800"


def written(name: str, report: Report, excerpts: Excerpts = Excerpts.MATCH) -> str:
    return FORMATS[name](report, excerpts)


def validated(name: str, text: str) -> Any:
    """What a format says, once its schema has passed it."""
    if name == "junit":
        JUNIT.validate(StringIO(text))
        return text
    schema = {"json": OWN, "sarif": SCHEMAS / "sarif-2.1.0.json", "gitlab": SCHEMAS / "gitlab-code-quality.json"}[name]
    value = json.loads(text)
    jsonschema.Draft202012Validator(json.loads(schema.read_text())).validate(value)
    return value


def results(report: Report, excerpts: Excerpts = Excerpts.MATCH) -> list[Any]:
    (sarif,) = validated("sarif", written("sarif", report, excerpts))["runs"]
    return list(sarif["results"])


def full_of_everything() -> Report:
    """A run with all that a report can hold."""
    checked = draft(HEARD + "\n" + BARE, "été, 1.txt")
    first, *rest = checked.findings
    fixed = Finding("bare-source", "ATT103", Severity.INFO, 0.5, "shorter?", Span(0, 3), (Related(Span(4, 9), "here"),), "abcd", Fix(Span(0, 3), "A"))
    kept = (suppressed(first, "they are in danger"), suppressed(fixed, ""))
    return Report((CheckedDraft(checked.analysis, (fixed, *rest), kept), *run(QUIET, CHAIN).drafts), (UNREAD,))


@pytest.mark.parametrize("excerpts", Excerpts)
@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "junit"])
@pytest.mark.parametrize("report", [Report((), ()), run(QUIET), full_of_everything()], ids=["nothing", "quiet", "everything"])
def test_what_is_written_is_valid(name: str, report: Report, excerpts: Excerpts) -> None:
    validated(name, written(name, report, excerpts))


def test_the_own_schema_is_a_schema_and_refuses_what_is_not_the_format() -> None:
    schema = json.loads(OWN.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(written("json", run(BARE)))
    value["documents"][0]["findings"][0]["severity"] = "grave"
    assert not jsonschema.Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_cannot_reach_through_a_report(name: str) -> None:
    related = (Related(Span(0, 4), EVIL),)
    document = Document(f"a{EVIL[:-1]}.txt".replace("\x00", ""), f"Rain {EVIL} fell.\n", f"Rain {EVIL} fell.\n", ())
    evil = Finding("bare-source", "ATT103", Severity.ERROR, 0.9, EVIL, Span(0, 20), related, "00ff")
    checked = CheckedDraft(Analysis(document, (), ()), (evil,), (suppressed(evil, EVIL),))
    for excerpts in Excerpts:
        text = written(name, Report((checked,), (Skipped(document.path, EVIL),)), excerpts)
        assert set(UNSAFE.findall(text)) <= {"\n"}
        if name not in ("full", "concise", "github"):
            validated(name, text)


@pytest.mark.parametrize("name", LEAVING)
@pytest.mark.parametrize("text", [BARE, HEARD, CHAIN])
def test_a_redacted_report_quotes_nothing(name: str, text: str) -> None:
    report = run(text)
    kept = CheckedDraft(report.drafts[0].analysis, (), (suppressed(report.drafts[0].findings[0], "Axios is wrong"),))
    shown = written(name, Report((*report.drafts, kept), ()), Excerpts.NONE)
    names = ["Axios", "port official", "Bloomberg", "customs", "deal was"]
    rules = " ".join(f"{r.summary} {r.why} {r.bad} {r.good}" for r in RULES)
    assert [n for n in names if n in shown and n not in rules] == []
    assert "draft-1.txt" in shown


@pytest.fixture(scope="module")
def stories() -> list[CheckedDraft]:
    """Every fixture story, checked."""
    paths = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md") and path.name != "README.md")
    return [draft(path.read_text(encoding="utf-8"), f"story-{number}{path.suffix}") for number, path in enumerate(paths)]


@pytest.mark.parametrize(("excerpts", "length"), [(Excerpts.NONE, 4), (Excerpts.MATCH, 8)])
@pytest.mark.parametrize("name", [*LEAVING, "concise"])
def test_no_story_can_be_read_from_its_report(name: str, excerpts: Excerpts, length: int, stories: list[CheckedDraft]) -> None:
    """A report shares no run of so many words with its draft. Sources and outlets have fewer than eight."""
    for checked in stories:
        text = written(name, Report((checked,), ()), excerpts)
        if name == "sarif":
            text = json.dumps(json.loads(text)["runs"][0]["results"], ensure_ascii=False)
        assert runs_of_words(text, length) & runs_of_words(checked.analysis.document.prose, length) == set()


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize("name", LEAVING)
def test_by_default_a_report_quotes_the_source_and_not_the_sentence(name: str) -> None:
    shown = written(name, run(HEARD))
    assert "Axios" in shown
    assert "harbour will close" not in shown


@pytest.mark.parametrize("name", LEAVING)
def test_with_excerpts_a_report_quotes_the_sentence(name: str) -> None:
    assert HEARD.strip() in written(name, run(HEARD), Excerpts.SENTENCE)


def test_full_and_concise_quote_nothing_when_told_so() -> None:
    for name in ("full", "concise"):
        assert "Axios" in written(name, run(HEARD))
        assert "Axios" not in written(name, run(HEARD), Excerpts.NONE)


# full and concise


def test_concise_is_a_line_a_finding_and_a_count() -> None:
    found = CheckedDraft(bare(QUIET + BARE), (finding(Span(len(QUIET) + 2, len(QUIET) + 8), Severity.ERROR),))
    assert written("concise", Report((found, *run(QUIET).drafts), (UNREAD,))).splitlines() == [
        "draft.txt:2:3: error ATT103 bare-source: who says so? [90%]",
        "1 finding in 2 drafts: 1 error; 1 draft skipped",
    ]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ({}, "no findings in 1 draft\n"),
        ({Severity.WARNING: 1}, "1 finding in 1 draft: 1 warning\n"),
        ({Severity.INFO: 2, Severity.ERROR: 1, Severity.WARNING: 2}, "5 findings in 1 draft: 1 error, 2 warnings, 2 info\n"),
    ],
)
def test_the_closing_line(numbers: dict[Severity, int], line: str) -> None:
    assert written("concise", many(numbers)).splitlines(keepends=True)[-1] == line


def test_the_closing_line_tells_of_what_is_suppressed() -> None:
    checked = CheckedDraft(bare(QUIET), (), (suppressed(finding(), "agreed with the desk"),))
    assert written("full", Report((checked,), ())) == "no findings in 1 draft; 1 suppressed\n"


def test_full_shows_the_line_and_underlines_the_span() -> None:
    assert written("full", run(QUIET + "\n" + BARE + "Another source agreed.\n")).splitlines()[1:5] == [
        "   |",
        " 3 | A source said the deal was off.",
        "   | ^^^^^^^^",
        "   |",
    ]


def test_full_shows_related_places_and_says_once_why() -> None:
    lines = written("full", run(HEARD + "\n" + CHAIN)).splitlines()
    assert [line for line in lines if line.startswith("  note:")] == [
        "  note: draft-1.txt:1:53: passed on by “Axios”",
        "  note: draft-1.txt:3:1: passed on by “Bloomberg”",
    ]
    assert len([line for line in lines if line.startswith("  help:")]) == 1


def under(text: str, words: str, width: int = 100) -> list[tuple[str, str]]:
    """Rows that `full` shows of a draft, each with its carets."""
    start = text.index(words)
    checked = CheckedDraft(bare(text), (finding(Span(start, start + len(words))),))
    lines = [line.partition("| ")[2] for line in full.report(Report((checked,), ()), Excerpts.MATCH, width=width).splitlines() if "| " in line]
    return list(zip(lines[::2], lines[1::2], strict=False))


@pytest.mark.parametrize(
    ("text", "words", "row"),
    [
        pytest.param("Rain fell.\n", "fell", ("Rain fell.", "     ^^^^"), id="plain"),
        pytest.param("Rain\tfell.\n", "fell", ("Rain fell.", "     ^^^^"), id="tab"),
        pytest.param("雨は降った、と彼は言った。\n", "彼", ("雨は降った、と彼は言った。", " " * 14 + "^^"), id="wide"),
        pytest.param("Cafe\u0301 owners\n", "owners", ("Cafe\u0301 owners", "     ^^^^^^"), id="combining"),
        pytest.param("Rain fell.\r\nIt froze.\r\n", "fell.\r\n", ("Rain fell.", "     ^^^^^"), id="crlf"),
        pytest.param("Rain \x1b[2J fell.\n", "fell", ("Rain \ufffd[2J fell.", "          ^^^^"), id="control"),
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, row: tuple[str, str]) -> None:
    assert under(text, words) == [row]


def test_a_span_over_two_lines_is_underlined_on_both() -> None:
    assert under("The mayor, a\nsource said, left.\n", "a\nsource") == [("The mayor, a", "           ^"), ("source said, left.", "^^^^^^")]


def test_a_long_line_is_wrapped_where_the_span_is() -> None:
    text = "The bridge was shut on Monday and opened again on Tuesday, a source said, and nobody was told why it had been.\n"
    assert under(text, "a source", width=44) == [("opened again on Tuesday, a source said,", " " * 25 + "^^^^^^^^")]


def test_a_very_long_span_is_cut() -> None:
    text = "It rained. " * 200 + "\n"
    rows = full.report(Report((CheckedDraft(bare(text), (finding(Span(0, 2000)),)),), ()), Excerpts.MATCH).splitlines()
    assert len(rows) < 20
    assert any(row.endswith("| …") for row in rows)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_full_takes_any_text_and_any_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    checked = CheckedDraft(bare(text), (finding(Span(start, end)),))
    shown = written("full", Report((checked,), ()))
    assert shown.endswith("1 finding in 1 draft: 1 warning\n")
    assert ("^" in shown.split("  help:")[0].replace(text, "")) or not text[start:end].strip() or "^" in text


@pytest.mark.parametrize("name", COLOURED)
def test_colour_changes_nothing_but_colour(name: str) -> None:
    report = full_of_everything()
    coloured = COLOURED[name](report, Excerpts.MATCH)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == written(name, report)


# SARIF


def test_a_sarif_result() -> None:
    (result,) = results(run(QUIET + "\n" + BARE))
    assert (result["ruleId"], result["level"], result["suppressions"]) == ("ATT103", "error", [])
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "draft-1.txt"},
        "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 9},
    }
    assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["attrib/v1"])


def test_sarif_rules_have_help_and_the_results_point_at_them() -> None:
    (log,) = json.loads(written("sarif", run(BARE, HEARD)))["runs"]
    rules = log["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == [r.code for r in RULES]
    assert all(r["shortDescription"]["text"] and r["fullDescription"]["text"] and "**Good:**" in r["help"]["markdown"] for r in rules)
    assert "helpUri" not in rules[0]
    assert {rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in log["results"]} == {True}
    assert {"sourcing", "anonymity", "AP"} <= set(next(r for r in rules if r["id"] == "ATT103")["properties"]["tags"])


@pytest.mark.parametrize(("severity", "level"), [(Severity.INFO, "note"), (Severity.WARNING, "warning"), (Severity.ERROR, "error")])
def test_sarif_levels(severity: Severity, level: str) -> None:
    assert [r["level"] for r in results(many({severity: 1}))] == [level]


def test_sarif_columns_count_code_points() -> None:
    text = "😀 A source said the deal was off.\n"
    (log,) = json.loads(written("sarif", Report((CheckedDraft(bare(text), (finding(Span(2, 10)),)),), ())))["runs"]
    assert log["columnKind"] == "unicodeCodePoints"
    assert log["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/a.md", "drafts/a.md"),
        ("./drafts//a.md", "drafts/a.md"),
        ("drafts/été 1%.md", "drafts/%C3%A9t%C3%A9%201%25.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("<stdin>", "%3Cstdin%3E"),
        ("dr\udcffft.txt", "dr%FFft.txt"),
        ("\u202egpj.md", "%E2%80%AEgpj.md"),
    ],
)
def test_sarif_paths_are_relative_uris(path: str, uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for spelling in (path, str(tmp_path / path)):
        (result,) = results(Report((CheckedDraft(bare(QUIET, spelling), (finding(),)),), ()))
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_a_draft_elsewhere_has_a_whole_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (result,) = results(Report((CheckedDraft(bare(QUIET, "../a b.md"), (finding(),)),), ()))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (tmp_path / "a%20b.md").as_uri().replace("%25", "%")


def steps(text: str, excerpts: Excerpts = Excerpts.MATCH) -> list[tuple[str, str]]:
    """The code flow of the only second-hand finding: what each step says, and the words it points at."""
    report = run(text)
    (result,) = [r for r in results(report, excerpts) if r["ruleId"] == "ATT301"]
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    found = []
    for step in thread["locations"]:
        region = step["location"]["physicalLocation"]["region"]
        line = text.split("\n")[region["startLine"] - 1]
        found.append((step["location"]["message"]["text"], line[region["startColumn"] - 1 : region["endColumn"] - 1]))
    return found


def test_a_chain_is_a_code_flow_hop_by_hop() -> None:
    assert steps(HEARD) == [
        ("port official: where the information begins", "a port official"),
        ("Axios: passed it on", "Axios"),
        ("this draft", HEARD.strip()),
    ]


def test_a_chain_told_backwards_flows_from_its_origin() -> None:
    assert [words for _, words in steps(CHAIN)] == ["two customs officers", "Bloomberg", CHAIN.strip()]


def test_a_redacted_code_flow_names_nobody() -> None:
    assert [said for said, _ in steps(HEARD, Excerpts.NONE)] == ["where the information begins", "passed it on", "this draft"]


def test_a_finding_without_a_chain_has_no_code_flow() -> None:
    assert ["codeFlows" in r for r in results(run(BARE))] == [False]


def test_suppressed_findings_keep_their_reason_in_sarif() -> None:
    checked = CheckedDraft(bare(QUIET), (finding(fingerprint="1"),), (suppressed(finding(fingerprint="2"), "they are in danger", Span(4, 9)),))
    open_, kept = results(Report((checked,), ()))
    assert open_["suppressions"] == []
    (note,) = kept["suppressions"]
    assert (note["kind"], note["justification"], note["location"]["physicalLocation"]["region"]["startColumn"]) == ("inSource", "they are in danger", 5)


def test_skipped_drafts_are_notifications_in_sarif() -> None:
    (log,) = json.loads(written("sarif", run(QUIET, skipped=(UNREAD,))))["runs"]
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == f"skipped: {UNREAD.reason}"
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "scan.txt"
    (fine,) = json.loads(written("sarif", run(QUIET)))["runs"][0]["invocations"]
    assert fine["executionSuccessful"] is True


def test_a_message_makes_neither_links_nor_placeholders() -> None:
    (result,) = results(Report((CheckedDraft(bare(QUIET), (finding(message="“[click](1) {0}”"),)),), ()))
    assert result["message"]["text"] == "“[click] (1) {{0}}”"


# GitHub


def commands(report: Report, excerpts: Excerpts = Excerpts.MATCH) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: level, properties, message."""
    found = []
    for line in written("github", report, excerpts).splitlines():
        parsed = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert parsed, line
        properties = dict(pair.split("=", 1) for pair in parsed[2].split(","))
        found.append((parsed[1], {name: _decoded(value) for name, value in properties.items()}, _decoded(parsed[3])))
    return found


def _decoded(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_github_annotation() -> None:
    ((level, properties, message),) = commands(run(BARE))
    assert (level, properties["title"]) == ("error", "ATT103 bare-source")
    assert {k: v for k, v in properties.items() if k != "title"} == {"file": "draft-1.txt", "line": "1", "endLine": "1", "col": "1", "endColumn": "9"}
    assert message.startswith("“A source” says nothing")


def test_github_gets_columns_only_on_one_line() -> None:
    ((_, properties, _),) = commands(Report((CheckedDraft(bare("Rain fell\non us.\n"), (finding(Span(5, 12)),)),), ()))
    assert properties == {"file": "draft.txt", "line": "1", "endLine": "2", "title": "ATT103 bare-source"}


@given(st.text(min_size=1), st.text(alphabet=st.characters(exclude_characters="\0/"), min_size=1))
def test_nothing_gets_out_of_a_github_command(message: str, name: str) -> None:
    """One finding stays one command with its own message, whatever characters message and path have."""
    report = Report((CheckedDraft(bare(QUIET, f"d/{name}.txt"), (finding(message=message),)),), (Skipped("e", message),))
    (skipped, of_skipped, _), (level, properties, told) = commands(report)
    assert (skipped, level, set(of_skipped), set(properties)) == (
        "error", "warning", {"file", "line", "endLine", "title"}, {"file", "line", "endLine", "col", "endColumn", "title"},
    )  # fmt: skip
    assert told == UNSAFE.sub("\ufffd", message)


@pytest.mark.parametrize("number", [0, 1, github.SHOWN])
def test_what_github_shows_needs_no_summary(number: int) -> None:
    assert github.overflow(many({Severity.ERROR: number, Severity.WARNING: number}), Excerpts.MATCH) == ""


def test_what_github_does_not_show_is_in_the_summary() -> None:
    report = many({Severity.ERROR: github.SHOWN + 1, Severity.WARNING: github.SHOWN, Severity.INFO: github.SHOWN + 2})
    table = github.overflow(report, Excerpts.MATCH)
    rows = [line for line in table.splitlines() if line.startswith("| draft")]
    assert [row.split(" | ")[1] for row in rows] == ["error", "notice", "notice"]
    assert table.startswith("### attrib: 3 findings")
    assert len(commands(report)) == 33


def test_a_draft_cannot_mark_up_the_summary() -> None:
    evil = "<img src=x> | [a](b) **c** @everyone `d` #1 https://e.example"
    found = tuple(finding(message=evil, fingerprint=str(n)) for n in range(github.SHOWN + 1))
    (row,) = github.overflow(Report((CheckedDraft(bare(QUIET, "<b>|.txt"), found),), ()), Excerpts.MATCH).splitlines()[4:]
    assert row.count("|") == 5
    assert not set("<>[]()*@`") & set(row)


# GitLab and JUnit


def test_a_gitlab_issue() -> None:
    (issue,) = validated("gitlab", written("gitlab", run(QUIET + "\n" + BARE)))
    assert (issue["check_name"], issue["severity"], issue["location"]) == ("ATT103", "major", {"path": "draft-1.txt", "lines": {"begin": 3, "end": 3}})
    assert issue["description"].startswith("bare-source: “A source” says nothing")


def test_gitlab_severities() -> None:
    issues = validated("gitlab", written("gitlab", many(dict.fromkeys(Severity, 1))))
    assert [i["severity"] for i in issues] == ["info", "minor", "major"]


def test_gitlab_fingerprints_are_unique() -> None:
    found = tuple(finding(fingerprint="same") for _ in range(3))
    issues = validated("gitlab", written("gitlab", Report((CheckedDraft(bare(QUIET), found),), (UNREAD, Skipped("other.txt", "gone")))))
    assert len({i["fingerprint"] for i in issues}) == len(issues) == 5


def test_junit_counts_failures_and_errors() -> None:
    report = Report((*run(QUIET).drafts, *many(dict.fromkeys(Severity, 1)).drafts), (UNREAD,))
    root = ElementTree.fromstring(validated("junit", written("junit", report)).encode())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "1")
    quiet, found, skipped = root
    assert [c.get("name") for c in quiet] == ["no findings"]
    assert [[child.tag for child in case] for case in found] == [["system-out"], ["failure"], ["failure"]]
    assert [child.get("message") for child in skipped[0]] == [UNREAD.reason]


@pytest.mark.parametrize("name", ["github", "gitlab", "junit"])
def test_suppressed_findings_stay_out_of_ci(name: str) -> None:
    kept = CheckedDraft(bare(QUIET), (), (suppressed(finding(message="who is it?"), "agreed"),))
    shown = written(name, Report((kept,), ()))
    assert "who is it?" not in shown
    assert "agreed" not in shown
