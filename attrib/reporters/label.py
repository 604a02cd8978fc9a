"""The reading view: a draft sentence by sentence, each with its label and who says so."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from attrib.analysis import Analysis, Label, Sentence, Source, SourceKind
from attrib.document import BlockKind
from attrib.findings import CheckedDraft
from attrib.reporters.console import STYLES, laid_out, words
from attrib.reporters.json import totals
from attrib.reporters.pieces import Role, pieces
from attrib.reporters.terminal import LETTERS, UNSURE, counted, shown_source

_MARKED = {BlockKind.HEADING: "[heading] ", BlockKind.CAPTION: "[caption] ", BlockKind.BLOCKQUOTE: "[quote] ", BlockKind.LIST_ITEM: "[list] "}
_EVIDENCE = {Role.PLAIN: "", Role.SOURCE: "bold", Role.CARRIER: "bold italic", Role.CUE: "underline"}
_WIDE = 116
"""Columns from which sources stand beside the sentences, not under them."""


def reading_view(draft: CheckedDraft, *, width: int = 100, colour: bool = False) -> str:
    """A draft for an editor's eyes, `width` columns wide. An unsure label is a question mark and a guess."""
    analysis = draft.analysis
    view = Table.grid(padding=(0, 2, 0, 0), expand=True)
    view.add_column(width=6, no_wrap=True)
    view.add_column(ratio=5, overflow="fold")
    if width >= _WIDE:
        view.add_column(ratio=3, overflow="fold")
    block = -1
    for sentence in analysis.sentences:
        if sentence.block != block:
            view.add_row("")
            block = sentence.block
        view.add_row(*_row(analysis, sentence, width >= _WIDE))
    return laid_out(words(analysis.document.path, "bold"), view, "", words(_totals(draft)), width=width, colour=colour)


def _row(analysis: Analysis, sentence: Sentence, wide: bool) -> tuple[Text | Group, ...]:
    style = STYLES[sentence.label]
    unsure = analysis.is_unsure(sentence)
    mark = Text(f"{UNSURE if unsure else LETTERS[sentence.label]} {sentence.confidence:>4.0%}", style)
    body = Text.assemble((_MARKED.get(sentence.kind, ""), "dim"))
    for piece in pieces(analysis, sentence):
        body.append_text(words(piece.text, _EVIDENCE[piece.role]))
    guess = [f"perhaps {sentence.label.value}"] if unsure else []
    said = [_sourcing(analysis, sentence)] if sentence.label is not Label.UNATTRIBUTED else []
    if not guess and not said:
        return mark, body
    sourcing = words("— " + ": ".join(guess + said), style)
    return (mark, body, sourcing) if wide else (mark, Group(body, sourcing))


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
    """Whether the sentence itself gives a source's name, so that no reason need be shown."""
    if source.kind is SourceKind.HEARSAY:
        return True
    return source.mention is not None and source.name.casefold() in analysis.text(source.mention).casefold()


def _totals(draft: CheckedDraft) -> str:
    count = totals(draft)
    labels = ", ".join(f"{count[label.value]} {label.value} ({letter})" for label, letter in LETTERS.items())
    unsure = sum(map(draft.analysis.is_unsure, draft.analysis.sentences))
    doubtful = f", {unsure} of them unsure ({UNSURE})" if unsure else ""
    return f"{counted(count['sentences'], 'sentence')}: {labels}{doubtful}; {count['chains']} second-hand"
