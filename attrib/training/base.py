"""What training on one's own labels starts from, where it writes, and how much it needs. Light: the command line reads it before anything runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from attrib.errors import AttribError

CARD_TITLE = "# Model card: a model trained with `attrib train`"
_LEAST_EACH = 20


class Base(StrEnum):
    """What training starts from."""

    SHIPPED = "shipped"
    NONE = "none"


_LEAST = {Base.SHIPPED: (100, 10), Base.NONE: (500, 20)}
"""Labelled sentences and documents without which nothing is learned that holds."""


class TrainingError(AttribError):
    """Training that cannot begin: too few labels, or nowhere to write."""


def check_amount(labels: Sequence[str], documents: int, base: Base) -> None:
    """Raises `TrainingError` where `labels` of so many documents are too few to learn from."""
    sentences, least_documents = _LEAST[base]
    if len(labels) < sentences or documents < least_documents:
        raise TrainingError(
            f"{len(labels)} labelled sentences in {documents} documents are too few: --base {base} needs at least {sentences} in {least_documents}; "
            "`attrib annotate` prints more to correct"
        )
    counts = Counter(labels)
    rare = [label for label in ("named", "anonymous", "unattributed") if counts[label] < _LEAST_EACH]
    if base is Base.NONE and rare:
        few = f"only {counts[rare[0]]} {rare[0]} sentences"
        raise TrainingError(f"{few}: --base none needs at least {_LEAST_EACH} of every label; use --base shipped or label more")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a model and its card go."""

    model: Path
    card: Path

    @classmethod
    def of(cls, out: Path) -> Target:
        """Checked before anything is learned. Raises `TrainingError` where nothing can or should be written."""
        target = cls(out, out.with_name("MODEL_CARD.md"))
        if out.suffix != ".npz":
            raise TrainingError(f"{out}: a model file ends in .npz")
        if not out.parent.is_dir():
            raise TrainingError(f"{out.parent}: no such folder: make it, or name another with --out")
        try:
            strange = target.card.exists() and not target.card.read_bytes().startswith(CARD_TITLE.encode())
        except OSError as error:
            raise TrainingError(f"{target.card}: cannot be read: {error.strerror}") from error
        if strange:
            raise TrainingError(f"{target.card}: there is another model's card here: move it, or name another folder with --out")
        return target

    def write(self, model: bytes, card: str) -> None:
        """Writes both."""
        for path, data in ((self.model, model), (self.card, card.encode())):
            try:
                path.write_bytes(data)
            except OSError as error:
                raise TrainingError(f"{path}: cannot be written: {error.strerror}") from error
