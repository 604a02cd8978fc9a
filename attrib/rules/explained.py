"""What stands for a name or for a reason to have none: a name that follows, a fear, a reason given for everybody."""

from __future__ import annotations

import re

from attrib.analysis import Analysis, Sentence
from attrib.patterns import lazy
from attrib.rules.passages import Unnamed, around, hits, running_text, unquoted
from attrib.rules.people import People

_AFRAID = lazy(
    r"\b(?:intimidated|scared|frightened|afraid|fear(?:s|ed|ing|ful)?\s+(?:of|for|being|losing|he|she|they|the\s+consequences)|for\s+fear|lest|reprisals?|retaliation"
    r"|retribution)\b",
    re.IGNORECASE,
)  # fmt: skip
_DENIED = lazy(r"(?:\b(?:not|never|without|nor|cannot)|n[’']t)\s+(?:\w+ly\s+)?\w*$", re.IGNORECASE)
_EVERYBODY = lazy(
    r"\b(?:like|as\s+(?:did|with))\s+(?:\w+\s+){0,3}(?:others?|respondents|people|those|sources|interviewed)\b"
    r"|\b(?:all|most|many|several|dozens?)\s+(?:of\s+(?:the|those|them)\s+)?(?:(?:\w+\s+){0,3}?(?:interviewed|sources|respondents)\b|(?:who\s+)?(?:spoke|asked|requested|insisted))"
    r"|\bthey\s+all\s+(?:spoke|asked|requested|insisted)\b",
    re.IGNORECASE,
)
"""Who a reason is given for, where it is for more than the one who is quoted."""
_OPENING, _NEXT, _MEMBERS = 4, 1, 2
"""Words of a title that may stand before a name at the beginning of a sentence; sentences after a description in which a name tells who
that was, alone or with the same noun."""


def covers_all(analysis: Analysis, shy: re.Pattern[str], reason: re.Pattern[str]) -> bool:
    """Whether the draft says of its sources together why they have no name."""
    told = (analysis.text(s) for s in running_text(analysis))
    return any(shy.search(text) and reason.search(text) and _EVERYBODY.search(text) for text in told)


def is_denied(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the words that attribute are denied, so that nobody told anything: “never cited a source”."""
    return sentence.cue is not None and _DENIED.search(analysis.document.prose, sentence.start, sentence.cue.end) is not None


def is_afraid(analysis: Analysis, unnamed: Unnamed) -> bool:
    """Whether the sentence says, outside quotations, what its source is afraid of."""
    return next(hits(unquoted(analysis), _AFRAID, unnamed.sentence), None) is not None


def is_named_next(analysis: Analysis, people: People, unnamed: Unnamed) -> bool:
    """Whether a name that first comes right after a description tells whose it is.

    It does where it opens the next sentence and nothing more introduces it, or where one of the next sentences gives it the same noun.
    """
    if unnamed.plural:
        return False
    prose = analysis.document.prose
    after = around(analysis, unnamed.sentence, 0, _MEMBERS)[1:]
    for naming in people.first():
        if naming.sentence not in after or len(naming.name.words) < 2:
            continue
        before = prose[naming.sentence.start : naming.span.start].split()
        opens = len(before) <= _OPENING and all(word[0].isupper() and word[-1] != "," for word in before)
        if naming.sentence in after[:_NEXT] and opens and not prose.startswith(",", naming.span.end):
            return True
        if unnamed.noun in naming.entity.roles:
            return True
    return False
