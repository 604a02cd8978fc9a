"""Baselines, and reports on changed lines only."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import attrib, found, rules_found
from hypothesis import given
from hypothesis import strategies as st

from attrib.changes import read_changes

CALM = "Rain fell on the town all night, and the river rose by two metres."
BARE = "A source said the deal was off."
CHAIN = "The minister resigned on Monday, a U.S. official told Axios."
QUOTE = "The council met on Monday. “We were misled about the costs from the very first day.”"
FILE = ".attrib-baseline.json"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def story(name: str, *paragraphs: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("\n\n".join((CALM, *paragraphs)) + "\n", encoding="utf-8")


def git(*args: str) -> None:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


def commit() -> None:
    git("add", "--all")
    git("commit", "--message", "A state", "--allow-empty")


# Baseline


def test_what_is_known_is_not_reported() -> None:
    story("a.txt", BARE, CHAIN)
    assert attrib("baseline", "write", ".").exit_code == 0
    assert found("--baseline", FILE, "a.txt") == []
    assert attrib("check", "--baseline", FILE, "a.txt").exit_code == 0
    assert len(found("a.txt")) == 2


def test_what_is_new_is_reported() -> None:
    story("a.txt", CHAIN)
    story("b.txt")
    attrib("baseline", "write", ".")
    story("a.txt", CHAIN, CALM, BARE, CHAIN)
    story("b.txt", CHAIN)
    assert found("--baseline", FILE, "a.txt") == [("bare-source", 7), ("secondhand-chain", 9)]
    assert found("--baseline", FILE, "b.txt") == [("secondhand-chain", 3)]


def test_a_baseline_outlives_moved_lines_and_appended_text() -> None:
    story("a.txt", CHAIN, BARE)
    attrib("baseline", "write", "a.txt")
    story("a.txt", CALM, CALM, CHAIN, CALM, BARE, CALM)
    assert found("--baseline", FILE, "a.txt") == []


def test_a_baseline_holds_from_wherever_attrib_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    git("init")
    story("drafts/a.txt", BARE)
    attrib("baseline", "write", "drafts")
    assert found("--baseline", FILE, Path("drafts/a.txt").resolve()) == []
    monkeypatch.chdir("drafts")
    assert found("--baseline", f"../{FILE}", "a.txt") == []
    assert found("--baseline", f"../{FILE}", "../drafts/a.txt") == []


def test_the_file_is_sorted_relative_and_tells_nothing_of_the_drafts() -> None:
    story("drafts/zürich.txt", BARE, CHAIN)
    story("drafts/a.txt", QUOTE)
    attrib("baseline", "write", Path("drafts").resolve())
    text = Path(FILE).read_text(encoding="utf-8")
    content = json.loads(text)
    assert content["version"] == 1
    assert list(content["findings"]) == ["drafts/a.txt", "drafts/zürich.txt"]
    for counts in content["findings"].values():
        assert list(counts) == sorted(counts)
        assert set(counts.values()) == {1}
    for word in ("deal", "minister", "Axios", "misled"):
        assert word not in text
    attrib("baseline", "write", "drafts/zürich.txt", "drafts/a.txt")
    assert Path(FILE).read_text(encoding="utf-8") == text


def test_prune_takes_out_what_is_gone_and_adds_nothing() -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        story(name, CHAIN, CHAIN)
    attrib("baseline", "write", ".")
    story("a.txt", CHAIN, BARE)
    Path("b.txt").unlink()
    result = attrib("baseline", "prune", "a.txt")
    assert (result.exit_code, result.stdout) == (0, f"{FILE}: 3 known, 3 taken out\n")
    assert found("--baseline", FILE, "a.txt") == [("bare-source", 5)]
    assert found("--baseline", FILE, "c.txt") == []
    assert "b.txt" not in Path(FILE).read_text()


def test_suppressed_findings_need_no_baseline() -> None:
    story("a.txt", f"[attrib: ignore bare-source]\n{BARE}")
    assert attrib("baseline", "write", "a.txt").stdout == f"{FILE}: 0 known\n"


def test_a_draft_that_cannot_be_read_is_named_and_keeps_its_entry() -> None:
    story("a.txt", BARE)
    attrib("baseline", "write", "a.txt")
    Path("a.txt").write_bytes(b"%PDF-1.7")
    result = attrib("baseline", "prune", "a.txt")
    assert result.exit_code == 2
    assert result.stdout == f"{FILE}: 1 known, 0 taken out\n"
    assert "a.txt" in result.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 2, "findings": {}}', '{"version": 1, "findings": {"a.txt": {"00": "x"}}}'])
def test_what_is_no_baseline_is_an_error(content: str) -> None:
    story("a.txt", BARE)
    Path(FILE).write_text(content)
    result = subprocess.run([sys.executable, "-m", "attrib", "check", "--baseline", FILE, "a.txt"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"attrib: {FILE}: not a baseline")


def test_a_missing_baseline_is_an_error() -> None:
    story("a.txt", BARE)
    result = subprocess.run([sys.executable, "-m", "attrib", "check", "--baseline", FILE, "a.txt"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "attrib baseline write" in result.stderr


# Changed since a revision


def test_lines_that_did_not_change_are_not_reported() -> None:
    git("init")
    story("a.txt", BARE, CHAIN)
    commit()
    assert found("--since", "HEAD", "a.txt") == []
    story("a.txt", BARE, CALM, CHAIN, "The governor will follow, a French diplomat told Le Monde.")
    assert found("--since", "HEAD", "a.txt") == [("secondhand-chain", 9)]


def test_the_whole_story_is_analysed() -> None:
    git("init")
    story("a.txt", "Ana Ruiz, the mayor of Kolmanova, opened the bridge on Monday.")
    commit()
    story("a.txt", "Ana Ruiz, the mayor of Kolmanova, opened the bridge on Monday.", "“It will stand for a hundred years,” Ruiz said.")
    assert found("--since", "HEAD", "a.txt") == []


def test_a_finding_that_speaks_of_a_changed_line_is_reported() -> None:
    git("init")
    story("a.txt", BARE)
    commit()
    story("a.txt", BARE, "A source said the talks would go on.")
    assert found("--since", "HEAD", "--select", "bare-source", "a.txt") == [("bare-source", 3)]


@pytest.mark.parametrize("name", ["a b.txt", "zürich.txt", 'qu"ote.txt', "tab\there.txt", "b/b.txt", "-dash.md"])
def test_any_name_will_do(name: str) -> None:
    git("init")
    story(name, CHAIN)
    story("other.txt", CHAIN)
    commit()
    story(name, CHAIN, CALM, BARE)
    assert rules_found("--since", "HEAD", ".") == {name: {"bare-source"}, "other.txt": set()}


def test_a_renamed_draft_has_changed_where_it_was_edited() -> None:
    git("init")
    story("old/a.txt", CALM, CALM, CHAIN)
    commit()
    Path("new").mkdir()
    git("mv", "old/a.txt", "new/b.txt")
    assert found("--since", "HEAD", "new/b.txt") == []
    story("new/b.txt", CALM, CALM, CHAIN, BARE)
    assert found("--since", "HEAD", "new/b.txt") == [("bare-source", 9)]


@pytest.mark.parametrize("ignored", ["", "*.txt\n"])
def test_what_git_does_not_track_has_changed_as_a_whole(ignored: str) -> None:
    git("init")
    Path(".gitignore").write_text(ignored)
    commit()
    story("a.txt", BARE)
    assert found("--since", "HEAD", "a.txt") == [("bare-source", 3)]


def test_what_git_holds_to_be_binary_changes_as_a_whole() -> None:
    git("init")
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(BARE, encoding="utf-16")
    commit()
    assert rules_found("--since", "HEAD", ".") == {"a.txt": set(), "b.txt": set()}
    Path("b.txt").write_text(f"{BARE} {CALM}", encoding="utf-16")
    assert rules_found("--since", "HEAD", ".") == {"a.txt": set(), "b.txt": {"bare-source"}}


def test_settings_of_git_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    git("init")
    story("deep/zürich.txt", CHAIN)
    commit()
    for setting in ("diff.noprefix=true", "diff.mnemonicPrefix=true", "color.ui=always", "diff.context=9", "diff.interHunkContext=9", "diff.external=false"):
        git("config", *setting.split("="))
    story("deep/zürich.txt", CHAIN, CALM, BARE)
    monkeypatch.chdir("deep")
    assert found("--since", "HEAD", "zürich.txt") == [("bare-source", 7)]


def test_drafts_of_two_repositories() -> None:
    for name in ("one", "two"):
        story(f"{name}/a.txt", CHAIN)
        git("init", name)
        git("-C", name, "add", "--all")
        git("-C", name, "commit", "--message", "A state")
    story("two/a.txt", BARE, CHAIN)
    assert rules_found("--since", "HEAD", "one", "two") == {"one/a.txt": set(), "two/a.txt": {"bare-source"}}


@pytest.mark.parametrize(
    ("init", "revision", "expected"),
    [
        pytest.param(False, "HEAD", "is in no git repository", id="no-repository"),
        pytest.param(True, "nowhere", "git knows no such revision", id="unknown"),
        pytest.param(True, "--output=x", "git knows no such revision", id="like-an-option"),
    ],
)
def test_a_revision_that_cannot_be_compared(init: bool, revision: str, expected: str) -> None:
    story("a.txt", BARE)
    if init:
        git("init")
        commit()
    result = subprocess.run([sys.executable, "-m", "attrib", "check", f"--since={revision}", "a.txt"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert expected in result.stderr
    assert revision in result.stderr


def test_standard_input_cannot_be_compared() -> None:
    assert attrib("check", "--since", "HEAD", "-", stdin=BARE).exit_code == 2
    assert attrib("check", "--since", "HEAD", "--changed-lines", "x", "a.txt").exit_code == 2


# Changed lines by a file

DIFF = """\
diff --git a/a.txt b/a.txt
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,5 @@
 first

+++ b/c.txt
+added
 last
diff --git "a/z\\303\\274rich.txt" "b/z\\303\\274rich.txt"
--- "a/z\\303\\274rich.txt"
+++ "b/z\\303\\274rich.txt"\t
@@ -4 +4 @@ heading
-old
\\ No newline at end of file
+new
\\ No newline at end of file
@@ -9,2 +8,0 @@
-gone
-gone
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-gone
"""


def test_a_unified_diff_tells_the_lines() -> None:
    Path("change.diff").write_text(DIFF, encoding="utf-8")
    lines = {path.name: [n for part in parts for n in part] for path, parts in read_changes(Path("change.diff")).lines.items()}
    assert lines == {"a.txt": [3, 4], "zürich.txt": [4]}


def test_a_list_tells_the_lines() -> None:
    story("a.txt", CHAIN, BARE)
    story("b.txt", BARE)
    Path("lines").write_text("a.txt:5\n\nc:d.txt:1-2\n")
    assert rules_found("--changed-lines", "lines", ".") == {"a.txt": {"bare-source"}, "b.txt": set()}
    Path("lines").write_text("a.txt:1-4\n")
    assert found("--changed-lines", "lines", "a.txt") == [("secondhand-chain", 3)]
    Path("lines").write_text("")
    assert found("--changed-lines", "lines", "a.txt") == []


def test_what_is_neither_is_an_error() -> None:
    story("a.txt", BARE)
    Path("lines").write_text("a.txt:1-4\nb.txt\n")
    result = subprocess.run([sys.executable, "-m", "attrib", "check", "--changed-lines", "lines", "a.txt"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("attrib: lines:2: ")


LINES = st.lists(st.sampled_from(["one", "two", "+++ b/x", "--- a/x", "@@ -1 +1 @@", "", "\f", "ü"]), max_size=8)


@given(LINES, LINES)
def test_the_lines_of_any_diff_are_those_that_are_new(tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str]) -> None:
    import difflib

    folder = tmp_path_factory.mktemp("diff")
    file = folder / "change.diff"
    file.write_text("".join(difflib.unified_diff([f"{line}\n" for line in old], [f"{line}\n" for line in new], "a/a.txt", "b/a.txt")), encoding="utf-8")
    changed = {n for parts in read_changes(file).lines.values() for part in parts for n in part}
    kept = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    assert changed == set(range(1, len(new) + 1)) - {block.b + i + 1 for block in kept for i in range(block.size)}
