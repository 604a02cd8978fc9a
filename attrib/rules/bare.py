"""Tells “a source” from a source of whom something is said, by the words around the noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.analysis import Analysis, Sentence, SourceKind
from attrib.document import Span
from attrib.lexicon import verb_classes
from attrib.patterns import lazy
from attrib.rules.passages import around, running_text

_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_EMPTY = r"(?:unnamed|anonymous|unidentified|undisclosed|confidential|reliable|credible|trusted)"
_PLAIN = (
    r"(?:(?:the|this|that|these|those|an?|some|several|many|multiple|various|numerous|few|other|another|more|both|all|our|second|third|of"
    rf"|{_COUNT}|{_EMPTY})\s+)*"
)
_PERSON = rf"(?:an?|another|(?:a\s+)?(?:second|third)|{_COUNT})\s+(?:(?:other|more|{_EMPTY})\s+)*(?:person|people)"
"""“People say” is talk in general; “two people said” hides two people."""

_NOUN = lazy(r"\b(?:(?P<source>source|insider)s?|person|people)\b", re.IGNORECASE)
_BARE = lazy(rf"(?:{_PLAIN}(?:sources?|insiders?)|{_PERSON})\b", re.IGNORECASE)

_UNNAMED = r"(?:named|identified|anonymity|anonymous)"
_REASON = r"(?:\s+(?:because|as|since|given|while|when|to)\b[^,.;:—]*)?,?"
_SHY = lazy(
    r"\s*,?\s*(?:(?:who\s+)?(?:spoke|speaking)\s+)?(?:on\s+(?:the\s+)?condition\s+of\s+anonymity|anonymously)\b" + _REASON + "|"
    r"\s*,?\s*who\s+(?:asked|wished|preferred|requested|declined|refused|wanted|chose|(?:did|do|does)\s+not\s+w(?:ant|ish))\s+(?:\w+\s+){0,3}"
    + _UNNAMED + r"\b" + _REASON,
    re.IGNORECASE,
)  # fmt: skip
_NEXT = lazy(r"\s*(?P<mark>[^\w\s])?\s*(?:(?:also|later|then|earlier|again|now|once|[a-z]+ly)\s+)*(?P<word>[^\W\d_]+)?", re.IGNORECASE)
_ENDS = frozenset(".?!;:…)]”’»")
_TOLD = frozenset("said told confirmed added recalled explained according described insisted".split())
_AUXILIARIES = frozenset("has have had is are was were would could did do does will may might".split())
_DESCRIBES = frozenset(
    "who whose whom which that close familiar near with inside within at in from a an one all both including "
    "across briefed quoted cited interviewed contacted informed named described identified known involved".split()
)
_BEGINS = _DESCRIBES - frozenset("a an one all both that which".split())
_DESCRIBED = lazy(rf"\b(?P<noun>(?P<source>source|insider)s?)\s+(?:{'|'.join(sorted(_BEGINS))})\b", re.IGNORECASE)
_BACK = lazy(r"(?:\w+\s+of\s+)?(?:the|this|that|these|those|one|another|both|a\s+second|a\s+third)\b", re.IGNORECASE)
_THAT_ONE = lazy(r"(?:the|this|that)\b", re.IGNORECASE)
_LOOSE = lazy(r"(?:(?:the|these|those)\s+)?(?:sources|insiders)\b", re.IGNORECASE)
"""“Sources” without a number, who may be those described before."""
_NEAR = 2
"""Sentences before “the insider” in which a person of any other name may be meant."""


def bare_mentions(analysis: Analysis) -> Iterator[tuple[Sentence, Span, str]]:
    """Mentions of sources, insiders and persons of whom nothing is said, each with its noun and up to its end."""
    described: set[str] = set()
    for sentence in running_text(analysis):
        for mention, noun in _mentions(analysis, sentence):
            words = analysis.text(mention)
            if noun in described and (_BACK.match(words) or _LOOSE.fullmatch(words)):
                continue
            if _THAT_ONE.match(words) and _is_spoken_of(analysis, sentence):
                continue
            span = _bare_span(analysis, sentence, mention)
            if span is None:
                described.add(noun)
            else:
                described.discard(noun)
                yield sentence, span, noun
        described.update(_told_of(analysis, sentence))


def _told_of(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    """The nouns of whatever sources and insiders a sentence describes, whether or not it rests on them."""
    prose = analysis.document.prose
    return (m["source"].casefold() for m in _DESCRIBED.finditer(prose, sentence.start, sentence.end) if not _SHY.match(prose, m.end("noun")))


def _is_spoken_of(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether somebody described otherwise speaks right before: “one clerk inside the palace said …, the insider said”."""
    before = around(analysis, sentence, _NEAR, 0)[:-1]
    people = (s for b in before for s in b.sources if s.kind is SourceKind.PERSON and s.mention is not None and not s.identified)
    return any(not _NOUN.search(source.name) for source in people)


def _mentions(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """Mentions of unidentified sources, insiders and persons in a sentence, each with its noun."""
    for source in sentence.sources:
        if source.identified or source.mention is None:
            continue
        noun = _NOUN.search(analysis.text(source.mention))
        if noun and (noun["source"] or _is_told(analysis, sentence)):
            yield source.mention, (noun["source"] or "person").casefold()


def _is_told(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a person says something to a reporter, rather than online or in general."""
    return sentence.cue is None or analysis.text(sentence.cue).casefold() in _TOLD


def _bare_span(analysis: Analysis, sentence: Sentence, mention: Span) -> Span | None:
    """The mention up to its noun, where no word before or after the noun describes anybody."""
    words = _BARE.match(analysis.document.prose, mention.start, sentence.end)
    if words is None:
        return None
    span = Span(*words.span())
    return None if _is_described(analysis, sentence, span) else span


def _is_described(analysis: Analysis, sentence: Sentence, span: Span) -> bool:
    """Whether more follows the noun than the verb, the end, or a wish not to be named."""
    rest = analysis.document.prose[span.end : sentence.end]
    shy = _SHY.match(rest)
    following = _NEXT.match(rest, shy.end() if shy else 0)
    mark, word = (following["mark"], (following["word"] or "").casefold()) if following else (None, "")
    verb = word in _AUXILIARIES or (word in verb_classes() and word not in _DESCRIBES)
    if mark == ",":
        before_cue = sentence.cue is None or sentence.cue.start >= span.end
        return bool(word) and not verb and (before_cue or word in _DESCRIBES)
    return mark not in _ENDS if mark else bool(word) and not verb
