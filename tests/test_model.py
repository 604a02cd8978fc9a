"""The model file: loads without running anything, says what is wrong with a bad one."""

import io
import pickle
import zipfile
from importlib.resources import files

import numpy as np
import pytest
from typer.testing import CliRunner

from attrib.cli import app
from attrib.errors import ModelError
from attrib.model import Model, load_model, shipped_model
from attrib.sequence import marginal_probabilities

DATA = files("attrib.data").joinpath("model.npz").read_bytes()


def test_the_shipped_model_is_small_and_holds_numbers_only():
    assert len(DATA) <= 5 * 1024 * 1024
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        for name in archive.namelist():
            assert name.endswith(".npy")
            assert np.load(io.BytesIO(archive.read(name)), allow_pickle=False).dtype.kind in "iuf"


def test_a_model_written_and_read_again_is_the_same_file():
    assert Model.from_bytes(DATA, "here").to_bytes() == DATA
    assert shipped_model() is shipped_model()


def rewritten(**changed: np.ndarray) -> bytes:
    """The shipped model with some arrays changed, as somebody who means ill or errs could write it."""
    with np.load(io.BytesIO(DATA)) as arrays:
        out = io.BytesIO()
        np.savez_compressed(out, **{**arrays, **changed})
    return out.getvalue()


class Trap:
    """Runs when it is unpickled."""

    def __reduce__(self):
        return (pytest.fail, ("the model file ran code",))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no model", id="text"),
        pytest.param(DATA[: len(DATA) // 2], id="cut-off"),
        pytest.param(DATA[:5000] + bytes(200) + DATA[5200:], id="overwritten"),
        pytest.param(pickle.dumps(Trap()), id="pickle"),
        pytest.param(rewritten(numbers=np.array([Trap()], dtype=object)), id="pickle-inside"),
        pytest.param(rewritten(numbers=np.zeros(3)), id="numbers-missing"),
        pytest.param(rewritten(numbers=np.full(6, np.nan)), id="no-number"),
        pytest.param(rewritten(transitions=np.zeros((2, 2), dtype=np.float32)), id="transitions"),
        pytest.param(rewritten(tagger_keys=np.zeros(0, dtype=np.uint32)), id="no-keys"),
        pytest.param(rewritten(origin_keys=np.arange(9)[::-1].astype(np.uint32)), id="unsorted"),
        pytest.param(rewritten(format=np.zeros(0)), id="no-format"),
    ],
)
def test_a_damaged_file_is_named_with_the_remedy(tmp_path, data):
    path = tmp_path / "model.npz"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"model\.npz.*train it again"):
        load_model(path)


def test_a_model_that_would_fill_the_memory_is_refused(tmp_path):
    path = tmp_path / "model.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("format.npy", bytes(65 * 1024 * 1024))
    with pytest.raises(ModelError, match="damaged"):
        load_model(path)


@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_a_model_that_cannot_be_used_ends_the_run_before_any_draft(command, tmp_path):
    bad = tmp_path / "model.npz"
    bad.write_bytes(b"no model")
    draft = tmp_path / "draft.txt"
    draft.write_text("Rain fell.\n", encoding="utf-8")
    result = CliRunner().invoke(app, [command, str(draft), "--model", str(bad)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"attrib: {bad}: not a model file")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"gone\.npz"):
        load_model(tmp_path / "gone.npz")


def test_marginals_equal_those_of_every_path_counted_out():
    rng = np.random.default_rng(7)
    scores, moves = rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
    paths = np.array(np.meshgrid(*[range(4)] * 4, indexing="ij")).reshape(4, -1).T
    weight = np.exp([sum(scores[i, p[i]] for i in range(4)) + sum(moves[p[i], p[i + 1]] for i in range(3)) for p in paths])
    expected = np.array([[weight[paths[:, i] == tag].sum() for tag in range(4)] for i in range(4)]) / weight.sum()
    np.testing.assert_allclose(marginal_probabilities(scores.tolist(), np.exp(moves).tolist()), expected)
