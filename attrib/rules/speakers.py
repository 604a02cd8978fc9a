"""Rules on who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence
from attrib.document import BlockKind, Span
from attrib.findings import Finding, Severity
from attrib.rules.rule import rule

_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_DASHES = ("-", "–", "—", "―")
_MARKS = frozenset("“”„«»‹›‘’\"'")
_MOSTLY = 0.6
_FEWEST = 5
"""Quoted words below which a quotation is as likely a term, a slogan or a shout."""


@rule("ATT201", "unattributed-quote", Severity.ERROR, standards=("Reuters", "AP"))
def unattributed_quote(analysis: Analysis) -> Iterator[Finding]:
    """A quotation that nobody speaks.

    Why: Every quotation has a speaker, and the reader must be able to tell who it is. A quotation
        that stands alone leaves the words to be laid at the wrong door.
    Bad: The council met for three hours on Monday. “We were misled about the costs from the very first day.”
    Good: The council met for three hours on Monday. “We were misled about the costs from the very first day,” Mayor Ana Ruiz said.
    """
    for run in _orphans(analysis):
        if any(_quoted_words(analysis, s) >= _FEWEST and not _is_title(analysis, s) for s in run):
            yield unattributed_quote.finding(
                Span(run[0].start, run[-1].end),
                max(s.confidence for s in run),
                "who says this? The text names no speaker for the quotation",
            )


def _orphans(analysis: Analysis) -> Iterator[list[Sentence]]:
    """Quoted sentences without a speaker, those of one paragraph that follow each other together."""
    run: list[Sentence] = []
    introduced = False
    before: Sentence | None = None
    for sentence in analysis.sentences:
        orphan = sentence.label is Label.UNATTRIBUTED and sentence.kind is not BlockKind.HEADING and _is_quotation(analysis, sentence)
        if run and not (orphan and sentence.block == run[0].block):
            yield run
            run = []
        if orphan:
            introduced = introduced or (before is not None and analysis.text(before).endswith(":"))
            if not introduced and not _is_signed(analysis, sentence):
                run.append(sentence)
        else:
            introduced = False
        before = sentence
    if run:
        yield run


def _is_quotation(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether it is mostly quoted, and the marks open or close it rather than set off words within it."""
    if sentence.quoted_share < _MOSTLY:
        return False
    text = analysis.text(sentence)
    return sentence.quoted_share == 1 or text[0] in _MARKS or text.rstrip(".,;")[-1:] in _MARKS


def _is_signed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a line such as "— Ana Ruiz" stands under the paragraph."""
    following = analysis.document.blocks[sentence.block + 1 : sentence.block + 2]
    return any(b.kind is BlockKind.CREDIT and analysis.text(Span(b.start, b.end)).startswith(_DASHES) for b in following)


def _quoted_words(analysis: Analysis, sentence: Sentence) -> int:
    return round(sentence.quoted_share * len(_WORD.findall(analysis.text(sentence))))


def _is_title(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the longer words have capitals, as in titles and on signs."""
    words: list[str] = [w for w in _WORD.findall(analysis.text(sentence)) if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in words) > 0.75 * len(words)
