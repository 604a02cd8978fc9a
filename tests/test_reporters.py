"""Every format over one analysis made by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from attrib import __version__
from attrib.analysis import Analysis, Chain, Label, Sentence, Source, SourceKind
from attrib.document import Block, BlockKind, Document, Span
from attrib.findings import CheckedDraft, Finding, Fix, Related, Report, Severity, Skipped, Suppression
from attrib.reporters import findings, sources, voices
from attrib.reporters import json as as_json
from attrib.reporters.label import reading_view

HEADING = "Minister is said to quit"
FIRST = "The minister resigned, a U.S.\nofficial told Axios."
SECOND = "He “was tired”, Ana Ruiz said."
THIRD = "Rain fell."
TEXT = f"{HEADING}\n\n{FIRST} {SECOND}\n\n{THIRD}\n"


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def sentence(text: str, block: int, kind: BlockKind, label: Label, cue: str = "", found: tuple[Source, ...] = (), chain: Chain | None = None) -> Sentence:
    place = span(text)
    return Sentence(place.start, place.end, kind, block, label, 0.91237, found, span(cue) if cue else None, chain, 0.0)


def checked() -> CheckedDraft:
    blocks = (
        Block(BlockKind.HEADING, 0, len(HEADING)),
        Block(BlockKind.PARAGRAPH, span(FIRST).start, span(SECOND).end),
        Block(BlockKind.PARAGRAPH, span(THIRD).start, span(THIRD).end),
    )
    hearsay = Source("-", SourceKind.HEARSAY, False, None, "a hearsay marker with nobody behind it")
    official = Source("U.S. official", SourceKind.PERSON, False, span("a U.S.\nofficial"), "“a U.S. official” names nobody")
    ruiz = Source("Ana Ruiz", SourceKind.PERSON, True, span("Ana Ruiz"), "named here as “Ana Ruiz”")
    chain = Chain(("U.S. official", "Axios"), (span("Axios"),), 0.84, True)
    sentences = (
        sentence(HEADING, 0, BlockKind.HEADING, Label.ANONYMOUS, "is said to", (hearsay,)),
        sentence(FIRST, 1, BlockKind.PARAGRAPH, Label.ANONYMOUS, "told", (official,), chain),
        sentence(SECOND, 1, BlockKind.PARAGRAPH, Label.NAMED, "said.", (ruiz,)),
        sentence(THIRD, 2, BlockKind.PARAGRAPH, Label.UNATTRIBUTED),
    )
    analysis = Analysis(Document("draft.md", TEXT, TEXT, blocks), ("The Daily Planet", "Planet"), sentences)
    related = (Related(span("Axios"), "passed on by “Axios”"),)
    return CheckedDraft(analysis, (Finding("secondhand-chain", "ATT301", Severity.WARNING, 0.84, "can you confirm it?", span(FIRST), related, "00ff"),))


def plain(text: str, path: str = "draft.md") -> CheckedDraft:
    """A draft of one sentence."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    only = Sentence(0, len(text), BlockKind.PARAGRAPH, 0, Label.UNATTRIBUTED, 0.9, (), None, None, 0.0)
    return CheckedDraft(Analysis(Document(path, text, text, (block,)), (), (only,)), ())


def empty() -> CheckedDraft:
    return CheckedDraft(Analysis(Document("empty.txt", "", "", ()), (), ()), ())


def only_document(draft: CheckedDraft) -> Any:
    return json.loads(as_json.report(Report((draft,), ())))["documents"][0]


def test_a_run_without_drafts_is_a_whole_document() -> None:
    assert json.loads(as_json.report(Report((), ()))) == {"version": 1, "tool": {"name": "attrib", "version": __version__}, "documents": [], "skipped": []}


def test_an_empty_draft_has_no_sentences() -> None:
    document = only_document(empty())
    assert document["sentences"] == document["findings"] == []
    assert set(document["totals"].values()) == {0}


def test_keys_come_in_the_order_of_the_format() -> None:
    run = json.loads(as_json.report(Report((checked(),), (Skipped("b.txt", "gone"),))))
    document = run["documents"][0]
    assert list(run) == ["version", "tool", "documents", "skipped"]
    assert list(document) == ["path", "publication", "warnings", "sentences", "findings", "suppressed", "totals"]
    assert list(document["sentences"][0]) == ["start", "end", "line", "column", "text", "label", "confidence", "unsure", "sources", "cue", "chain", "kind"]
    assert list(document["findings"][0]) == [
        "rule", "code", "severity", "confidence", "message", "start", "end", "line", "column", "end_line", "end_column", "fingerprint", "related", "fix",
    ]  # fmt: skip
    assert run["skipped"] == [{"path": "b.txt", "reason": "gone"}]


def test_a_sentence_in_json() -> None:
    heading, told, said, rain = only_document(checked())["sentences"]
    start = TEXT.index(FIRST)
    assert told == {
        "start": start,
        "end": start + len(FIRST),
        "line": 3,
        "column": 1,
        "text": FIRST,
        "label": "anonymous",
        "confidence": 0.9124,
        "unsure": False,
        "sources": [{"name": "U.S. official", "kind": "person", "identified": False, "start": TEXT.index("a U.S."), "end": TEXT.index(" told")}],
        "cue": {"start": TEXT.index("told"), "end": TEXT.index("told") + 4, "text": "told"},
        "chain": ["U.S. official", "Axios"],
        "kind": "paragraph",
    }
    assert (heading["sources"][0]["start"], heading["sources"][0]["end"], heading["kind"]) == (None, None, "heading")
    assert (said["label"], said["line"], said["column"], said["chain"]) == ("named", 4, len("official told Axios. ") + 1, [])
    assert (rain["sources"], rain["cue"], rain["chain"]) == ([], None, [])


def test_a_finding_in_json() -> None:
    document = only_document(checked())
    (finding,) = document["findings"]
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (3, 1, 4, len("official told Axios.") + 1)
    axios = TEXT.index("Axios")
    assert finding["related"] == [{"start": axios, "end": axios + 5, "line": 4, "column": 15, "message": "passed on by “Axios”"}]
    assert document["publication"] == "The Daily Planet"
    assert document["totals"] == {"sentences": 4, "named": 1, "anonymous": 2, "unattributed": 1, "chains": 1, "findings": 1}


def test_the_json_is_written_as_the_drafts_come() -> None:
    taken = []

    def parts() -> Iterator[str]:
        for name in ("a.txt", "b.txt"):
            taken.append(name)
            yield as_json.draft(plain("Rain fell.", name))

    pieces = as_json.stream(parts())
    assert "a.txt" in next(pieces)
    assert taken == ["a.txt"]
    assert "b.txt" in next(pieces)


@given(st.text(min_size=1), st.text(min_size=1))
def test_json_holds_any_text_and_can_be_shown_on_a_terminal(text: str, path: str) -> None:
    written = as_json.report(Report((plain(text, path),), (Skipped(path, text),)))
    read = json.loads(written.encode("utf-8"))
    assert (read["documents"][0]["path"], read["documents"][0]["sentences"][0]["text"], read["skipped"][0]["reason"]) == (path, text, text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\U000e0000-\U000e007f]", written)


def test_a_path_that_is_not_utf_8_can_be_written() -> None:
    draft = plain("Rain fell.", "dr\udcffft.txt")
    assert json.loads(as_json.report(Report((draft,), ())).encode("utf-8"))["documents"][0]["path"] == "dr\udcffft.txt"
    assert reading_view(draft).encode("utf-8")


def test_the_reading_view() -> None:
    assert reading_view(checked(), width=60).splitlines() == [
        "draft.md",
        "",
        "A  91%  [heading] Minister is said to quit",
        "        — no source given (“is said to”)",
        "",
        "A  91%  The minister resigned, a U.S. official told Axios.",
        "        — U.S. official > Axios (“told”; chain 84%)",
        "N  91%  He “was tired”, Ana Ruiz said.",
        "        — Ana Ruiz (“said.”)",
        "",
        "·  91%  Rain fell.",
        "",
        "4 sentences: 1 named (N), 2 anonymous (A), 1 unattributed",
        "(·); 1 second-hand",
    ]


def test_the_reading_view_says_how_a_pronoun_led_to_its_source() -> None:
    draft = checked()
    he = Source("Ana Ruiz", SourceKind.PERSON, True, span("He"), "“He” refers to “Ana Ruiz”")
    told = sentence(SECOND, 1, BlockKind.PARAGRAPH, Label.NAMED, "", (he,))
    assert "— Ana Ruiz (“He” refers to “Ana Ruiz”)" in reading_view(CheckedDraft(Analysis(draft.analysis.document, (), (told,)), ()))


def test_the_reading_view_of_an_empty_draft() -> None:
    assert reading_view(empty()).splitlines() == ["empty.txt", "", "0 sentences: 0 named (N), 0 anonymous (A), 0 unattributed (·); 0 second-hand"]


def test_colour_changes_nothing_but_colour() -> None:
    for view in (reading_view, sources.table):
        assert "\x1b" not in view(checked())
        coloured = view(checked(), colour=True)
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == view(checked())


@given(st.text(alphabet="aé “”—-€ \n").filter(str.strip), st.integers(40, 110))
def test_the_view_is_the_same_with_colours_and_without(text: str, width: int) -> None:
    assert re.sub(r"\x1b\[[0-9;]*m", "", reading_view(plain(text), width=width, colour=True)) == reading_view(plain(text), width=width)


def test_a_wide_terminal_shows_sources_beside_the_sentences() -> None:
    lines = reading_view(checked(), width=130).splitlines()
    (told,) = [line for line in lines if "official told Axios." in line]
    assert "— U.S. official > Axios (“told”; chain 84%)" in told
    assert all(len(line) <= 130 for line in lines)


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b31m", "\x07", "\u202e", "\x08", "\u200b", "\ufeff", "\U000e0041"])
def test_a_draft_cannot_steer_the_terminal(evil: str) -> None:
    draft = plain(f"Rain {evil} fell.", f"{evil}.txt")
    finding = Finding("bare-source", "ATT103", Severity.ERROR, 0.9, f"“{evil}”", Span(0, 4), (Related(Span(0, 4), evil),))
    shown = [reading_view(draft), findings.listing(CheckedDraft(draft.analysis, (finding,))), sources.table(draft)]
    assert all(evil not in text and evil[0] not in text for text in shown)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs"))).filter(str.strip), st.integers(40, 120))
def test_the_reading_view_keeps_to_its_width_and_loses_no_letter(text: str, width: int) -> None:
    view = reading_view(plain(text), width=width)
    assert all(cell_len(line) <= width for line in view.splitlines())
    assert "".join(f"· 90% {text}".split()) in "".join(view.split())


def test_sources_of_a_draft() -> None:
    found = json.loads(voices.draft(checked()))
    assert found == {
        "path": "draft.md",
        "publication": "The Daily Planet",
        "sources": [
            {"name": "-", "kind": "hearsay", "identified": False, "sentences": 1, "line": 1, "through": []},
            {"name": "U.S. official", "kind": "person", "identified": False, "sentences": 1, "line": 3, "through": ["Axios"]},
            {"name": "Ana Ruiz", "kind": "person", "identified": True, "sentences": 1, "line": 4, "through": []},
        ],
    }


def test_the_table_of_sources() -> None:
    assert sources.table(checked()).splitlines() == [
        "draft.md",
        "   source            through  kind     sentences  line",
        "A  no source given            hearsay          1     1",
        "A  U.S. official     Axios    person           1     3",
        "N  Ana Ruiz                   person           1     4",
        "3 sources: 1 named (N), 2 anonymous (A)",
    ]


@pytest.mark.parametrize("width", [36, 80])
def test_the_table_keeps_to_its_width_and_every_name(width: int) -> None:
    table = sources.table(checked(), width=width)
    assert all(len(line) <= width for line in table.splitlines())
    assert "U.S. official" in table


def test_the_most_quoted_source_comes_first() -> None:
    draft = checked()
    again = CheckedDraft(Analysis(draft.analysis.document, (), (*draft.analysis.sentences, draft.analysis.sentences[2])), ())
    first = json.loads(voices.draft(again))["sources"][0]
    assert (first["name"], first["sentences"], first["line"]) == ("Ana Ruiz", 2, 4)


def test_a_draft_that_quotes_nobody() -> None:
    assert sources.table(plain("Rain fell.")).splitlines() == ["draft.md", "0 sources: 0 named (N), 0 anonymous (A)"]


def test_a_draft_without_findings_lists_nothing() -> None:
    assert findings.listing(plain("Rain fell.")) == ""


def test_findings_as_lines() -> None:
    assert findings.listing(checked()).splitlines() == ["draft.md:3:1: warning ATT301 secondhand-chain: can you confirm it? [84%]"]
    assert "\x1b[" in findings.listing(checked(), colour=True)


def test_suppressed_findings_in_json() -> None:
    draft = checked()
    note = Suppression(("ATT301",), "the desk has seen the letter", span("Rain"))
    kept = CheckedDraft(draft.analysis, (), (replace(draft.findings[0], suppressed=note),))
    document = only_document(kept)
    (suppressed,) = document["suppressed"]
    assert (suppressed["rule"], suppressed["line"]) == ("secondhand-chain", 3)
    start = TEXT.index("Rain")
    place = {"start": start, "end": start + 4, "line": 6, "column": 1}
    assert suppressed["suppression"] == {**place, "rules": ["ATT301"], "reason": "the desk has seen the letter"}
    assert (document["findings"], document["totals"]["findings"]) == ([], 0)


def test_a_fix_in_json() -> None:
    draft = checked()
    (finding,) = draft.findings
    document = only_document(CheckedDraft(draft.analysis, (replace(finding, fix=Fix(Span(0, 3), "A")),)))
    assert document["findings"][0]["fix"] == {"start": 0, "end": 3, "replacement": "A"}
