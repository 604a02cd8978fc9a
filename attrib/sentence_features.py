"""Readable features of a sentence for the two questions of its label: is anything attributed, and is the origin identified?"""

from __future__ import annotations

from attrib.analysis import SourceKind
from attrib.complements import complement
from attrib.document import BlockKind
from attrib.lexicon import sense, table, verb_classes
from attrib.mentions import Description
from attrib.reading import Claim, Reading
from attrib.story import Story
from attrib.tokens import BE_FORMS, NEGATIONS, SUBORDINATORS, Token

_SIZES = (4, 8, 14, 22, 35)
_WORDS = table("context")
_FUNCTION = SUBORDINATORS | NEGATIONS | _WORDS["function_words"]
_STRONG = 0.35


def attribution_features(story: Story, reading: Reading, number: int) -> list[str]:
    """Features that tell whether sentence `number` attributes anything."""
    tokens = story.tokens[number]
    kind = story.sentences[number].kind
    state = quote_state(story, number)
    claims = sorted(reading.claims[number], key=lambda c: -c.candidate.probability)
    outside = [c for c in claims if not c.candidate.quoted]
    rows = [
        "bias", f"state:{state}", f"kind:{kind.value}", f"state:{state}|kind:{kind.value}", f"size:{sum(len(tokens) > s for s in _SIZES)}",
        f"place:{min(story.sentences[number].place, 3)}", f"shout:{story.shouting[number]}", f"claims:{min(len(outside), 4)}",
        f"claims:{min(len(outside), 2)}|{state}",
    ]  # fmt: skip
    for rank, claim in enumerate(outside[:4]):
        rows += _cue_features(claim, "best" if rank == 0 else "more", state)
        rows += _complement_features(claim, "best" if rank == 0 else "more", tokens, claims)
    for claim in [c for c in claims if c.candidate.quoted][:2]:
        rows += [f"quoted:{_cue_class(claim)}", f"quoted:{source_type(claim)}|{_bucket(claim.candidate.probability)}"]
    if not outside:
        rows += [f"nocue|{state}", f"nocue|kind:{kind.value}"]
    rows += _carried_features(reading, number, state, bool(outside))
    rows += _word_features(tokens, kind, state, outside)
    if any(t.lower in _WORDS["first_person"] for t in tokens if not t.quoted):
        before = _summary(story, reading, number - 1)[1] if number else ""
        rows += ["firstperson", f"firstperson|{'cue' if outside else 'nocue'}", f"firstperson|{before}"]
    for at, prefix in ((number - 1, "prev"), (number + 1, "next")):
        if not 0 <= at < len(story):
            rows.append(f"{prefix}:none")
            continue
        same = "s" if _share_block(story, at, number) else "d"
        summary = _summary(story, reading, at)
        rows += [f"{prefix}:{same}:{x}" for x in summary]
        rows += [f"{prefix}:{x}|{state}" for x in summary]
    return list(dict.fromkeys(rows))


def origin_features(story: Story, reading: Reading, number: int) -> list[str]:
    """Features that tell whether the origin of an attributed sentence is identified."""
    tokens = story.tokens[number]
    state = quote_state(story, number)
    claims = sorted(reading.claims[number], key=lambda c: -c.candidate.probability)
    outside = [c for c in claims if not c.candidate.quoted]
    strong = [c for c in outside if c.candidate.probability >= _STRONG] or outside[:1]
    rows = ["bias", f"claims:{min(len(strong), 3)}"]
    statuses = "+".join(sorted({_status(c) for c in strong}))
    behind = "+".join(sorted({_status(c) for c in strong if not _is_outlet(c)}))
    rows += [f"behind:{behind or 'nobody'}|{any(map(_is_outlet, strong))}", f"status:{statuses or 'empty'}", f"status:{statuses or 'empty'}|{state}"]
    sure = "+".join(sorted({_status(c) for c in strong if c.candidate.probability >= 0.7}))
    rows.append(f"sure:{sure or 'empty'}")
    for rank, claim in enumerate(strong[:4]):
        rows += _origin_of(claim, "best" if rank == 0 else "more")
    for claim in [c for c in claims if c.candidate.quoted and c.candidate.probability >= _STRONG][:2]:
        rows += [f"quoted:{source_type(claim)}", f"quoted:{_status(claim)}|{statuses}"]
    carried = reading.carried[number]
    if not strong:
        rows.append(f"nocue|{state}")
        rows += _carried_origin(story, number, carried, state) if carried is not None else ["carried:no"]
    elif carried is not None:
        rows.append(f"carried:{_status(carried)}|{statuses}")
    rows += _signal_words(tokens, outside, statuses)
    for at, prefix in ((number - 1, "prev"), (number + 1, "next")):
        if 0 <= at < len(story):
            same = "s" if _share_block(story, at, number) else "d"
            rows.append(f"{prefix}:{same}:{_summary(story, reading, at)[1]}|{statuses}")
    return list(dict.fromkeys(rows))


def _carried_origin(story: Story, number: int, carried: Claim, state: str) -> list[str]:
    """Features of the claim that a sentence without its own goes on with, and of what joins the two."""
    same_quotation = set(story.quotes[number].quotations) & set(story.quotes[carried.sentence].quotations)
    joined = "quotation" if same_quotation else "block" if _share_block(story, number, carried.sentence) else "apart"
    status = _status(carried)
    rows = [f"carried:{x}" for x in _origin_of(carried, "c")]
    return [*rows, f"carried:{status}|{joined}|{state}", f"carried:{status}|{joined}|p{_bucket(carried.candidate.probability)}"]


def _is_outlet(claim: Claim) -> bool:
    """Whether a claim's source is an outlet, which may only pass on what somebody else said."""
    return claim.resolution is not None and claim.resolution.kind is SourceKind.OUTLET


def _signal_words(tokens: tuple[Token, ...], outside: list[Claim], statuses: str) -> list[str]:
    """Words outside quotations that speak of hearsay, of anonymity, or of unnamed people and media."""
    rows = []
    for i, token in enumerate(tokens):
        if token.quoted:
            continue
        if token.kind == "hearsay":
            ahead = any(_is_sure_before(c, i) for c in outside if c.candidate.lemma not in token.lower)
            rows += ["hearsay", f"hearsay|{'inside' if ahead else 'free'}", f"hearsay|{statuses}"]
        if _is_passive_hearsay(tokens, i):
            rows += ["passivehearsay", f"passivehearsay|{statuses}"]
        if "anonymity" in token.classes:
            rows += ["anonymity", f"anonymity:{token.lower}"]
        people = any(c.startswith("n:person+") for c in token.classes)
        if token.shape == "x" and (people or token.lower in _WORDS["media_signals"]):
            rows.append(f"word:{'person+' if people else token.lower}")
    return rows


def _is_sure_before(claim: Claim, at: int) -> bool:
    """Whether a claim with an identified source has its cue before token `at`."""
    c, r = claim.candidate, claim.resolution
    return c.cue_last <= at and c.probability > 0.5 and r is not None and r.identified


def _share_block(story: Story, one: int, other: int) -> bool:
    return story.sentences[one].block == story.sentences[other].block


def quote_state(story: Story, number: int) -> str:
    """How much of a sentence is quoted, and whether the quotation runs in or out."""
    q = story.quotes[number]
    share = "all" if q.share > 0.95 else "most" if q.share > 0.6 else "part" if q.share > 0 else "none"
    return f"{share}{'<' if q.opened_before else ''}{'>' if q.closed_after else ''}"


def source_type(claim: Claim) -> str:
    """What a claim's source is: the ground of its resolution with its kind, number and determiner."""
    r, d = claim.resolution, claim.candidate.source
    if r is None or d is None:
        return "nosource"
    plural = "+" if d.plural else ""
    if r.how in ("person", "person-like", "other"):
        return f"{r.how}{plural}:{d.determiner}"
    if r.how in ("document", "outlet", "body", "office", "speaker", "authorities", "proper"):
        return f"{r.how}{plural}:{'id' if r.identified else 'no'}:{d.determiner}"
    if r.how == "name":
        return f"name:{r.kind.value}"
    return r.how


def _status(claim: Claim) -> str:
    return "none" if claim.resolution is None else "id" if claim.resolution.identified else "no"


def _bucket(p: float) -> str:
    return "9" if p > 0.97 else "8" if p > 0.85 else "6" if p > 0.6 else "4" if p > 0.35 else "1"


def _cue_class(claim: Claim) -> str:
    lemma = claim.candidate.lemma
    return "+".join(verb_classes().get(lemma, ())) or sense(lemma) or lemma


def _voice(claim: Claim) -> str:
    return ("passive" if claim.candidate.passive else "active") + claim.candidate.form


def _cue_features(claim: Claim, rank: str, state: str) -> list[str]:
    c = claim.candidate
    p, source, cue, voice = _bucket(c.probability), source_type(claim), _cue_class(claim), _voice(claim)
    rows = [
        f"{rank}:p{p}", f"{rank}:{cue}", f"{rank}:{cue}|{source}", f"{rank}:{source}|p{p}", f"{rank}:{c.lemma}|{voice}", f"{rank}:{cue}|p{p}",
        f"{rank}:{c.side}|{source}", f"{rank}:{voice}|{cue}|{claim.resolution is not None}", f"{rank}:{cue}|{state}", f"{rank}:p{p}|{state}",
        f"any:{c.lemma}", f"any:{source}|p{p}", f"{rank}:sp{_bucket(c.source_probability)}|{cue}",
    ]  # fmt: skip
    if c.negated:
        rows += [f"{rank}:negated", f"{rank}:negated|{cue}"]
    return rows


def _complement_features(claim: Claim, rank: str, tokens: tuple[Token, ...], claims: list[Claim]) -> list[str]:
    c, cue = claim.candidate, _cue_class(claim)
    stop = min((o.candidate.cue_first for o in claims if o.candidate.cue_first >= c.cue_last), default=len(tokens))
    k = complement(tokens, c.cue_last, stop)
    with_ = f"{rank}:with:{k.marker}"
    return [
        f"{rank}:then:{k.first}|{cue}", f"{with_}|{cue}", f"{with_}|{c.lemma}", f"{with_}:{k.finite}|{c.form}",
        f"{with_}:{k.finite}|p{_bucket(c.probability)}", f"{with_}:{k.finite}|{c.side}:{c.passive}", f"{rank}:then:{k.first}|{c.lemma}",
    ]  # fmt: skip


def _carried_features(reading: Reading, number: int, state: str, has_cue: bool) -> list[str]:
    carried = reading.carried[number]
    if carried is None:
        return [] if has_cue else [f"carried:no|{state}"]
    if carried.candidate.lemma == "turn":
        return ["carried:turn", f"carried:turn|{state}", f"carried:turn|{has_cue}"]
    where = "back" if number > carried.sentence else "ahead"
    return [f"carried:{where}|{state}", f"carried:{source_type(carried)}|{state}", f"carried:{_bucket(carried.candidate.probability)}|{state}"]


def _word_features(tokens: tuple[Token, ...], kind: BlockKind, state: str, outside: list[Claim]) -> list[str]:
    """Words that signal, never the words of a topic."""
    rows = []
    previous = ""
    for i, t in enumerate(tokens):
        if t.quoted:
            previous = ""
            continue
        if t.kind == "hearsay":
            rows += ["hearsay", f"hearsay|claims:{any(c.candidate.probability > 0.6 and c.resolution for c in outside)}", f"hearsay|{state}"]
        if t.text == ":" and 0 < i < len(tokens) - 1:
            rows.append(f"colon:{'q' if tokens[i + 1].quoted else 'x'}:{kind.value}:{i < 5}")
        if _is_passive_hearsay(tokens, i):
            rows += ["passivehearsay", f"passivehearsay:{t.lower}"]
        word = t.lower if _is_signal(t) else ""
        if word:
            rows.append("w:" + word)
            if previous:
                rows.append(f"w:{previous}_{word}")
        previous = word
    first = tokens[0]
    rows.append(f"first:{first.lower if first.classes or first.lower in _FUNCTION else first.shape}|{state}")
    return rows


def _is_passive_hearsay(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether something is said of somebody by nobody: "is accused of", "were believed to"; a reduced clause only identifies."""
    if tokens[at].lower not in _WORDS["hearsay_participles"]:
        return False
    before = [t.lower for t in tokens[max(0, at - 3) : at]]
    after = [t.lower for t in tokens[at + 1 : at + 9]]
    return not BE_FORMS.isdisjoint(before) and bool(after) and after[0] in ("to", "of") and "by" not in after


def _is_signal(token: Token) -> bool:
    if token.shape != "x":
        return False
    return token.lower in _FUNCTION or any(c.startswith(("v:", "AUX", "n:saying", "n:document", "n:outlet")) for c in token.classes)


def _origin_of(claim: Claim, rank: str) -> list[str]:
    """What a claim says of whether the origin is identified."""
    c = claim.candidate
    source, status = source_type(claim), _status(claim)
    rows = [
        f"{rank}:{source}", f"{rank}:{status}|p{_bucket(c.probability)}", f"{rank}:{source}|{c.side}", f"{rank}:{_voice(claim)}|{status}",
        f"{rank}:{c.lemma}|{status}", f"{rank}:{_cue_class(claim)}|{source}", f"any:{source}", f"{rank}:sp{_bucket(c.source_probability)}|{status}",
    ]  # fmt: skip
    if c.source is not None and claim.resolution is not None:
        rows += _description_features(c.source, rank, claim.resolution.how)
    return rows


def _description_features(d: Description, rank: str, how: str) -> list[str]:
    head = "#" if d.head_name else d.head
    rows = [f"{rank}:head:{head}|{d.determiner}", f"{rank}:head:{head}", f"{rank}:suffix:{head[-4:]}|{d.plural}", f"{rank}:det:{d.determiner}|{d.plural}"]
    rows += [f"{rank}:class:{x}|{d.determiner}" for x in d.classes] + [f"{rank}:class:{x}|{how}" for x in d.classes]
    rows.append(f"{rank}:names:{min(len(d.names), 2)}|{how}")
    if not d.classes and not d.head_name:
        rows += [f"{rank}:unknown|{d.plural}|{d.determiner}|{how}", f"{rank}:sense:{sense(d.head)}|{d.determiner}"]
    return rows


def _summary(story: Story, reading: Reading, number: int) -> list[str]:
    """A sentence in two words for its neighbours: its quotation, its surest claim."""
    best = max((c for c in reading.claims[number] if not c.candidate.quoted), key=lambda c: c.candidate.probability, default=None)
    state = quote_state(story, number)
    kind = "h" if story.sentences[number].kind is BlockKind.HEADING else "p"
    if best is None:
        return [state, f"nocue{kind}"]
    return [state, f"p{_bucket(best.candidate.probability)}:{_status(best)}"]
