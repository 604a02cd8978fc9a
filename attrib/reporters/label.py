"""The reading view: a draft sentence by sentence, each with its label, and under it who says so."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence, Source, SourceKind
from attrib.document import BlockKind
from attrib.findings import CheckedDraft
from attrib.reporters.json import totals
from attrib.reporters.terminal import Paint, Style, counted, harmless, painter, shown_source

_LETTERS = {Label.NAMED: "N", Label.ANONYMOUS: "A", Label.UNATTRIBUTED: "·"}
_UNSURE = "?"
_STYLES = {Label.NAMED: Style.NAMED, Label.ANONYMOUS: Style.ANONYMOUS, Label.UNATTRIBUTED: Style.ASIDE}
_MARKED = {BlockKind.HEADING: "[heading] ", BlockKind.CAPTION: "[caption] ", BlockKind.BLOCKQUOTE: "[quote] ", BlockKind.LIST_ITEM: "[list] "}
_GUTTER = 8
_NARROWEST = 20


def reading_view(draft: CheckedDraft, *, width: int = 100, colour: bool = False) -> str:
    """A draft for an editor's eyes, wrapped to `width` columns. An unsure label is a question mark and a guess."""
    paint = painter(colour)
    analysis = draft.analysis
    lines = [paint(harmless(analysis.document.path), Style.HEAD)]
    block = -1
    for sentence in analysis.sentences:
        if sentence.block != block:
            lines.append("")
            block = sentence.block
        lines += _lines(analysis, sentence, max(width - _GUTTER, _NARROWEST), paint, draft.is_unsure(sentence))
    unsure = sum(draft.is_unsure(s) for s in analysis.sentences)
    return "\n".join([*lines, "", *_wrap(_totals(draft, unsure), max(width, _NARROWEST)), ""])


def _lines(analysis: Analysis, sentence: Sentence, width: int, paint: Paint, unsure: bool) -> Iterator[str]:
    style = _STYLES[sentence.label]
    gutter = paint(f"{_UNSURE if unsure else _LETTERS[sentence.label]} {sentence.confidence:>4.0%}  ", style)
    for line in _wrap(_MARKED.get(sentence.kind, "") + analysis.text(sentence), width):
        yield gutter + line
        gutter = " " * _GUTTER
    guess = [f"perhaps {sentence.label.value}"] if unsure else []
    said = [_sourcing(analysis, sentence)] if sentence.label is not Label.UNATTRIBUTED else []
    if guess or said:
        for line in _wrap("— " + ": ".join(guess + said), width):
            yield " " * _GUTTER + paint(line, style)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(harmless(text), width, break_on_hyphens=False, break_long_words=False)


def _sourcing(analysis: Analysis, sentence: Sentence) -> str:
    """Source and chain, then the evidence: the cue, how sure the chain is, and how words that are no name led to the source."""
    chain = sentence.chain
    links = chain.links if chain else ()
    names = [shown_source(s.name) for s in sentence.sources if s.name not in links]
    who = "; ".join([*names, " > ".join(links)] if links else names or [shown_source("")])
    evidence = [f"“{analysis.text(sentence.cue)}”"] if sentence.cue else []
    evidence += [f"chain {chain.confidence:.0%}"] if chain else []
    evidence += [s.reason for s in sentence.sources if s.reason and not _speaks_for_itself(analysis, s)]
    return f"{who} ({'; '.join(evidence)})" if evidence else who


def _speaks_for_itself(analysis: Analysis, source: Source) -> bool:
    if source.kind is SourceKind.HEARSAY:
        return True
    return source.mention is not None and source.name.casefold() in analysis.text(source.mention).casefold()


def _totals(draft: CheckedDraft, unsure: int) -> str:
    count = totals(draft)
    labels = ", ".join(f"{count[label.value]} {label.value} ({letter})" for label, letter in _LETTERS.items())
    doubtful = f", {unsure} of them unsure ({_UNSURE})" if unsure else ""
    return f"{counted(count['sentences'], 'sentence')}: {labels}{doubtful}; {count['chains']} second-hand"
