"""Finds quotations without a speaker, and leaves alone those that something around them places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from attrib.analysis import Analysis, Label, Sentence
from attrib.document import BlockKind, Span
from attrib.lexicon import table, verb_classes
from attrib.patterns import lazy
from attrib.rules.passages import alternatives, is_attributed, opens_quoted

_WORD = lazy(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_MESSAGE = lazy(
    rf"\b{alternatives(table('nouns')['saying'])}s?\b"
    r"|\b(?:chant|slogan|sign|banner|placard|motto|caption|headline|lyric|refrain|phrase|words|quote|quotation|wrote)s?\b",
    re.IGNORECASE,
)
_POINTS_BACK = lazy(
    r"(?:so|thus|that|those|this|these|the|such)\s+(?:\w+\s+){0,2}?"
    r"(?:quot\w+|words?|message|line|tweet|post|sign|slogan|text|sentence|statement|question|said|says|read|reads|is|was|were|are)\b",
    re.IGNORECASE,
)
_SIGNED = lazy(r"[”\"»’]\s*[—–―-]{1,2}\s*[^\W\d_a-z]|\[[^\]\n]{2,60}\]\s*$|[”\"»’]\s*\([^)\n]{2,60}\)\s*$")
_CALLS = lazy(r"[!?][”\"»’']+$")
_AFTER_QUOTE = lazy(r"[”\"»’]")
_CLOSING = frozenset("”\"»’'")
_DASHES = ("-", "–", "—", "―")
_NEARLY_ALL, _SOME = 0.9, 0.2
_LONGEST_SIGNATURE = 100
_FEWEST, _FEWEST_ALONE = 3, 5
"""Quoted words below which a quotation, or a paragraph that is nothing else, is as likely a term, a slogan or a shout."""


def orphans(analysis: Analysis) -> Iterator[list[Sentence]]:
    """Quoted sentences without a speaker, those of one paragraph that follow each other together."""
    for _, block in groupby(analysis.sentences, key=lambda s: s.block):
        sentences = list(block)
        orphan = [s.label is Label.UNATTRIBUTED and s.kind is not BlockKind.HEADING and _is_quotation(analysis, s) for s in sentences]
        for begins, run in groupby(range(len(sentences)), key=orphan.__getitem__):
            members = [sentences[n] for n in run]
            fewest = _FEWEST_ALONE if len(members) == len(sentences) else _FEWEST
            long_enough = any(_quoted_words(analysis, s) >= fewest and not _is_title(analysis, s) for s in members)
            if begins and long_enough and not _has_setting(analysis, members):
                yield members


def _has_setting(analysis: Analysis, run: list[Sentence]) -> bool:
    """Whether something around quoted sentences says where they are from: a colon, an earlier quotation or message, a signature, "that line"."""
    if not opens_quoted(analysis, run[0]) or _is_quoted_headline(analysis, run[0]) or any(_is_signed(analysis, s) for s in run):
        return True
    at = analysis.sentences.index(run[0])
    before = analysis.sentences[at - 1] if at else None
    after = analysis.sentences[at + len(run)] if at + len(run) < len(analysis.sentences) else None
    if after is not None and after.quoted_share > 0 and analysis.text(run[-1])[-1] not in _CLOSING:
        return True  # the quotation goes on, and so may come to its speaker
    if after is not None and _POINTS_BACK.match(analysis.text(after)):
        return True
    if after is not None and _CALLS.search(analysis.text(run[-1])) and _is_tag(analysis, run[-1], after):
        return True
    if before is None:
        return False
    if analysis.text(before).endswith(":"):
        return True
    return before.block == run[0].block and (before.quoted_share > _SOME or _MESSAGE.search(analysis.text(before)) is not None)


def _is_tag(analysis: Analysis, quoted: Sentence, after: Sentence) -> bool:
    """Whether a sentence may be the tag that a quotation's "?" or "!" has cut off: “Who is there?” The guard, an old man, shouted."""
    return after.block == quoted.block and is_attributed(after) and not opens_quoted(analysis, after)


def _is_quoted_headline(analysis: Analysis, sentence: Sentence) -> bool:
    return sentence is analysis.sentences[0] and analysis.document.prose[sentence.start] in "‘'"


def _is_quotation(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether it is mostly quoted, begins with the mark rather than with words of the reporter, and has no tag whose speaker was only not understood."""
    if sentence.quoted_share == 1:
        return True
    tag = _AFTER_QUOTE.split(analysis.text(sentence))[-1]
    told = any("speech" in verb_classes().get(word.casefold(), ()) for word in _WORD.findall(tag))
    return sentence.quoted_share >= _NEARLY_ALL and opens_quoted(analysis, sentence) and not told


def _is_signed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether "— Ana Ruiz" stands behind the quotation, in its paragraph or under it."""
    blocks = analysis.document.blocks
    if _SIGNED.search(analysis.document.prose, sentence.start, blocks[sentence.block].end):
        return True
    following = blocks[sentence.block + 1 : sentence.block + 2]
    return any(b.end - b.start < _LONGEST_SIGNATURE and analysis.text(Span(b.start, b.end)).startswith(_DASHES) for b in following)


def _quoted_words(analysis: Analysis, sentence: Sentence) -> int:
    return round(sentence.quoted_share * len(_WORD.findall(analysis.text(sentence))))


def _is_title(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the longer words have capitals, as in titles and on signs."""
    words: list[str] = [w for w in _WORD.findall(analysis.text(sentence)) if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in words) > 0.75 * len(words)
