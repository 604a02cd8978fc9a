"""How long work tells how far it has come, without knowing who looks on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Watch(Protocol):
    """Passes `total` items on while it shows how far `what` has come."""

    def __call__(self, items: Iterable[T], what: str, total: int) -> Iterable[T]: ...


def quietly(items: Iterable[T], what: str, total: int) -> Iterable[T]:  # noqa: ARG001 the shape of a Watch
    """The items, and nothing shown."""
    return items
