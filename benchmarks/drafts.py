"""Drafts made for measuring growth, of the texts at hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path


def document(texts: Sequence[Path], factor: int, place: Path) -> Path:
    """One draft of all the texts, `factor` times one after another."""
    whole = "\n\n".join(text.read_text(encoding="utf-8") for text in texts)
    place.write_text("\n\n".join([whole] * factor), encoding="utf-8")
    return place


def line(texts: Sequence[Path], size: int, place: Path) -> Path:
    """One draft of a single line, `size` characters long."""
    words = " ".join(" ".join(text.read_text(encoding="utf-8").split()) for text in texts)
    place.write_text((words * (size // len(words) + 1))[:size] + "\n", encoding="utf-8")
    return place


def folder(texts: Sequence[Path], count: int, place: Path) -> Path:
    """A folder of so many drafts."""
    place.mkdir()
    for number, text in enumerate(islice(cycle(texts), count)):
        (place / f"{number:05}.txt").write_bytes(text.read_bytes())
    return place
