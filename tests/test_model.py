"""The model file: loads without running anything, says what is wrong with a bad one."""

import io
import zipfile
from importlib.resources import files

import numpy as np
import pytest

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


@pytest.mark.parametrize("data", [b"", b"no model", DATA[: len(DATA) // 2]], ids=["empty", "text", "cut off"])
def test_a_damaged_file_is_named_with_the_remedy(tmp_path, data):
    path = tmp_path / "model.npz"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"model\.npz.*train it again"):
        load_model(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"gone\.npz"):
        load_model(tmp_path / "gone.npz")


def test_marginals_equal_those_of_every_path_counted_out():
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(4, 4)).astype(np.float32)
    moves = rng.normal(size=(4, 4)).astype(np.float32)
    paths = np.array(np.meshgrid(*[range(4)] * 4, indexing="ij")).reshape(4, -1).T
    weight = np.exp([sum(scores[i, p[i]] for i in range(4)) + sum(moves[p[i], p[i + 1]] for i in range(3)) for p in paths])
    expected = np.array([[weight[paths[:, i] == tag].sum() for tag in range(4)] for i in range(4)]) / weight.sum()
    padded = marginal_probabilities(np.vstack([scores, scores[:2]]), [4, 2], moves)
    np.testing.assert_allclose(padded[:4], expected, rtol=1e-4)
