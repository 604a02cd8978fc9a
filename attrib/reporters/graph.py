"""The provenance of a draft as a picture: origins on the left, carriers between, the draft on the right.

Every way that information took is a route, and every route has a row of its own, so nodes cannot collide.
A node stands in the row of the first route that passes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

from attrib.analysis import Analysis, Sentence


class NodeKind(StrEnum):
    """What stands at a node."""

    ORIGIN = "origin"
    CARRIER = "carrier"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody on a route. `identified` is whether the draft tells who it is."""

    name: str
    identified: bool

    @property
    def key(self) -> str:
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class Route:
    """A way to the draft: its origin (None where a carrier names none), its carriers in order, and the numbers of the sentences that came by it."""

    origin: Stop | None
    carriers: tuple[Stop, ...]
    sentences: tuple[int, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return (self.origin, *self.carriers) if self.origin else self.carriers


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the picture, its upper left corner at `x`, `y`."""

    kind: NodeKind
    stop: Stop
    sentences: tuple[int, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the picture between two stops; `path` is in SVG's path syntax, `thickness` and `end` in its units."""

    start: Stop
    finish: Stop
    sentences: tuple[int, ...]
    path: str
    thickness: float
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn graph and the routes it shows. Without routes there is nothing to draw."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    routes: tuple[Route, ...]


DRAFT = Stop("this draft", True)
_BOX, _GAP, _DRAFT_BOX = 210, 76, 96
_ROW, _TALL = 34, 26
_TOP = 28
"""Room for the headings of the columns."""


def routes(analysis: Analysis) -> tuple[Route, ...]:
    """Every way that a draft's information took, second-hand ones first, those that share a carrier or an origin together."""
    found: dict[tuple[str, ...], Route] = {}
    for number, sentence in enumerate(analysis.sentences):
        for origin, carriers in _ways(sentence):
            key = (origin.key if origin else "", *(c.key for c in carriers))
            old = found.get(key) or Route(origin, carriers, ())
            found[key] = Route(old.origin, old.carriers, (*old.sentences, number))
    return tuple(_neighbours(list(found.values())))


def _ways(sentence: Sentence) -> Iterator[tuple[Stop | None, tuple[Stop, ...]]]:
    identified = {source.name.casefold(): source.identified for source in sentence.sources}
    chain = sentence.chain
    passed: tuple[str, ...] = chain.links if chain else ()
    if chain and passed:
        carriers = passed[1:] or passed
        origin = Stop(passed[0], identified.get(passed[0].casefold(), True)) if len(passed) > 1 else None
        yield origin, tuple(Stop(name, identified.get(name.casefold(), chain.carrier_identified)) for name in carriers)
    direct = {source.name.casefold(): source for source in sentence.sources if source.name not in passed}
    for source in direct.values():
        yield Stop(source.name, source.identified), ()


def _neighbours(found: list[Route]) -> Iterator[Route]:
    """Second-hand routes first; after each those that share a last carrier or an origin with it."""
    left = sorted(found, key=lambda route: not route.carriers)
    while left:
        group = [left.pop(0)]
        for known in group:  # grows as it is walked
            near = [route for route in left if _meet(known, route)]
            group += near
            left = [route for route in left if route not in near]
        yield from group


def _meet(one: Route, other: Route) -> bool:
    if one.carriers and other.carriers and one.carriers[-1].key == other.carriers[-1].key:
        return True
    return one.origin is not None and other.origin is not None and one.origin.key == other.origin.key


def draw(found: tuple[Route, ...]) -> Picture:
    """The picture of the routes."""
    hops = max((len(route.carriers) for route in found), default=0)
    nodes: dict[_Key, Node] = {}
    edges: dict[tuple[_Key, _Key], Edge] = {}
    for row, route in enumerate(found):
        before: _Key | None = None
        lane = _middle(_TOP + row * _ROW)
        for column, stop in _columns(route, hops):
            key = column, stop.key
            old = nodes.get(key) or _node(NodeKind.CARRIER if column else NodeKind.ORIGIN, stop, column, row)
            nodes[key] = replace(old, sentences=_merged(old.sentences, route.sentences))
            if before:
                _connect(edges, (before, key), nodes[before], (nodes[key].x, _middle(nodes[key].y)), stop, route, lane)
            before = key
        if before:
            end = (hops + 1) * (_BOX + _GAP), _middle(nodes[before].y) if route.carriers else lane
            _connect(edges, (before, _END), nodes[before], end, DRAFT, route, lane)
    height = _TOP + max(len(found), 2) * _ROW
    every = _merged((), tuple(number for route in found for number in route.sentences))
    draft = Node(NodeKind.DRAFT, DRAFT, every, (hops + 1) * (_BOX + _GAP), _TOP, _DRAFT_BOX, height - _TOP - (_ROW - _TALL))
    return Picture(draft.x + _DRAFT_BOX, height, (*nodes.values(), draft), tuple(edges.values()), found)


_Key = tuple[int, str]
_END: _Key = (-1, "")


def _columns(route: Route, hops: int) -> Iterator[tuple[int, Stop]]:
    """The stops of a route by column: the origin at 0, the last carrier next to the draft."""
    if route.origin:
        yield 0, route.origin
    yield from enumerate(route.carriers, start=hops - len(route.carriers) + 1)


def _node(kind: NodeKind, stop: Stop, column: int, row: int) -> Node:
    return Node(kind, stop, (), column * (_BOX + _GAP), _TOP + row * _ROW, _BOX, _TALL)


def _connect(edges: dict[tuple[_Key, _Key], Edge], key: tuple[_Key, _Key], start: Node, end: tuple[int, int], finish: Stop, route: Route, lane: int) -> None:
    """Adds a route to an edge; `lane` is the height of the route's own row, which is free from end to end."""
    old = edges.get(key)
    sentences = _merged(old.sentences if old else (), route.sentences)
    path = old.path if old else _path((start.x + start.width, _middle(start.y)), lane, end)
    edges[key] = Edge(start.stop, finish, sentences, path, round(1.5 * sqrt(len(sentences)), 1), end)


def _path(start: tuple[int, int], lane: int, end: tuple[int, int]) -> str:
    (x, y), (last_x, last_y) = start, end
    half = _GAP // 2
    if last_x - x <= _GAP:
        return f"M{x} {y} C{x + half} {y} {x + half} {last_y} {last_x} {last_y}"
    into = f"C{x + half} {y} {x + half} {lane} {x + _GAP} {lane}"
    out = f"C{last_x - half} {lane} {last_x - half} {last_y} {last_x} {last_y}"
    return f"M{x} {y} {into} L{last_x - _GAP} {lane} {out}"


def _middle(y: int) -> int:
    return y + _TALL // 2


def _merged(old: Iterable[int], new: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*old, *new}))
