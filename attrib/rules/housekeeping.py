"""Rules on the draft's own apparatus: suppressions and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from attrib.analysis import Analysis
from attrib.document import Block, Span
from attrib.findings import Finding, Severity
from attrib.patterns import lazy
from attrib.quotes import pair_quotes
from attrib.rules.rule import rule

_INCHES = lazy(r"\d[\"”]|\d''")
_ENDS_QUOTED = lazy(r"[”\"]\W*$")
_DOUBLE = lazy(r"''|``|[\"“”„‟«»]")


@rule("ATT901", "unused-suppression", Severity.WARNING)
def unused_suppression(_analysis: Analysis) -> Iterator[Finding]:
    """A suppression that silences nothing.

    Why: It outlived what it was written for, and would hide the next finding of that rule unseen. Take it out.
    Bad: <!-- attrib: ignore bare-source -- agreed with the desk --> Mayor Ana Ruiz said the deal was off.
    Good: <!-- attrib: ignore bare-source -- agreed with the desk --> A source said the deal was off.
    """
    yield from ()  # whoever reads the suppressions says which are unused


@rule("ATT902", "unknown-rule-in-suppression", Severity.ERROR)
def unknown_rule_in_suppression(_analysis: Analysis) -> Iterator[Finding]:
    """A suppression that names no rule, or one that does not exist.

    Why: What it was meant to silence is still reported, or will be missed once the name is mended. Every suppression says
        which rules it is for.
    Bad: <!-- attrib: ignore bare-sorce -- agreed with the desk --> A source said the deal was off.
    Good: <!-- attrib: ignore bare-source -- agreed with the desk --> A source said the deal was off.
    """
    yield from ()  # whoever reads the suppressions says which are unknown


@rule("ATT903", "unbalanced-quotes", Severity.INFO)
def unbalanced_quotes(analysis: Analysis) -> Iterator[Finding]:
    """A quotation mark without its partner.

    Why: The reader cannot tell where the speaker stops and the reporter goes on, and neither can attrib. A quotation
        over several paragraphs is closed in its last one only, which is as it should be.
    Bad: “We lost the vote, Mayor Ana Ruiz said on Monday.
    Good: “We lost the vote,” Mayor Ana Ruiz said on Monday.
    """
    prose = analysis.document.prose
    quotations = pair_quotes(analysis.document)
    continued = {q.start for q in quotations if q.continues}
    blocks = [b for b in analysis.document.blocks if b.kind.is_story]
    spanning = _spanning(prose, blocks)
    for block, following in zip_longest(blocks, blocks[1:]):
        if block in spanning or _is_even(prose[block.start : block.end]):
            continue
        own = [q for q in quotations if block.start <= q.start < block.end]
        goes_on = following is not None and following.start in continued
        for mark in _DOUBLE.finditer(prose, block.start, block.end):
            begun = next((q for q in own if q.start == mark.start() and not q.continues), None)
            ended = next((q for q in own if q.end == mark.end() and q.closed), None)
            if begun is not None:
                paired = begun.closed or goes_on
            elif ended is not None:
                paired = ended.continues or _DOUBLE.match(prose, ended.start) is not None
            else:
                paired = mark.start() in continued or _INCHES.match(prose, mark.start() - 1) is not None
            if not paired:
                side = "begin" if begun is None else "end"
                yield unbalanced_quotes.finding(Span(*mark.span()), 0.8, f"this quotation mark has no partner: where does the quotation {side}?")
                break  # what follows in this paragraph may only be the echo


def _spanning(prose: str, blocks: list[Block]) -> set[Block]:
    """Paragraphs in which an extract begins and ends that itself quotes with other marks, and so hides its own from the pairing."""
    uneven = [b for b in blocks if not _is_even(prose[b.start : b.end])]
    pairs = [(one, other) for one, other in pairwise(uneven) if _DOUBLE.match(prose, one.start) and _ENDS_QUOTED.search(prose[one.start : other.end])]
    return {block for pair in pairs for block in pair} | set(_reopened(prose, blocks))


def _reopened(prose: str, blocks: list[Block]) -> Iterator[Block]:
    """Paragraphs of a quotation that every paragraph opens and the last alone closes, whatever marks it has inside."""
    run: list[Block] = []
    for block in blocks:
        mark = _DOUBLE.match(prose, block.start)
        paragraph = prose[block.start : block.end]
        if mark is None or (run and not prose.startswith(mark.group(), run[0].start)):
            run = []
        elif not _is_even(paragraph):
            run.append(block)
        elif _ENDS_QUOTED.search(paragraph):
            yield from run
            run = []
        else:
            run = []


def _is_even(paragraph: str) -> bool:
    """Whether as many marks open as close, whatever stands in what: "a “b” c"."""
    straight = paragraph.count('"') + paragraph.count("''")
    return straight % 2 == 0 and paragraph.count("“") == paragraph.count("”") and paragraph.count("«") == paragraph.count("»") and "„" not in paragraph


RULES = (unused_suppression, unknown_rule_in_suppression, unbalanced_quotes)
