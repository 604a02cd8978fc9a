"""From tags to candidates: which cue goes with which source words in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.lexicon import lemmas, table
from attrib.mentions import Description, describe
from attrib.subjects import Range, completed, head_phrase, names_somebody, phrase_after, subject_of
from attrib.tokens import BE_FORMS, NEGATIONS, Token
from attrib.turns import Turn

_WORDS = table("context")
_SOMEBODY = ("n:person", "n:body", "n:speaker", "n:office", "n:document", "n:outlet", "QUANT")
_LEAST_CUE, _LEAST_SOURCE, _FAINT_SOURCE = 0.15, 0.3, 0.1
_SURE = 0.4
"""Below this strength of a source, word order decides instead of the tagger."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution: cue tokens `cue_first:cue_last`, its source words or none, and how sure the tagger is."""

    cue_first: int
    cue_last: int
    lemma: str
    form: str
    probability: float
    source: Description | None
    source_probability: float
    side: str
    """Where the source stands: before, after, cited (after "citing") or none."""
    passive: bool
    negated: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Tagging:
    """The sequence model's reading of a sentence: probabilities of cue, source begin and source inside for each token."""

    cue: tuple[float, ...]
    begin: tuple[float, ...]
    inside: tuple[float, ...]


def candidates(tokens: tuple[Token, ...], tagging: Tagging, lowered: frozenset[str]) -> tuple[Candidate, ...]:
    """All possible cues in order, each with the source words that fit it best."""
    cues = _cue_runs(tokens, tagging.cue)
    spans = [span for span in _source_spans(tagging, _LEAST_SOURCE) if names_somebody(tokens, span)]
    faint = [span for span in _source_spans(tagging, _FAINT_SOURCE) if names_somebody(tokens, span)]
    taken = frozenset(i for first, last in cues for i in range(first, last))
    found = []
    for first, last in cues:
        head = max(range(first, last), key=lambda i: (bool(tokens[i].classes), tagging.cue[i]))
        lemma, form = lemmas().get(tokens[head].lower, (tokens[head].lower, "-"))
        passive = _is_passive(tokens, head, form)
        span, side = _nearest(spans, cues, first, last, tokens)
        strength = _strength(tagging, span)
        outer = next((c for c in cues if span is not None and span[1] <= c[0] < first), None)
        if strength < _SURE or outer:
            fallback, fallback_side = subject_of(tokens, first, last, form, lemma, passive)
            if fallback is not None and not names_somebody(tokens, fallback):
                fallback = None
            inner = outer is not None and fallback is not None and fallback_side == "before" and fallback[0] >= outer[1]
            if fallback is not None and (strength < _SURE or inner):  # inner: “She said a monk had told her”
                span, side, strength = fallback, fallback_side, 0.0
            elif fallback is None and span is None:
                span, side = _nearest(faint, cues, first, last, tokens)
                strength = _strength(tagging, span)
        if span is not None and side == "before" and not passive:
            span = head_phrase(tokens, span, first) or span
        if lemma in _WORDS["citing_verbs"] and not passive:
            cited = _cited(tokens, last, lowered, lemma)
            if cited is not None:
                span, side, strength = cited, "cited", 0.0
        nobody = passive and side == "before" and lemma in _WORDS["passive_hearsay"]
        if nobody or tokens[head].kind == "hearsay":
            span, side, strength = None, "none", 0.0
        source = describe(tokens, *completed(tokens, span, taken), lowered) if span else None
        negated = any(t.lower in NEGATIONS or t.lower.endswith("n't") for t in tokens[max(0, first - 3) : head])
        sureness = max(tagging.cue[first:last])
        found.append(Candidate(first, last, lemma, form, sureness, source, strength, side, passive, negated, tokens[head].quoted > 0))
    return tuple(found)


def speaker_turn(tokens: tuple[Token, ...], turn: Turn, lowered: frozenset[str]) -> Candidate:
    """A transcript's turn ("RUIZ: We lost it.") as an attribution whose cue is the end of its label."""
    source = describe(tokens, turn.first, turn.last, lowered)
    return Candidate(turn.closing, turn.closing + 1, "turn", "-", 1.0, source, 1.0, "before", False, False, False)


def _cited(tokens: tuple[Token, ...], last: int, lowered: frozenset[str], lemma: str) -> Range | None:
    """Whom "citing two officials" or "quoted a neighbour" goes back to, where it is somebody and not a reason."""
    if lemma == "attribute":
        last = next((i + 1 for i in range(last, min(last + 6, len(tokens))) if tokens[i].lower == "to"), len(tokens))
    phrase = phrase_after(tokens, last)
    if phrase is None:
        return None
    d = describe(tokens, *phrase, lowered)
    somebody = d.determiner != "possessive" and any(c.startswith(_SOMEBODY) for c in d.classes)
    return phrase if somebody or d.head_name is not None else None


def _cue_runs(tokens: tuple[Token, ...], cue: tuple[float, ...]) -> list[Range]:
    """Cues around the surest tokens: a cue takes in its neighbours as long as they are half as sure."""
    taken = [False] * len(tokens)
    runs: list[Range] = []
    for head in sorted(range(len(tokens)), key=lambda i: -cue[i]):
        if cue[head] < _LEAST_CUE:
            break
        if taken[head] or not (tokens[head].text[0].isalnum() or tokens[head].text == ":"):
            continue
        floor = max(_LEAST_CUE, cue[head] / 2)
        first, last = head, head + 1
        while first > 0 and not taken[first - 1] and cue[first - 1] >= floor and tokens[first - 1].text[0].isalnum():
            first -= 1
        while last < len(tokens) and not taken[last] and cue[last] >= floor and tokens[last].text[0].isalnum():
            last += 1
        taken[first:last] = [True] * (last - first)
        while last - first > 1 and any(c.startswith("n:") for c in tokens[first].classes) and tokens[first + 1].kind.startswith("v:"):
            first += 1  # "reports said": the noun is the source
        runs.append((first, last))
    return sorted(runs)


def _strength(tagging: Tagging, span: Range | None) -> float:
    """How sure the tagger is of a span: of its first word, or of all its words where it wavers on which is first."""
    if span is None:
        return 0.0
    words = [tagging.begin[i] + tagging.inside[i] for i in range(*span)]
    return max(tagging.begin[span[0]], sum(words) / len(words))


def _source_spans(tagging: Tagging, least: float) -> list[Range]:
    """Runs of tokens that the tagger takes for source words."""
    spans: list[Range] = []
    for i, begin in enumerate(tagging.begin):
        if begin + tagging.inside[i] < least:
            continue
        if spans and spans[-1][1] == i and begin <= tagging.inside[i]:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans


def _nearest(spans: list[Range], cues: list[Range], first: int, last: int, tokens: tuple[Token, ...]) -> tuple[Range | None, str]:
    """The source span that fits the cue `first:last` and the side it stands on: a close one, best with no other cue or quotation mark between."""
    best: tuple[float, Range, str] | None = None
    for span in spans:
        after = span[0] >= last
        gap = span[0] - last if after else first - span[1]
        if gap < 0:
            continue
        low, high = (last, span[0]) if after else (span[1], first)
        blocked = sum(low <= c[0] < high for c in cues)
        crossed = sum(t.quoted == 0 and t.shape == '"' for t in tokens[low:high])
        cost = gap + 6 * blocked + 4 * crossed + (1.5 if after and gap else 0)
        if after and gap > 6:
            cost += 10
        if best is None or cost < best[0]:
            best = (cost, span, "after" if after else "before")
    if best is None or best[0] > 60:
        return None, "none"
    return best[1], best[2]


def _is_passive(tokens: tuple[Token, ...], head: int, form: str) -> bool:
    """Whether a form of "to be" stands before a participle, with nothing but adverbs between."""
    if form not in ("ed", "en"):
        return False
    for i in range(head - 1, max(-1, head - 4), -1):
        if tokens[i].lower in BE_FORMS:
            return True
        if not (tokens[i].lower.endswith("ly") or tokens[i].lower in _WORDS["passive_adverbs"]):
            return False
    return False
