"""`attrib annotate`: gold rows with the tool's own guesses, which evaluate takes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import attrib
from typer.testing import Result

STORY = "# Ferry\n\n“It *will* sail,” said Ana Ruiz.\n\nThe ferry sank, a U.S. official told Axios.\n\nNobody was aboard 😀. It is reportedly insured.\n"


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_an_empty_draft_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    result = attrib("annotate", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_rows_have_the_gold_form(story: Path) -> None:
    found = rows(attrib("annotate", "--publication", "Harbour Post", story))
    assert all(list(r) == ["doc", "publication", "start", "end", "label", "source", "chain", "confidence"] for r in found)
    assert {(r["doc"], r["publication"]) for r in found} == {("ferry", "Harbour Post")}
    assert [(STORY[r["start"] : r["end"]], r["label"], r["source"], r["chain"]) for r in found] == [
        ("Ferry", "unattributed", "", []),
        ("“It *will* sail,” said Ana Ruiz.", "named", "Ana Ruiz", []),
        ("The ferry sank, a U.S. official told Axios.", "anonymous", "U.S. official", ["U.S. official", "Axios"]),
        ("Nobody was aboard 😀.", "unattributed", "", []),
        ("It is reportedly insured.", "anonymous", "-", []),
    ]


def test_words_and_desk_only_where_asked_for(story: Path) -> None:
    found = rows(attrib("annotate", "--text", "--desk", "shipping", story))
    assert [r["text"] for r in found][:2] == ["Ferry", "“It will sail,” said Ana Ruiz."]
    assert {r["desk"] for r in found} == {"shipping"}


def test_the_doubtful_come_first_over_all_drafts(story: Path) -> None:
    other = story.with_name("bridge.txt")
    other.write_text("Rain fell on the town. Critics slammed the bridge as unsafe.\n", encoding="utf-8")
    plain, sorted_rows = rows(attrib("annotate", story, other)), rows(attrib("annotate", "--doubtful-first", story, other))
    confidences = [r["confidence"] for r in sorted_rows]
    assert confidences == sorted(confidences) != [r["confidence"] for r in plain]
    assert [r["doc"] for r in plain] == ["ferry"] * 5 + ["bridge"] * 2
    assert sorted(map(json.dumps, plain)) == sorted(map(json.dumps, sorted_rows))


def test_evaluate_takes_the_rows_back_and_agrees(story: Path) -> None:
    gold = story.with_name("gold.jsonl")
    gold.write_text(attrib("annotate", "--text", story).stdout, encoding="utf-8")
    run = json.loads(attrib("evaluate", gold, "--texts", story.parent, "--format", "json").stdout)
    assert (run["sentences"], run["accuracy"], run["chain_f1"], run["chain_exact"], run["source_accuracy"]) == (5, 1, 1, 1, 1)
    assert run["skipped"] == run["mistakes"] == []


def test_two_drafts_of_one_name_cannot_be_told_apart(story: Path) -> None:
    twin = story.with_suffix(".txt")
    twin.write_text("Rain fell.\n", encoding="utf-8")
    result = attrib("annotate", story, twin)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"attrib: {twin}: an earlier draft is called ferry too")
    assert len(rows(result)) == 5


def test_an_unreadable_draft_does_not_stop_the_others(story: Path) -> None:
    result = attrib("annotate", story.with_name("gone.txt"), story)
    assert result.exit_code == 2
    assert "gone.txt: no such file" in result.stderr
    assert len(rows(result)) == 5


def test_standard_input_has_no_name_to_write(story: Path) -> None:
    result = attrib("annotate", story, "-", stdin=STORY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard input" in " ".join(result.stderr.split())
