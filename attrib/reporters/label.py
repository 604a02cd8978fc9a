"""The reading view: a draft sentence by sentence, each with its label and who says so."""

from __future__ import annotations

from attrib.analysis import Analysis, Label, Sentence, Source, SourceKind
from attrib.document import BlockKind
from attrib.findings import CheckedDraft
from attrib.reporters.json import totals
from attrib.reporters.pieces import Role, pieces, shown
from attrib.reporters.plain import beside, is_plain, lines_of
from attrib.reporters.terminal import LETTERS, UNSURE, counted, harmless, shown_source

_MARKED = {BlockKind.HEADING: "[heading] ", BlockKind.CAPTION: "[caption] ", BlockKind.BLOCKQUOTE: "[quote] ", BlockKind.LIST_ITEM: "[list] "}
_EVIDENCE = {Role.PLAIN: "", Role.SOURCE: "bold", Role.CARRIER: "bold italic", Role.CUE: "underline"}
_WIDE = 116
"""Columns from which sources stand beside the sentences, not under them."""


def reading_view(draft: CheckedDraft, *, width: int = 100, colour: bool = False) -> str:
    """A draft for an editor's eyes, `width` columns wide. An unsure label is a question mark and a guess."""
    return (None if colour or width >= _WIDE else _plain(draft, width)) or _rich(draft, width, colour)


def _plain(draft: CheckedDraft, width: int) -> str | None:
    """The view in plain letters, where it has nothing that is hard to lay out."""
    analysis = draft.analysis
    head, foot = harmless(analysis.document.path), _totals(draft)
    rows = [(_mark(analysis, s), [text for text in (_body(analysis, s), _note(analysis, s)) if text]) for s in analysis.sentences]
    if not is_plain([head, foot, *(text for _, texts in rows for text in texts)], width):
        return None
    lines = lines_of(head, width)
    block = -1
    for sentence, (mark, texts) in zip(analysis.sentences, rows, strict=True):
        lines += [""] if sentence.block != block else []
        lines += beside(mark, texts, width)
        block = sentence.block
    return "\n".join([*lines, "", *lines_of(foot, width)]) + "\n"


def _mark(analysis: Analysis, sentence: Sentence) -> str:
    return f"{UNSURE if analysis.is_unsure(sentence) else LETTERS[sentence.label]} {sentence.confidence:>4.0%}"


def _body(analysis: Analysis, sentence: Sentence) -> str:
    return _MARKED.get(sentence.kind, "") + harmless(shown(analysis, sentence))


def _note(analysis: Analysis, sentence: Sentence) -> str:
    """What stands under a sentence or beside it: a guess, and the sourcing."""
    guess = [f"perhaps {sentence.label.value}"] if analysis.is_unsure(sentence) else []
    said = [_sourcing(analysis, sentence)] if sentence.label is not Label.UNATTRIBUTED else []
    return harmless("— " + ": ".join(guess + said)) if guess or said else ""


def _rich(draft: CheckedDraft, width: int, colour: bool) -> str:
    """The view in colours or in columns."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from attrib.reporters.console import STYLES, laid_out, words

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
        style = STYLES[sentence.label]
        body = Text.assemble((_MARKED.get(sentence.kind, ""), "dim"))
        for piece in pieces(analysis, sentence):
            body.append_text(words(piece.text, _EVIDENCE[piece.role]))
        note = _note(analysis, sentence)
        told = (body, Text(note, style)) if note else (body,)
        view.add_row(Text(_mark(analysis, sentence), style), *(told if width >= _WIDE else (Group(*told),)))
    return laid_out(words(analysis.document.path, "bold"), view, "", words(_totals(draft)), width=width, colour=colour)


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
