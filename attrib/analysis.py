"""What the analysis of a draft delivers: frozen values, one per stage, all offsets into the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.confidence import UNSURE_BELOW
from attrib.document import BlockKind, Document, Span


class Label(StrEnum):
    """Who a sentence says its information comes from."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    UNATTRIBUTED = "unattributed"


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a sentence.

    `name` is its fullest identification in the document, `mention` where the sentence names it
    (None inside a quotation that goes on), `reason` how the one led to the other.
    """

    name: str
    kind: SourceKind
    identified: bool
    mention: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Origin first, the last carrier before this draft at the end; `carriers` are the spans of the outlets or people between."""

    links: tuple[str, ...]
    carriers: tuple[Span, ...]
    confidence: float
    carrier_identified: bool
    origin_identified: bool = True

    @property
    def identified(self) -> bool:
        """A chain is as identified as its weakest link."""
        return self.carrier_identified and self.origin_identified


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence. `confidence` is the calibrated probability of the label."""

    start: int
    end: int
    kind: BlockKind
    block: int
    label: Label
    confidence: float
    sources: tuple[Source, ...]
    cue: Span | None
    chain: Chain | None
    quoted_share: float
    """Share of its letters inside quotation marks."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A draft with everything found in it. Labels less sure than `unsure_below` are shown as unsure."""

    document: Document
    publication: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    unsure_below: float = UNSURE_BELOW

    def is_unsure(self, sentence: Sentence) -> bool:
        """Whether the label of a sentence is too doubtful to stand as if it were known."""
        return sentence.confidence < self.unsure_below

    def text(self, span: Span | Sentence) -> str:
        """The words of a span as an editor reads them: white space folded, markup gone."""
        return self.document.words(span.start, span.end)
