"""Notes in a draft that keep rules quiet."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from commandline import attrib, checked, found
from hypothesis import given
from hypothesis import strategies as st

from attrib.readers import read_draft

BARE = "A source said the deal was off."
CHAIN = "The minister resigned on Monday, a U.S. official told Axios."
CALM = "Rain fell on the town all night, and the river rose."


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found_in(text: str, name: str = "draft.md", *args: str) -> list[tuple[str, int]]:
    Path(name).write_text(text, encoding="utf-8")
    return found(name, *args)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(f"<!-- attrib: ignore bare-source -- the desk knows her -->\n{BARE}\n", "a.md", id="comment-before"),
        pytest.param(f"<!-- attrib: ignore bare-source -->\n\n{BARE}\n", "a.md", id="comment-before-with-a-gap"),
        pytest.param(f"{BARE} <!-- attrib: ignore bare-source -- agreed -->\n\n{CALM}\n", "a.md", id="comment-behind"),
        pytest.param(BARE.replace(" said", " <!-- attrib: ignore bare-source --> said") + "\n", "a.md", id="comment-inside"),
        pytest.param(f"- <!-- attrib: ignore ATT103 --> {BARE}\n", "a.md", id="in-a-list"),
        pytest.param(f"> <!-- attrib: ignore ATT103 -->\n> {BARE}\n", "a.md", id="in-a-block-quotation"),
        pytest.param(f"# {BARE[:-1]}\n\n<!--attrib:ignore bare-source-->{BARE}\n", "a.md", id="without-spaces"),
        pytest.param(f"<!--\nattrib: ignore bare-source\n-- a reason over\ntwo lines\n-->\n{BARE}\n", "a.md", id="over-lines"),
        pytest.param(f"[attrib: ignore bare-source -- agreed] {BARE}\n", "a.md", id="brackets-in-markdown"),
        pytest.param(f"[attrib: ignore bare-source -- agreed]\n{BARE}\n", "a.txt", id="brackets-before"),
        pytest.param(f"{CALM}\n\n[attrib: ignore bare-source -- agreed]\n\n{BARE}\n\n{CALM}\n", "a.txt", id="brackets-between"),
        pytest.param(f"A deal in doubt\n\n{BARE} [attrib: ignore bare-source]\n{CALM}\n", "a.txt", id="brackets-behind"),
        pytest.param(BARE.replace(".", " [attrib: ignore bare-source -- agreed].") + "\n", "a.txt", id="brackets-inside"),
        pytest.param(f"<!-- attrib: ignore bare-source -->\n{BARE}\n", "a.txt", id="comment-in-plain-text"),
        pytest.param(f"[Attrib: Ignore ATT103, att301 — agreed]\n{BARE} {CHAIN}\n", "a.txt", id="two-rules-and-a-dash"),
        pytest.param(f"[attrib: ignore bare-source]\r\n[attrib: ignore secondhand-chain]\r\n{BARE} {CHAIN}\r\n", "a.txt", id="two-notes"),
        pytest.param(f"{CALM}\n\n{BARE}\n\n[attrib: ignore-file bare-source -- agreed]\n", "a.txt", id="whole-file"),
        pytest.param(f"[attrib: off bare-source]\n\n{CALM}\n\n{BARE}\n", "a.txt", id="range-to-the-end"),
        pytest.param(f"[attrib: off bare-source]\n\n{CALM}\n\n{BARE}\n\n[attrib: on bare-source]\n\n{CALM}\n", "a.txt", id="range"),
        pytest.param(f"<p>{CALM}</p>\n<!-- attrib: ignore bare-source -- agreed -->\n<p>{BARE}</p>\n", "a.html", id="html"),
        pytest.param("A story on <!-- house style --> comments.\n", "a.md", id="other-comments"),
        pytest.param("He wrote “[attribution: ours]” under it.\n", "a.txt", id="other-brackets"),
        pytest.param(f"Write `<!-- attrib: ignore -->` before it.\n\n```\n<!-- attrib: ignore nonsense -->\n```\n\n{CALM}\n", "a.md", id="code"),
        pytest.param(f"<pre>\n<!-- attrib: ignore nonsense -->\n</pre>\n\n{CALM}\n", "a.md", id="preformatted"),
    ],
)
def test_what_is_suppressed_is_quiet_and_so_is_the_note(text: str, name: str) -> None:
    assert found_in(text, name) == []


def test_a_comment_in_a_word_draft_suppresses_what_its_paragraph_says() -> None:
    document = docx.Document()
    document.add_paragraph(CHAIN)
    noted = document.add_paragraph(BARE)
    document.add_comment(noted.runs, "attrib: ignore bare-source -- agreed")
    document.save("draft.docx")
    assert found("draft.docx", "--select", "ATT103,ATT301") == [("secondhand-chain", 1)]
    (draft,) = checked("draft.docx")
    assert [(f["line"], f["suppression"]["reason"]) for f in draft["suppressed"]] == [(2, "agreed")]


def test_offsets_are_those_of_the_source_where_markup_takes_no_room() -> None:
    text = f"**Rain** <!-- attrib: ignore nothing -->fell &amp; fell.\n\nA *source* said <!-- attrib: ignore bare-source --> so.\n\n{CHAIN}\n"
    Path("draft.md").write_text(text, encoding="utf-8")
    (draft,) = checked("draft.md", "--select", "ATT103,ATT301,ATT902")
    assert [(f["rule"], f["start"]) for f in draft["findings"]] == [
        ("unknown-rule-in-suppression", text.index("<!--")),
        ("secondhand-chain", text.index(CHAIN)),
    ]
    assert [f["start"] for f in draft["suppressed"]] == [text.index("A *source")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"`<!-- attrib: ignore bare-source -->`\n\n{BARE}\n", [("bare-source", 3)], id="code-span"),
        pytest.param(f"```\n<!-- attrib: ignore bare-source -->\n```\n\n{BARE}\n", [("bare-source", 5)], id="code-block"),
        pytest.param(f"---\nnote: <!-- attrib: ignore bare-source -->\n---\n\n{BARE}\n", [("bare-source", 5)], id="front-matter"),
        pytest.param(f"<!-- attrib: ignore bare-source -->\n{CALM}\n\n{BARE}\n", [("unused-suppression", 1), ("bare-source", 4)], id="another-block"),
        pytest.param(f"<!-- attrib: ignore bare-source -->\n{BARE} {CHAIN}\n", [("secondhand-chain", 2)], id="another-rule"),
        pytest.param(
            f"<!-- attrib: off bare-source -->\n{CALM}\n\n<!-- attrib: on bare-source -->\n\n{BARE}\n",
            [("unused-suppression", 1), ("bare-source", 6)],
            id="behind-the-range",
        ),
        pytest.param(f"<!-- attrib: on bare-source -->\n{CALM}\n", [("unused-suppression", 1)], id="on-without-off"),
        pytest.param(f"<!-- attrib: ignore -->\n{BARE}\n", [("unknown-rule-in-suppression", 1), ("bare-source", 2)], id="no-rule"),
        pytest.param(f"<!-- attrib: ignore -- agreed -->\n{BARE}\n", [("unknown-rule-in-suppression", 1), ("bare-source", 2)], id="reason-only"),
        pytest.param(
            f"<!-- attrib: ignore bare-sorce bare-source -->\n{BARE}\n", [("unknown-rule-in-suppression", 1)], id="one-of-two-unknown"
        ),
        pytest.param(f"<!-- attrib: ingore bare-source -->\n{BARE}\n", [("unknown-rule-in-suppression", 1), ("bare-source", 2)], id="no-verb"),
        pytest.param(f"{CALM}\n\n<!-- attrib: ignore bare-source -->\n", [("unused-suppression", 3)], id="before-nothing"),
    ],
)  # fmt: skip
def test_what_is_not_suppressed_fires(text: str, expected: list[tuple[str, int]]) -> None:
    assert found_in(text) == expected


def test_a_note_says_what_is_wrong_with_it() -> None:
    Path("a.txt").write_text(f"[attrib: ignore bare-sorce]\n{CALM}\n\n[attrib: ignore]\n\n[attrib: ignore bare-source, secondhand-chain]\n{BARE}\n")
    messages = [f["message"] for f in checked("a.txt")[0]["findings"] if f["code"].startswith("ATT9")]
    assert "did you mean “bare-source”?" in messages[0]
    assert "names no rule" in messages[1]
    assert messages[2].endswith("take out “secondhand-chain”")


def test_a_reason_is_kept_and_what_is_suppressed_does_not_count() -> None:
    Path("a.txt").write_text(f"[attrib: ignore bare-source -- agreed with the desk, 3 May]\n{BARE}\n")
    assert attrib("check", "a.txt").exit_code == 0
    (document,) = checked("a.txt")
    assert document["totals"]["findings"] == 0
    (finding,) = document["suppressed"]
    assert (finding["rule"], finding["line"]) == ("bare-source", 2)
    assert finding["suppression"]["reason"] == "agreed with the desk, 3 May"
    assert finding["suppression"]["rules"] == ["bare-source"]
    assert finding["suppression"]["line"] == 1


def test_the_narrowest_note_takes_the_finding() -> None:
    text = f"[attrib: ignore-file bare-source -- the whole]\n\n[attrib: ignore bare-source -- here]\n{BARE}\n"
    assert found_in(text, "a.txt") == [("unused-suppression", 1)]


def test_a_rule_that_does_not_run_cannot_be_suppressed_in_vain() -> None:
    text = f"[attrib: ignore bare-source]\n{CALM}\n"
    assert found_in(text, "a.txt", "--ignore", "bare-source") == []
    assert found_in(text, "a.txt", "--ignore", "unused-suppression") == []
    assert found_in(text, "a.txt") == [("unused-suppression", 1)]


def test_findings_on_notes_can_be_suppressed_too() -> None:
    assert found_in(f"[attrib: ignore-file unused-suppression -- a template]\n[attrib: ignore bare-source]\n{CALM}\n", "a.txt") == []


def test_severity_of_findings_on_notes_comes_from_the_configuration() -> None:
    Path("a.txt").write_text(f"[attrib: ignore bare-source]\n{CALM}\n")
    Path("attrib.toml").write_text('[severity]\nhousekeeping = "error"\n')
    assert checked("a.txt")[0]["findings"][0]["severity"] == "error"


def test_a_suppressed_finding_leaves_the_fingerprints_of_the_others() -> None:
    other = "“We were misled about the costs from the very first day.”"
    Path("a.txt").write_text(f"{CALM}\n\n{other}\n\n{CALM}\n\n{other}\n")
    before = checked("a.txt")[0]["findings"]
    Path("a.txt").write_text(f"{CALM}\n\n[attrib: ignore unattributed-quote]\n{other}\n\n{CALM}\n\n{other}\n")
    after = checked("a.txt")[0]["findings"]
    assert [f["fingerprint"] for f in after] == [f["fingerprint"] for f in before][1:]


NOTE = st.sampled_from(["[attrib: ignore bare-source -- agreed]", "<!-- attrib: off ATT1 -->", "[attrib: x]"])
PARAGRAPHS = st.lists(st.tuples(st.booleans(), st.sampled_from([BARE, CALM, CHAIN, "# A heading", "- An item of a list"])), min_size=1, max_size=6)


@given(PARAGRAPHS, NOTE, st.sampled_from(["a.md", "a.txt"]), st.sampled_from(["\n", "\r\n"]))
def test_notes_between_paragraphs_change_no_block(paragraphs: list[tuple[bool, str]], note: str, name: str, newline: str) -> None:
    def words(texts: list[str]) -> list[str]:
        document = read_draft(name, (newline * 2).join(texts).encode())
        return [" ".join(document.prose[b.start : b.end].split()) for b in document.blocks]

    noted = [text for has_note, paragraph in paragraphs for text in ([note, paragraph] if has_note else [paragraph])]
    assert words(noted) == words([paragraph for _, paragraph in paragraphs])


@given(st.text("[]<>!-atrib: ignore\n", max_size=60), st.sampled_from(["a.md", "a.txt"]))
def test_notes_stand_where_they_say(text: str, name: str) -> None:
    document = read_draft(name, text.encode())
    for note in document.notes:
        assert document.text[note.start] in "[<"
        assert document.text[note.end - 1] in "]>"
        assert not document.prose[note.start : note.end].strip()
