"""`attrib train`: a newsroom's own labels to a model and its card. Trained once for the file: each training takes seconds."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from commandline import attrib
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import Result

from attrib.model import load_model, shipped_model
from attrib.weights import FeatureWeights

pytest.importorskip("scipy", reason="needs the train extra")
pytest.importorskip("pycrfsuite", reason="needs the train extra")
from attrib.document import Span
from attrib.evaluation.gold import GoldDocument, GoldSentence
from attrib.readers import read_draft
from attrib.training.newsroom import _story
from attrib.training.tagger import train_on_spans
from attrib.training.towards import NOTHING, fit_towards, recalibrated, rescaled

FIXTURES = Path(__file__).parents[1] / "fixtures"
DOCUMENTS = ["antarctic-illness", "council-bins", "fiji-patrol-boat", "foreign-desk-pickup", "irish-darts-tabloid",
             "izmir-oil-trial", "jordan-wallet-leak", "kenya-dam-burst", "tamil-cricket", "vietnam-chip-plant"]  # fmt: skip


def labels(path: Path, documents: list[str] | None = None, **more: Any) -> Path:
    rows = [json.loads(line) for line in (FIXTURES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row | more | {"publication": f"Paper {len(row['doc']) % 2}"} for row in rows if documents is None or row["doc"] in documents]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("trained")
    gold = labels(folder / "gold.jsonl", DOCUMENTS, desk="foreign")
    return folder, attrib("train", gold, "--texts", FIXTURES, "--out", folder / "ours.npz", "--licence", "Our own copy")


def test_training_says_whether_it_helped(trained: tuple[Path, Result]) -> None:
    folder, result = trained
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["shipped", "this", "model"]
    assert {line.split("  ")[0] for line in lines[1:-1]} >= {"macro-F1", "chain F1", "calibration"}
    assert lines[-1].startswith(f"{folder / 'ours.npz'}: ")
    figures = {line.rsplit(None, 2)[0]: [float(x) for x in line.split()[-2:]] for line in lines[1:-2]}
    fell = any(after < before for name, (before, after) in figures.items() if name in ("macro-F1", "chain F1"))
    assert ("warning: worse than the shipped model" in result.stderr) is fell


def test_the_model_learned_and_stays_small(trained: tuple[Path, Result]) -> None:
    folder, _ = trained
    assert (folder / "ours.npz").stat().st_size <= 5 * 1024 * 1024
    gold = folder / "gold.jsonl"
    runs = [json.loads(attrib("evaluate", gold, "--texts", FIXTURES, "--format", "json", *m).stdout) for m in ([], ["--model", folder / "ours.npz"])]
    assert runs[1]["macro_f1"] > runs[0]["macro_f1"]


def test_the_card_says_what_the_model_is_and_names_no_draft(trained: tuple[Path, Result]) -> None:
    folder, _ = trained
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    for part in ("What it is for", "Our own copy", "10 documents", "Paper 0 ", "Paper 1 ", "foreign 10", "on top of the model shipped", "Limits"):
        assert part in card
    assert not any(name in card for name in DOCUMENTS)
    held_out = [line.split() for line in card.splitlines() if line.startswith("Paper")]
    assert sum(int(words[2]) for words in held_out) == sum(1 for _ in (folder / "gold.jsonl").open())


@pytest.mark.parametrize("command", ["label", "sources", "check", "annotate"])
def test_every_command_takes_the_model(command: str, trained: tuple[Path, Result], tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Rain fell on the town all night.\n", encoding="utf-8")
    result = attrib(command, draft, "--model", trained[0] / "ours.npz")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_same_labels_in_another_order_give_the_same_model(trained: tuple[Path, Result], tmp_path: Path) -> None:
    lines = (trained[0] / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(3).shuffle(lines)
    halves = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for half, part in zip(halves, (lines[:150], lines[150:]), strict=True):
        half.write_text("".join(part), encoding="utf-8")
    assert attrib("train", *halves, "--texts", FIXTURES, "--out", tmp_path / "again.npz").exit_code == 0
    assert (tmp_path / "again.npz").read_bytes() == (trained[0] / "ours.npz").read_bytes()


def test_from_scratch_without_cues_borrows_the_sequence_model(tmp_path: Path) -> None:
    result = attrib("train", labels(tmp_path / "gold.jsonl"), "--texts", FIXTURES, "--base", "none", "--out", tmp_path / "own.npz")
    assert result.exit_code == 0
    assert "shipped sequence model" in result.stderr
    assert "the labels below alone" in (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    model, shipped = load_model(tmp_path / "own.npz"), shipped_model()
    assert model.tagger.states.by_key == shipped.tagger.states.by_key
    assert len(model.labels.attribution.by_key) < len(shipped.labels.attribution.by_key)


def test_a_sequence_model_learns_from_marked_cues() -> None:
    names = ["Ana Ruiz", "Bo Lind", "Chidi Obi", "Dara Penn", "Emre Kaya"]
    verbs = ["said", "warned", "argued"]
    rows, text = [], ""
    for name in names:
        for verb in verbs:
            for rest in ("that the bridge was safe.", "the water would rise again."):
                start, sentence = len(text), f"{name} {verb} {rest}"
                end_of_name = start + len(name)
                cue, mention = Span(end_of_name + 1, end_of_name + 1 + len(verb)), Span(start, end_of_name)
                rows.append(GoldSentence("", "d", "", "", start, start + len(sentence), "named", name, (), (cue,), mention))
                text += sentence + "\n\n"
    story = _story(GoldDocument("d", "", read_draft("d.txt", text.encode()), tuple(rows)))
    tagger = train_on_spans([story], 40)
    (tagging,) = tagger.tag([story.story.tokens[0]])
    assert [round(p) for p in tagging.cue[:4]] == [0, 0, 1, 0]
    assert round(tagging.begin[0]) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["--out", "model.bin"], "ends in .npz", id="suffix"),
        pytest.param(["--out", "nowhere/model.npz"], "no such folder", id="folder"),
        pytest.param([], "12 labelled sentences in 1 documents are too few: --base shipped needs at least 100 in 10", id="few"),
        pytest.param(["--base", "none"], "needs at least 500 in 20", id="few-from-scratch"),
    ],
)
def test_training_that_cannot_begin(args: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    gold = labels(tmp_path / "gold.jsonl", ["council-bins"])
    gold.write_text("".join(gold.read_text(encoding="utf-8").splitlines(keepends=True)[:12]), encoding="utf-8")
    result = attrib("train", gold, "--texts", FIXTURES, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == [gold]


def test_another_model_s_card_is_not_written_over(tmp_path: Path) -> None:
    card = tmp_path / "MODEL_CARD.md"
    card.write_text("# Another model\n", encoding="utf-8")
    result = attrib("train", labels(tmp_path / "gold.jsonl"), "--texts", FIXTURES, "--out", tmp_path / "model.npz")
    assert result.exit_code == 2
    assert f"{card}: there is another model's card here" in result.stderr
    assert card.read_text(encoding="utf-8") == "# Another model\n"


def test_without_the_train_extra_the_remedy_is_named(tmp_path: Path) -> None:
    code = "import sys; sys.modules['scipy'] = None; sys.modules['sklearn'] = None; from attrib.cli import main; main()"
    args = ["train", str(labels(tmp_path / "gold.jsonl")), "--texts", str(FIXTURES)]
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120)
    assert done.returncode == 2
    assert "pip install 'attrib[train]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_shows_on_a_terminal(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "attrib", "evaluate", str(labels(tmp_path / "gold.jsonl", ["council-bins"])), "--texts", str(FIXTURES)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}, check=False, timeout=120)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0
    assert b"comparing" in shown
    assert b"comparing" not in done.stdout


ROWS = [["bias", "said"], ["bias", "rain"], ["bias", "said", "rain"], ["bias"]] * 10
ANSWERS = [True, False, True, False] * 10


def weight(weights: FeatureWeights, name: str) -> float:
    return weights.score([name])


def test_a_strong_prior_holds_and_a_weak_one_gives_way() -> None:
    prior = FeatureWeights.of({"said": [-2.0], "snow": [0.5], "bias": [0.25]})
    held, moved = fit_towards(ROWS, ANSWERS, prior, 1e6), fit_towards(ROWS, ANSWERS, prior, 0.1)
    assert weight(held, "said") == pytest.approx(-2, abs=0.01)
    assert weight(moved, "said") > 1
    assert weight(held, "snow") == weight(moved, "snow") == pytest.approx(0.5)


def test_no_prior_is_ridge_regression() -> None:
    linear = pytest.importorskip("sklearn.linear_model").LogisticRegression(C=0.2, fit_intercept=False, tol=1e-8)
    names = ["bias", "said", "rain"]
    linear.fit([[float(n in row) for n in names] for row in ROWS], ANSWERS)
    ours = fit_towards(ROWS, ANSWERS, NOTHING, 2.5)
    assert [weight(ours, n) for n in names] == pytest.approx(linear.coef_[0].tolist(), abs=1e-3)


@settings(max_examples=30)
@given(st.lists(st.booleans(), min_size=4, max_size=12), st.floats(0.5, 100))
def test_weights_stay_finite_whatever_the_answers(answers: list[bool], strength: float) -> None:
    fitted = fit_towards(ROWS[: len(answers)], answers, NOTHING, strength, least_count=1)
    assert np.isfinite(list(fitted.by_key.values())).all()


def test_calibration_goes_into_the_weights() -> None:
    weights = FeatureWeights.of({"bias": [1.0], "said": [2.0]})
    both = weights.score(["bias", "said"]), rescaled(weights, 0.5, -1.0).score(["bias", "said"])
    assert both[1] == pytest.approx(0.5 * both[0] - 1.0)


def test_scores_that_are_too_sure_are_scaled_down() -> None:
    scores = np.array([4.0, 4.0, 4.0, -4.0, -4.0, -4.0] * 20, dtype=np.float64)
    scale, shift = recalibrated(scores, [True, True, False, False, False, True] * 20, 0.01)
    assert scale == pytest.approx(np.log(2) / 4, abs=0.01)
    assert shift == pytest.approx(0, abs=0.01)
