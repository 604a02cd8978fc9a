"""The trained model as one file of arrays that loads without executing anything."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import isfinite
from operator import lt
from pathlib import Path
from typing import cast

from attrib.arrays import Array
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
        arrays = {
            "format": Array("i4", (1,), (FORMAT,)),
            "transitions": Array("f4", (len(TAGS), len(TAGS)), tuple(chain.from_iterable(self.tagger.transitions))),
            "numbers": Array("f8", (len(numbers),), numbers),
        }
        for name in sorted(weights):
            keys, outputs = sorted(weights[name].by_key), weights[name].outputs
            arrays[f"{name}_keys"] = Array("u4", (len(keys),), keys)
            arrays[f"{name}_values"] = Array("f2", (len(keys), outputs), [value for key in keys for value in weights[name].by_key[key]])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, array in arrays.items():
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), array.to_bytes(), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, place: str) -> Model:
        """Reads a model file; `place` is named in the error of a damaged one."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                    raise ValueError("too large to be a model")
                arrays = {entry.filename.removesuffix(".npy"): Array.from_bytes(archive.read(entry)) for entry in archive.infolist()}
            version = arrays["format"].values[0]
            if version != FORMAT:
                raise ModelError(f"{place}: a model of format {version}, this version reads {FORMAT}: train it again")
            weights = {name: _weights(arrays, name, outputs) for name, outputs in (("tagger", len(TAGS)), *((name, 1) for name in _WEIGHTS))}
            numbers = dict(zip(_NUMBERS, _finite(arrays["numbers"], len(_NUMBERS)), strict=True))
            transitions = _rows(_finite(arrays["transitions"], len(TAGS), len(TAGS)), len(TAGS))
        except (ValueError, KeyError, IndexError, OSError, EOFError, RuntimeError, MemoryError, struct.error, zlib.error, zipfile.BadZipFile) as error:
            raise ModelError(f"{place}: not a model file, or a damaged one: train it again or install attrib anew") from error
        threshold = numbers.pop("carrier_threshold")
        labels = LabelModel(weights["attribution"], weights["origin"], **numbers)
        return cls(Tagger(weights["tagger"], tuple(transitions)), labels, CarrierModel(weights["carriers"], threshold))


def _weights(arrays: Mapping[str, Array], name: str, outputs: int) -> FeatureWeights:
    keys = arrays[f"{name}_keys"]
    if keys.type != "u4" or len(keys.shape) != 1 or not keys.values or not all(map(lt, keys.values, keys.values[1:])):
        raise ValueError(f"{name}: keys")
    values = _finite(arrays[f"{name}_values"], len(keys.values), outputs)
    return FeatureWeights(outputs, dict(zip(cast("Sequence[int]", keys.values), _rows(values, outputs), strict=True)))


def _finite(array: Array, *shape: int) -> Sequence[float]:
    if array.type[0] != "f" or array.shape != shape or not isfinite(sum(array.values)):
        raise ValueError("numbers")
    return array.values


def _rows(values: Sequence[float], width: int) -> Iterator[tuple[float, ...]]:
    return zip(*[iter(values)] * width, strict=True)


@cache
def shipped_model() -> Model:
    """The model inside the package."""
    try:
        data = (Path(__file__).parent / "data" / "model.npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelError("the shipped model is missing: install attrib anew") from error
    return Model.from_bytes(data, "the shipped model")


def load_model(path: Path) -> Model:
    """A model from a file."""
    try:
        return Model.from_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise ModelError(f"{path}: cannot read the model: {error.strerror}") from error
