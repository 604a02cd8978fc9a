"""`attrib evaluate`: figures against gold, calibration, and what it says of gold it cannot use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from commandline import attrib
from hypothesis import given
from hypothesis import strategies as st

from attrib.analysis import Chain, Label, Sentence, Source, SourceKind
from attrib.document import BlockKind
from attrib.evaluation.calibration import calibration, doubt
from attrib.evaluation.gold import GoldSentence
from attrib.evaluation.scoring import Judgement, figures, same_name

ROOT = Path(__file__).parents[1]
SCORER = Path(os.environ.get("ATTRIB_SCORER", ROOT.parent / "shared" / "gold" / "score.py"))
STORY = "Rain fell on the town.\n\nAna Ruiz, the mayor, said the bridge was safe.\n\n“It will stand,” an engineer said.\n"


def row(text: str, words: str, label: str, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"doc": "story", "publication": "", "start": start, "end": start + len(words), "label": label, "source": "", "chain": [], **more}


ROWS = [
    row(STORY, "Rain fell on the town.", "unattributed"),
    row(STORY, "Ana Ruiz, the mayor, said the bridge was safe.", "named", source="Ana Ruiz", desk="local"),
    row(STORY, "“It will stand,” an engineer said.", "anonymous", source="engineer", desk="local"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path / "gold.jsonl"


def fill(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in rows), encoding="utf-8")
    return path


def judged(
    gold: str, found: str | None, *, confidence: float = 0.9, chain: Sequence[str] = (), links: Sequence[str] = (), source: str = "", name: str = ""
) -> Judgement:
    wanted = GoldSentence("gold.jsonl:1", "story", "", "", 0, 10, gold, source, tuple(chain))
    if found is None:
        return Judgement(wanted, None)
    sources = (Source(name, SourceKind.PERSON, True, None, ""),) if name else ()
    through = Chain(tuple(links), (), 0.8, True) if links else None
    return Judgement(wanted, Sentence(0, 10, BlockKind.PARAGRAPH, 0, Label(found), confidence, sources, None, through, 0.0))


def test_figures_counted_by_hand() -> None:
    f = figures([
        judged("named", "named", source="Ana Ruiz", name="Ruiz"),
        judged("named", "named", source="Ana Ruiz", name="Bo Lind"),
        judged("named", "unattributed"),
        judged("anonymous", "named", chain=["official", "Eastern Post"], links=["an official", "the Eastern Post"]),
        judged("anonymous", "anonymous", chain=["Eastern Post"], links=["Western Post"]),
        judged("unattributed", "unattributed", links=["Eastern Post"]),
        judged("unattributed", None, chain=["Eastern Post"]),
    ])  # fmt: skip
    assert (f.sentences, f.accuracy) == (7, 4 / 7)
    named, anonymous, unattributed = (f.labels[label.value] for label in Label)
    assert (named.precision, named.recall, named.f1, named.gold, named.found) == (2 / 3, 2 / 3, 2 / 3, 3, 3)
    assert (anonymous.precision, anonymous.recall, anonymous.f1) == (1, 1 / 2, 2 / 3)
    assert (unattributed.precision, unattributed.recall, unattributed.f1) == (1 / 2, 1 / 2, 1 / 2)
    assert f.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1 / 2) / 3)
    assert f.confusion["unattributed", "missing"] == 1
    assert (f.chains.tp, f.chains.fp, f.chains.fn, f.chains.exact, f.chains.carrier) == (2, 1, 1, 1, 1)
    assert (f.chains.f1, f.chains.exact_share) == (4 / 6, 1 / 3)
    assert (f.sources, f.source_accuracy) == (2, 1 / 2)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Ali al-Qasim", "Qasim", True),
        ("the U.S. official", "official", True),
        ("Post’s", "The Post", True),
        ("", "", True),
        ("Ana Ruiz", "Ana Lind", False),
        ("official", "", False),
    ],
)
def test_names_that_are_the_same(gold: str, found: str, same: bool) -> None:
    assert same_name(gold, found) is same


def test_calibration_counted_by_hand() -> None:
    sure = [judged("named", label, confidence=c) for label, c in (("named", 0.95), ("anonymous", 0.85), ("named", 0.81))]
    found = [*sure, judged("named", None)]
    result = calibration(found)
    assert [(b.low, b.sentences, b.accuracy) for b in result.bins if b.sentences] == [(0.8, 2, 0.5), (0.9, 1, 1.0)]
    assert result.error == pytest.approx((2 * abs(0.83 - 0.5) + 0.05) / 3)
    assert calibration([judged("named", "named", confidence=1.0)]).error == 0


def test_a_threshold_parts_sure_from_unsure() -> None:
    found = [judged("named", "named", confidence=0.6), judged("named", "anonymous", confidence=0.59), judged("named", None)]
    result = doubt(found, 0.6)
    assert (result.sentences, result.accuracy_below, result.accuracy_above) == (1, 0.0, 1.0)
    assert doubt([], 0.6).accuracy_below is None


LABELS = st.sampled_from([label.value for label in Label])


@given(st.lists(st.tuples(LABELS, st.none() | LABELS, st.floats(0, 1))))
def test_figures_stay_in_bounds(pairs: list[tuple[str, str | None, float]]) -> None:
    found = [judged(gold, label, confidence=c) for gold, label, c in pairs]
    f, c = figures(found), calibration(found)
    assert 0 <= f.accuracy <= 1
    assert 0 <= f.macro_f1 <= 1
    assert 0 <= c.error <= 1
    assert sum(f.confusion.values()) == f.sentences == len(pairs)
    assert sum(b.sentences for b in c.bins) == sum(label is not None for _, label, _ in pairs)


def test_all_right(gold: Path) -> None:
    result = attrib("evaluate", fill(gold, ROWS), "--texts", gold.parent, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    run = json.loads(result.stdout)
    assert (run["sentences"], run["accuracy"], run["macro_f1"], run["source_accuracy"], run["mistakes"], run["skipped"]) == (3, 1, 1, 1, [], [])
    assert [(g["name"], g["sentences"]) for g in run["breakdowns"]["desk"]] == [("local", 2), ("not given", 1)]
    assert [(g["name"], g["sentences"]) for g in run["breakdowns"]["quoted"]] == [("none", 2), ("partial", 1)]
    assert [(g["name"], g["sentences"]) for g in run["breakdowns"]["marks"]] == [("curly", 1), ("none", 2)]
    assert "outlet" not in run["breakdowns"]


def test_rows_to_skip_are_not_scored(gold: Path) -> None:
    rows = [*ROWS[1:], {**ROWS[0], "label": "skip"}]
    assert json.loads(attrib("evaluate", fill(gold, rows), "--texts", gold.parent, "--format", "json").stdout)["sentences"] == 2


def test_a_mistake_comes_with_its_evidence(gold: Path) -> None:
    fill(gold, [{**ROWS[1], "label": "anonymous", "source": "aide", "chain": ["aide", "Eastern Post"]}])
    result = attrib("evaluate", gold, "--texts", gold.parent, "--format", "json")
    (mistake,) = json.loads(result.stdout)["mistakes"]
    assert result.exit_code == 0
    assert mistake["text"] == "Ana Ruiz, the mayor, said the bridge was safe."
    assert (mistake["line"], mistake["wrong"], mistake["row"]) == (3, ["label", "chain"], f"{gold}:1")
    assert mistake["found"]["label"] == "named"
    assert mistake["found"]["cue"]["text"] == "said"
    assert mistake["found"]["sources"][0]["name"] == "Ana Ruiz"
    assert mistake["found"]["sources"][0]["reason"]
    shown = attrib("evaluate", gold, "--texts", gold.parent).stdout
    assert f"{gold.parent / 'story.txt'}:3:1: gold anonymous, found named" in shown
    assert "gold: aide > Eastern Post" in shown
    assert "Most confident" not in attrib("evaluate", gold, "--texts", gold.parent, "--errors", "0").stdout


def test_the_draft_s_own_outlet_comes_from_the_row(gold: Path) -> None:
    text = "The minister resigned on Monday, a U.S. official told Axios.\n"
    (gold.parent / "story.txt").write_text(text, encoding="utf-8")
    for publication, chains in (("", 1), ("Axios", 0)):
        fill(gold, [row(text, text.strip(), "anonymous", source="U.S. official", publication=publication)])
        run = json.loads(attrib("evaluate", gold, "--texts", gold.parent, "--format", "json").stdout)
        assert run["chain_counts"]["fp"] == chains


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param("{", "not JSON", id="no-json"),
        pytest.param('{"start": ' + "9" * 5000 + "}", "number too large", id="huge"),
        pytest.param("[" * 100_000, "nested too deeply", id="nested"),
        pytest.param({**ROWS[0], "doc": "x" * 300}, "no document", id="long-name"),
        pytest.param({**ROWS[0], "doc": "\ud800\0"}, "leads out", id="no-name"),
        pytest.param("[1]", "one JSON object", id="no-object"),
        pytest.param({**ROWS[0], "label": "nmaed"}, "did you mean named?", id="label"),
        pytest.param({**ROWS[0], "label": 3}, "label is no string", id="label-number"),
        pytest.param({k: v for k, v in ROWS[0].items() if k != "end"}, "start and end", id="no-end"),
        pytest.param({**ROWS[0], "start": 9, "end": 9}, "no span: 9 to 9", id="empty"),
        pytest.param({**ROWS[0], "start": True}, "whole numbers", id="boolean"),
        pytest.param({**ROWS[0], "end": 4000}, "offset 4000 lies beyond", id="beyond"),
        pytest.param({**ROWS[0], "chain": "Axios"}, "chain is no list", id="chain"),
        pytest.param({**ROWS[0], "cue": [1]}, "cue is no pair", id="cue"),
        pytest.param({**ROWS[0], "doc": ""}, "doc is missing", id="no-doc"),
        pytest.param({**ROWS[0], "doc": "gone"}, "no document 'gone'", id="no-document"),
        pytest.param({**ROWS[0], "doc": "../story"}, "leads out of the folder", id="outside"),
        pytest.param({**ROWS[0], "publication": "Axios"}, "one publication", id="two-publications"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(bad: object, said: str, gold: Path) -> None:
    fill(gold, [{**ROWS[0], "publication": "Daily Planet"}, bad, *ROWS[1:]])
    result = attrib("evaluate", gold, "--texts", gold.parent, "--format", "json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"attrib: {gold}:2: ")
    assert said in result.stderr
    run = json.loads(result.stdout)
    assert run["sentences"] == 3
    assert [s["path"] for s in run["skipped"]] == [f"{gold}:2"]


def test_documents_of_every_format_are_found(gold: Path) -> None:
    (gold.parent / "story.txt").rename(gold.parent / "story.md")
    assert attrib("evaluate", fill(gold, ROWS), "--texts", gold.parent).exit_code == 0


def test_two_documents_of_one_name_are_not_guessed_between(gold: Path) -> None:
    (gold.parent / "story.md").write_text(STORY, encoding="utf-8")
    result = attrib("evaluate", fill(gold, ROWS), "--texts", gold.parent)
    assert result.exit_code == 2
    assert "several documents 'story'" in result.stderr
    assert "3 rows left out" in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff", b'{"doc": "story"}\n'])
def test_gold_without_a_usable_row(content: bytes | None, gold: Path) -> None:
    if content is not None:
        gold.write_bytes(content)
    result = attrib("evaluate", gold, "--texts", gold.parent)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(gold) in result.stderr


def test_a_missing_folder_is_named(gold: Path) -> None:
    result = attrib("evaluate", fill(gold, ROWS), "--texts", gold.parent / "nowhere")
    assert result.exit_code == 2
    assert "nowhere: no such folder" in result.stderr


def test_the_json_document_keeps_to_its_schema(gold: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "attrib" / "schemas" / "evaluation-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema).validate
    check(json.loads(attrib("evaluate", fill(gold, ROWS), "--texts", gold.parent, "--format", "json").stdout))
    fill(gold, ["{", {**ROWS[0], "label": "named"}, {**ROWS[1], "chain": ["Axios"]}, {**ROWS[2], "label": "named", "start": len(STORY) - 1, "end": len(STORY)}])
    run = json.loads(attrib("evaluate", gold, "--texts", gold.parent, "--format", "json").stdout)
    check(run)
    assert [m["found"]["label"] for m in run["mistakes"]] == ["unattributed", "named", "missing"]
    assert len(run["skipped"]) == 1


@pytest.mark.skipif(not SCORER.exists(), reason="the gold standard's own scorer is not on this machine")
def test_the_figures_equal_those_of_the_gold_standard_s_scorer() -> None:
    documents = sorted(p for p in (ROOT / "fixtures").iterdir() if p.suffix in (".txt", ".md") and p.stem != "README")
    expected = ROOT / "fixtures" / "expected.jsonl"
    labelled = attrib("label", "--format", "json", *documents)
    saved = json.loads(labelled.stdout)
    ours = json.loads(attrib("evaluate", expected, "--texts", ROOT / "fixtures", "--format", "json", "--errors", "0").stdout)
    # Handed over through a pipe: the scorer reads any file that opens like one.
    command = [sys.executable, str(SCORER), str(expected), str(ROOT / "fixtures"), "--predictions", "/dev/stdin", "--json"]
    done = subprocess.run(command, input=json.dumps(saved), capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    assert theirs.pop("errors") == []
    labels = {name: {k: rates[k] for k in ("precision", "recall", "f1")} for name, rates in ours["labels"].items()}
    assert {key: ours[key] for key in theirs} | {"labels": labels} == theirs


def test_unsure_labels_are_marked(gold: Path) -> None:
    story = gold.parent / "story.txt"
    assert not any(s["unsure"] for s in json.loads(attrib("label", "--format", "json", story).stdout)["documents"][0]["sentences"])
    sure = attrib("label", story).stdout
    assert "?" not in sure
    doubtful = attrib("label", "--unsure-below", "1", story).stdout
    assert doubtful.count("\n? ") == 3
    assert "— perhaps unattributed\n" in doubtful
    assert "— perhaps named: Ana Ruiz (“said”)\n" in doubtful
    assert "3 of them unsure (?)" in doubtful
    for command in ("label", "check"):
        (document,) = json.loads(attrib(command, "--unsure-below", "1", "--format", "json", story).stdout)["documents"]
        assert [(s["unsure"], s["label"]) for s in document["sentences"]] == [(True, "unattributed"), (True, "named"), (True, "anonymous")]


@pytest.mark.parametrize("threshold", ["-0.1", "1.5", "often"])
def test_a_threshold_is_a_probability(threshold: str, gold: Path) -> None:
    assert attrib("label", "--unsure-below", threshold, gold.parent / "story.txt").exit_code == 2
