"""Which parts of a web page are the story, and what they are to it.

A part that is left out is lost without a word, so a class name alone leaves out no part that
holds much of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from attrib.document import BlockKind

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q rp rt ruby s samp"
    " script small span strike strong style sub sup template time tt u var wbr".split()
)
"""Elements that end no paragraph."""
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "td", "th", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figure", "figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.BLOCKQUOTE,
}
_KINDS_BY_CLASS = {
    "byline": BlockKind.BYLINE, "author": BlockKind.BYLINE, "authors": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE, "timestamp": BlockKind.DATELINE,
    "credit": BlockKind.CREDIT, "credits": BlockKind.CREDIT, "copyright": BlockKind.CREDIT, "caption": BlockKind.CAPTION,
}  # fmt: skip
_NEVER = frozenset(
    "aside audio button canvas datalist dialog footer head iframe map math menu nav noscript object script select style svg template textarea video".split()
)
_ROLES = frozenset("banner complementary contentinfo dialog menu menubar navigation search toolbar".split())
_CHROME = frozenset(
    "ad ads adslot advert advertisement bio breadcrumb breadcrumbs comments cookie cookies disqus footnote masthead menu nav navigation newsletter"
    " outbrain pagination paywall promo promotion pullquote recirc recirculation reference related share sharing sidebar signup social"
    " subscribe subscription taboola tags toolbar".split()
)
_HIDDEN = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "pull-quote"})
_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_LONGEST_APPARATUS = 200
"""Letters of what a class may make a byline or a credit."""
_LARGE = 1 / 3
"""The share of a page's paragraphs that only the story has."""
_TEASER = 1 / 4
"""What is shorter than the longest article by this much is no article of its own but announces one."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of a page. The first of a page stands for the page itself and has no name."""

    number: int
    name: str
    attributes: dict[str, str]
    parent: Element | None

    def says(self, key: str, value: str) -> bool:
        return value in self.attributes.get(key, "").casefold().split()


@dataclass(frozen=True, slots=True)
class Part:
    """What an element is: whether its words are told in the story, and the kind of its blocks."""

    told: bool
    kind: BlockKind | None


def is_credit(element: Element) -> bool:
    """Whether an element is a credit by its class, which even within a caption stands for itself."""
    return _kind_by_class(element) is BlockKind.CREDIT


def parts_of(elements: list[Element], letters: list[int]) -> list[Part]:
    """The part each element plays, given how many letters and digits stand in it directly."""
    inside = _summed(elements, letters)
    prose = [count if _is_paragraph(element) else 0 for element, count in zip(elements, letters, strict=True)]
    if not any(prose):
        prose = letters
    out = _left_out(elements, _summed(elements, prose))
    roots = _roots(elements, _summed(elements, [0 if gone else count for gone, count in zip(out, prose, strict=True)]))
    within: list[bool] = []
    kinds: list[BlockKind | None] = []
    for element in elements:
        kind = _kind_by_class(element)
        if kind is not None and not kind.is_story and inside[element.number] > _LONGEST_APPARATUS:
            kind = None
        kind = kind or _KINDS.get(element.name)
        kinds.append(kind or (kinds[element.parent.number] if element.parent else None))
        within.append(element in roots or (element.parent is not None and within[element.parent.number]))
    return [Part(told and not gone, kind) for told, gone, kind in zip(within, out, kinds, strict=True)]


def _summed(elements: list[Element], letters: list[int]) -> list[int]:
    """The letters in each element and all that stands in it."""
    sums = letters[:]
    for element in reversed(elements):
        if element.parent is not None:
            sums[element.parent.number] += sums[element.number]
    return sums


def _is_paragraph(element: Element) -> bool:
    at: Element | None = element
    while at is not None and at.name in INLINE:
        at = at.parent
    return at is not None and at.name == "p"


def _left_out(elements: list[Element], weights: list[int]) -> list[bool]:
    out: list[bool] = []
    for element in elements:
        around = element.parent is not None and out[element.parent.number]
        share = weights[element.number] / max(weights[0], 1)
        out.append(around or _is_never_told(element) or (share < _LARGE and _looks_like_chrome(element)))
    return out


def _is_never_told(element: Element) -> bool:
    around = element.parent.name if element.parent else ""
    return (element.name in _NEVER and (element.name, around) != ("footer", "blockquote")) or (element.name, around) == ("code", "pre")


def _looks_like_chrome(element: Element) -> bool:
    attributes = element.attributes
    if element.name == "form" or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if not attributes:
        return False
    if any(element.says("role", role) for role in _ROLES) or any(element.says("class", hidden) for hidden in _HIDDEN):
        return True
    return not _CHROME.isdisjoint(_class_parts(element))


def _class_parts(element: Element) -> list[str]:
    """The words that its classes and its identifier are made of."""
    return [part.casefold() for key in ("class", "id", "itemprop") for part in _PARTS.split(element.attributes.get(key, ""))]


def _kind_by_class(element: Element) -> BlockKind | None:
    return next((_KINDS_BY_CLASS[part] for part in _class_parts(element) if part in _KINDS_BY_CLASS), None)


def _roots(elements: list[Element], weights: list[int]) -> set[Element]:
    """The elements that hold the article, and the headline if it stands outside them."""
    headlines = [element for element in elements if element.name == "h1"]
    for wanted in (_is_body, _is_article, _is_main, _densest(elements, weights)):
        found = _outermost(element for element in elements if wanted(element))
        most = max((weights[element.number] for element in found), default=0)
        found = {element for element in found if weights[element.number] >= _TEASER * most}
        if sum(weights[element.number] for element in found) * 2 > weights[0]:
            return found | set(headlines if len(headlines) == 1 else ())
    return {elements[0]}


def _outermost(elements: Iterable[Element]) -> set[Element]:
    found: set[Element] = set()
    for element in elements:
        around = element.parent
        while around is not None and around not in found:
            around = around.parent
        if around is None:
            found.add(element)
    return found


def _is_body(element: Element) -> bool:
    return element.says("itemprop", "articlebody")


def _is_article(element: Element) -> bool:
    return element.name == "article" or element.says("role", "article")


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.says("role", "main")


def _densest(elements: list[Element], weights: list[int]) -> Callable[[Element], bool]:
    """Whether an element is the one with the most letters in paragraphs of its own."""
    own = [0] * len(elements)
    for element in elements:
        if element.name == "p" and element.parent is not None:
            own[element.parent.number] += weights[element.number]
    densest = max(elements, key=lambda element: own[element.number])
    return lambda element: element is densest
