"""How the sourcing changed between two versions, over the real analysis."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from commandline import attrib
from hypothesis import given
from hypothesis import strategies as st

from attrib.alignment import align, likeness, words
from attrib.analysis import Analysis, Label, Sentence
from attrib.diff import Changes, Kind, compare
from attrib.document import Block, BlockKind, Document
from attrib.engine import analyze
from attrib.readers import read_draft
from attrib.reporters import changes as reporter
from attrib.reporters.diff import comparison
from attrib.reporters.html import comparison as page

FIRE = """A fire that gutted a warehouse on the Norhavn quay was started on purpose, police said on Monday.

Police said Reed set the fire. He fled by bicycle, according to Inspector Mona Lind.

“We saw him carry two cans,” said Tove Aker, who runs the bakery across the road.

Insurance will cover half of the loss, the owner, Halvor Brekke, said.

The quay stays closed until Friday.
"""


def read(text: str, path: str = "draft.txt") -> Analysis:
    return analyze(read_draft(path, text.encode()))


def edited(old: str, new: str) -> Changes:
    assert old in FIRE
    return compare(read(FIRE, "old.txt"), read(FIRE.replace(old, new), "new.txt"))


def kinds(changes: Changes) -> list[tuple[Kind, ...]]:
    return [change.kinds for change in changes.changes]


QUIET = {
    "nothing changed": ("Police said Reed", "Police said Reed"),
    "curly quotes made straight": ("“We saw him carry two cans,”", '"We saw him carry two cans,"'),
    "a word changed in the claim": ("gutted a warehouse", "destroyed a warehouse"),
    "a fact corrected": ("until Friday", "until Saturday"),
    "the verb of saying changed": ("Police said Reed", "Police stated that Reed"),
}


@pytest.mark.parametrize("edit", QUIET.values(), ids=QUIET.keys())
def test_edits_that_leave_the_sourcing_alone(edit: tuple[str, str]) -> None:
    changes = edited(*edit)
    assert kinds(changes) == []
    assert (changes.sources_gone, changes.sources_new) == ((), ())


def test_a_draft_wrapped_anew_is_the_same() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in FIRE.split("\n\n"))
    assert kinds(compare(read(FIRE), read(wrapped))) == []


def test_a_paragraph_that_moves_keeps_its_source() -> None:
    first, *rest = FIRE.strip().split("\n\n")
    assert kinds(compare(read(FIRE), read("\n\n".join([*rest, first])))) == []


EDITS = {
    "police said becomes a flat assertion": ("Police said Reed set the fire.", "Reed set the fire.", Kind.LOST_SOURCE),
    "a source at the end is cut": (" of the loss, the owner, Halvor Brekke, said.", " of the loss.", Kind.LOST_SOURCE),
    "a name becomes a description": ("Tove Aker, who runs the bakery across the road", "a neighbour", Kind.BECAME_ANONYMOUS),
    "an official becomes hearsay": ("Police said Reed set", "Reed reportedly set", Kind.BECAME_ANONYMOUS),
    "told to another outlet": ("Halvor Brekke, said.", "Halvor Brekke, told Kysten Radio.", Kind.CHAIN_APPEARED),
    "another speaker": ("said Tove Aker", "said Ines Vollan", Kind.SOURCE_CHANGED),
    "a fact gets a source": ("The quay stays closed until Friday.", "The quay stays closed until Friday, police said.", Kind.GAINED_SOURCE),
}


@pytest.mark.parametrize(("old", "new", "kind"), EDITS.values(), ids=EDITS.keys())
def test_edits_that_change_the_sourcing(old: str, new: str, kind: Kind) -> None:
    assert kinds(edited(old, new)) == [(kind,)]


@pytest.mark.parametrize(("old", "new", "kind"), [(e[0], e[1], k) for e, k in [
    (EDITS["a name becomes a description"], Kind.BECAME_NAMED),
    (EDITS["told to another outlet"], Kind.CHAIN_GONE),
    (EDITS["police said becomes a flat assertion"], Kind.GAINED_SOURCE),
]])  # fmt: skip
def test_the_same_edits_undone(old: str, new: str, kind: Kind) -> None:
    forth = edited(old, new)
    assert kinds(compare(forth.new, forth.old)) == [(kind,)]


def test_the_rest_of_a_split_sentence_is_known_where_it_loses_its_source() -> None:
    old = "Police said Reed set the fire and that nobody else had been in the building.\n"
    new = "Police said Reed set the fire. Nobody else had been in the building.\n"
    changes = compare(read(old), read(new))
    assert kinds(changes) == [(Kind.LOST_SOURCE,)]
    assert changes.new.text(changes.changes[0].new or changes.new.sentences[0]) == "Nobody else had been in the building."


def test_sentences_that_come_and_go() -> None:
    changes = edited("The quay stays closed until Friday.", "Two officials said the alarm had been switched off.")
    assert sorted(kind for change in changes.changes for kind in change.kinds) == [Kind.ADDED, Kind.REMOVED]
    assert changes.sources_new == ("Two officials",)


def test_sources_that_go_and_come() -> None:
    changes = edited("said Tove Aker", "said Ines Vollan")
    assert (changes.sources_gone, changes.sources_new) == (("Tove Aker",), ("Ines Vollan",))


def test_a_claim_without_its_attribution_is_still_nearly_the_same() -> None:
    whole = words("The pier is unsafe, said Ana Ruiz, the county’s chief engineer, at a news conference on Tuesday.")
    assert likeness(words("The pier is unsafe."), whole) > 0.9
    assert likeness(words("The pier opened in 1911."), whole) < 0.5
    assert likeness(words("It is."), whole) < 0.5


def bare(text: str) -> Analysis:
    """An analysis that has only sentences, one a line."""
    sentences, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(at, at + len(line), BlockKind.PARAGRAPH, 0, Label.UNATTRIBUTED, 1.0, (), None, None, 0.0))
        at += len(line) + 1
    return Analysis(Document("d.txt", text, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), (), tuple(sentences))


LINES = st.lists(st.lists(st.sampled_from("police said reed set the fire he fled on monday".split()), min_size=1, max_size=7).map(" ".join), max_size=8)


@given(LINES, LINES)
def test_every_sentence_of_both_versions_is_accounted_for(old: list[str], new: list[str]) -> None:
    pairs = align(bare("\n".join(old)), bare("\n".join(new)))
    assert {before for before, _ in pairs} - {None} == set(range(len(old)))
    assert {after for _, after in pairs} - {None} == set(range(len(new)))
    assert len(set(pairs)) == len(pairs)


@given(LINES)
def test_a_version_aligns_with_itself(lines: list[str]) -> None:
    assert align(bare("\n".join(lines)), bare("\n".join(lines))) == [(number, number) for number in range(len(lines))]


@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_sentences_that_only_moved_are_all_found_again(versions: tuple[list[str], list[str]]) -> None:
    old, new = versions
    pairs = align(bare("\n".join(old)), bare("\n".join(new)))
    assert [before is not None and after is not None and old[before] == new[after] for before, after in pairs] == [True] * len(old)


def test_the_comparison_on_a_terminal() -> None:
    lines = comparison(edited("Police said Reed set the fire.", "Reed set the fire."), width=60).splitlines()
    assert lines[:9] == [
        "old.txt → new.txt",
        "1 change: 1 lost its source",
        "",
        "    lost its source, line 3",
        "- N Police said Reed set the fire.",
        "    — Police",
        "+ · Reed set the fire.",
        "    — nobody says so",
        "",
    ]
    assert "5 → 4 named" in " ".join(lines[9:])


def test_colour_changes_nothing_but_colour() -> None:
    changes = edited("said Tove Aker", "said a neighbour")
    coloured = comparison(changes, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == comparison(changes)


def test_a_version_cannot_steer_the_terminal() -> None:
    changes = edited("said Tove Aker", "said a \x1b[31mneighbour\u202e")
    assert "\x1b" not in comparison(changes)
    assert "\u202e" not in comparison(changes) + page(changes)


def test_the_comparison_as_json() -> None:
    told = json.loads(reporter.document(edited("Police said Reed set the fire.", "Reed set the fire.")))
    assert list(told) == ["version", "tool", "old", "new", "changes", "sources_gone", "sources_new"]
    assert (told["old"]["path"], told["new"]["path"]) == ("old.txt", "new.txt")
    assert told["old"]["totals"]["named"] == told["new"]["totals"]["named"] + 1
    (change,) = told["changes"]
    assert change["kinds"] == ["lost-source"]
    assert (change["old"]["label"], change["old"]["text"]) == ("named", "Police said Reed set the fire.")
    assert (change["new"]["label"], change["new"]["sources"]) == ("unattributed", [])


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(FIRE, encoding="utf-8")
    new.write_text(FIRE.replace("Police said Reed set", "Reed set"), encoding="utf-8")
    return old, new


@pytest.mark.parametrize(("form", "sign"), [("text", "lost its source"), ("json", '"kinds": ["lost-source"]'), ("html", "<!doctype html>")])
def test_diff_in_every_format(form: str, sign: str, versions: tuple[Path, Path], tmp_path: Path) -> None:
    result = attrib("diff", "--format", form, *versions)
    assert (result.exit_code, result.stderr) == (0, "")
    assert sign in result.stdout
    assert attrib("diff", "--format", form, "-o", tmp_path / "out", *versions).stdout == ""
    assert (tmp_path / "out").read_text(encoding="utf-8") == result.stdout


def test_the_old_version_from_standard_input(versions: tuple[Path, Path]) -> None:
    result = attrib("diff", "--stdin-filename", "then.txt", "-", versions[1], stdin=FIRE.encode())
    assert result.exit_code == 0
    assert result.stdout.startswith("then.txt → ")
    assert "lost its source" in result.stdout


@pytest.mark.parametrize("wrong", [["-", "-"], ["old.txt", "missing.txt"], [".", "old.txt"], ["--stdin-filename", "a.txt", "old.txt", "new.txt"]])
def test_what_cannot_be_compared(wrong: list[str], versions: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(versions[0].parent)
    result = attrib("diff", *wrong, stdin=b"Rain fell.\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_draft_is_never_written_over(versions: tuple[Path, Path]) -> None:
    old, new = versions
    before = new.read_bytes()
    assert attrib("diff", "-o", new, old, new).exit_code == 2
    assert attrib("label", "-o", old, old).exit_code == 2
    assert (old.read_text(encoding="utf-8"), new.read_bytes()) == (FIRE, before)
