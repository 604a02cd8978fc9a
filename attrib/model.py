"""The trained model as one file of arrays that loads without executing anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attrib.errors import ModelError
from attrib.sequence import TAGS, Tagger
from attrib.weights import FeatureWeights

FORMAT = 1
_LARGEST = 64 * 1024 * 1024
"""Bytes a model may take up unpacked; the shipped one takes less than one."""
_WEIGHTS = ("attribution", "origin", "carriers")
_NUMBERS = ("attribution_scale", "attribution_shift", "origin_scale", "origin_shift", "anonymous_weight", "carrier_threshold")


@dataclass(frozen=True, slots=True, eq=False)
class LabelModel:
    """The labeller: log-odds of "attributed" and of "anonymous".

    Scales and shifts calibrate the log-odds; `anonymous_weight` multiplies the probability of that label
    when one is chosen.
    """

    attribution: FeatureWeights
    origin: FeatureWeights
    attribution_scale: float
    attribution_shift: float
    origin_scale: float
    origin_shift: float
    anonymous_weight: float


@dataclass(frozen=True, slots=True, eq=False)
class CarrierModel:
    """Log-odds that a name or description passed information on, and the least probability that makes a chain."""

    weights: FeatureWeights
    threshold: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that training learned."""

    tagger: Tagger
    labels: LabelModel
    carriers: CarrierModel

    def to_bytes(self) -> bytes:
        """The model file: a zip of .npy arrays, the same bytes for the same numbers."""
        weights = {"tagger": self.tagger.states, "carriers": self.carriers.weights}
        weights |= {name: getattr(self.labels, name) for name in _WEIGHTS[:-1]}
        numbers = [getattr(self.labels, name) for name in _NUMBERS[:-1]] + [self.carriers.threshold]
        arrays: dict[str, NDArray[np.generic]] = {
            "format": np.array([FORMAT], dtype=np.int32),
            "transitions": self.tagger.transitions,
            "numbers": np.array(numbers, dtype=np.float64),
        }
        for name in sorted(weights):
            arrays[f"{name}_keys"] = weights[name].keys
            arrays[f"{name}_values"] = weights[name].values.astype(np.float16)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, array in arrays.items():
                data = io.BytesIO()
                np.lib.format.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue(), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, place: str) -> Model:
        """Reads a model file; `place` is named in the error of a damaged one."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                    raise ValueError("too large to be a model")
                arrays = {entry.filename.removesuffix(".npy"): _array(archive.read(entry)) for entry in archive.infolist()}
            version = int(arrays["format"][0])
            if version != FORMAT:
                raise ModelError(f"{place}: a model of format {version}, this version reads {FORMAT}: train it again")
            weights = {name: _weights(arrays, name, outputs) for name, outputs in (("tagger", len(TAGS)), *((name, 1) for name in _WEIGHTS))}
            numbers = dict(zip(_NUMBERS, (float(x) for x in _finite(arrays["numbers"], len(_NUMBERS))), strict=True))
            transitions = _finite(arrays["transitions"], len(TAGS), len(TAGS)).astype(np.float32)
        except (ValueError, KeyError, IndexError, TypeError, OSError, EOFError, RuntimeError, MemoryError, zlib.error, zipfile.BadZipFile) as error:
            raise ModelError(f"{place}: not a model file, or a damaged one: train it again or install attrib anew") from error
        threshold = numbers.pop("carrier_threshold")
        labels = LabelModel(weights["attribution"], weights["origin"], **numbers)
        return cls(Tagger(weights["tagger"], transitions), labels, CarrierModel(weights["carriers"], threshold))


def _array(data: bytes) -> NDArray[np.generic]:
    """An array of numbers; what would need pickle is refused."""
    array: NDArray[np.generic] = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    return array


def _weights(arrays: Mapping[str, NDArray[np.generic]], name: str, outputs: int) -> FeatureWeights:
    keys = arrays[f"{name}_keys"]
    if keys.dtype != np.uint32 or keys.ndim != 1 or not len(keys) or (np.diff(keys.astype(np.int64)) <= 0).any():
        raise ValueError(f"{name}: keys")
    return FeatureWeights(keys.astype(np.uint32), _finite(arrays[f"{name}_values"], len(keys), outputs).astype(np.float32))


def _finite(array: NDArray[np.generic], *shape: int) -> NDArray[np.float64]:
    numbers = array.astype(np.float64)
    if array.dtype.kind != "f" or array.shape != shape or not np.isfinite(numbers).all():
        raise ValueError("numbers")
    return numbers


@cache
def shipped_model() -> Model:
    """The model inside the package."""
    try:
        data = files("attrib.data").joinpath("model.npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelError("the shipped model is missing: install attrib anew") from error
    return Model.from_bytes(data, "the shipped model")


def load_model(path: Path) -> Model:
    """A model from a file."""
    try:
        return Model.from_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise ModelError(f"{path}: cannot read the model: {error.strerror}") from error
