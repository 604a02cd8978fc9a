"""From source words to sources: who "he", "the official", "Asadi" or "the ministry" is, and whether the reader can tell.

The resolver walks a draft once, sentence by sentence, and remembers whom the story has introduced.
Every resolution keeps its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from attrib.analysis import SourceKind
from attrib.beside import DOCUMENTS, apposed, joined, maker
from attrib.entities import Entities, Entity
from attrib.judgement import judge
from attrib.lexicon import table
from attrib.mentions import Description, describe, join_words, looks_like_outlet
from attrib.resolution import Resolution, again, by_role, of_entity, of_name, unknown
from attrib.tokens import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_IT = frozenset({"it", "its", "itself"})
_WHO = frozenset({"who", "which", "that", "whom", "whose"})
_WORDS = table("context")
_SHARE = re.compile(r"(?:in|of|out of) (?:10|ten|five|four|three|every)\b")
_MEMORY, _NEAR = 14, 4
"""Sentences a referent stays in mind, and those that "the group" reaches back."""


@dataclass(slots=True)
class _Referent:
    resolution: Resolution
    head: str
    plural: bool
    gender: str
    sentence: int
    token: int
    spoke: bool
    subject: bool
    entity: Entity | None


class Resolver:
    """Resolves the source words of one draft. Call `enter` once per sentence, in order."""

    def __init__(self, sentences: tuple[tuple[Token, ...], ...], entities: Entities) -> None:
        self._sentences = sentences
        self._entities = entities
        self._referents: list[_Referent] = []
        self._speaker = ""

    def enter(self, number: int) -> None:
        """Takes note of whom a sentence names outside quotations."""
        tokens = self._sentences[number]
        first = True
        for name in self._entities.names[number]:
            if tokens[name.first].quoted:
                continue
            entity = self._entities.at(number, name)
            if entity is None:
                continue
            resolution = of_entity(entity, "name", f"named here as “{name.text}”")
            self._remember(resolution, entity.words[-1].casefold(), False, entity.gender, number, name.first, False, first, entity)
            first = False

    def resolve(self, number: int, description: Description, speaker: str = "") -> Resolution:
        """The source that a description in sentence `number` stands for; within a quotation by `speaker`, no "he" or "she" means its speaker."""
        self._speaker = speaker
        resolution = self._resolve(number, description)
        plural = description.plural or description.pronoun in _THEY
        entity = self._entities.find(tuple(resolution.name.split())) if resolution.identified else None
        gender = "m" if description.pronoun in _HE else "f" if description.pronoun in _SHE else entity.gender if entity else _gender(description.head)
        if entity and gender and not entity.gender:
            entity.gender = gender
        self._remember(resolution, description.head, plural, gender, number, description.first, True, description.first < 4, entity)
        return resolution

    def _remember(
        self, resolution: Resolution, head: str, plural: bool, gender: str, number: int, token: int, spoke: bool, subject: bool, entity: Entity | None
    ) -> None:
        self._referents.append(_Referent(resolution, head, plural, gender, number, token, spoke, subject, entity))
        if len(self._referents) > 200:
            del self._referents[:100]

    def _resolve(self, number: int, d: Description) -> Resolution:
        tokens = self._sentences[number]
        if d.pronoun in _WHO:
            return self._relative(number, d)
        if d.pronoun:
            return self._pronoun(number, d)
        if d.head_name is not None:
            return joined(self._entities, number, d.head_name, tokens)
        if beside := apposed(self._entities, number, d, tokens):
            return beside
        if d.head in _THEY and (some := self._some_of(number, d)):
            return some
        return self._shouted(tokens, d) or self._polled(number, d, tokens) or self._speech_of(number, d, tokens) or self._described(number, d, tokens)

    def _shouted(self, tokens: tuple[Token, ...], d: Description) -> Resolution | None:
        """A capitalised headline: known names are names, everything else is a description."""
        if d.last == 1 and tokens[0].classes:
            return None  # any noun has a capital there
        for first in range(max(d.first, d.last - 3), d.last):
            if not tokens[first].capital:
                continue
            words = tuple(t.text.title() if t.shape == "XX" and len(t.text) > 4 else t.text for t in tokens[first : d.last])
            entity = self._entities.find(words)
            if entity:
                return of_entity(entity, "name", f"“{join_words(words)}” is a short form of “{entity.name}”")
        return None

    def _relative(self, number: int, d: Description) -> Resolution:
        """Whom "who" stands for: the name or description right before it."""
        tokens = self._sentences[number]
        last = d.first
        while last > 1 and tokens[last - 1].shape in (",", '"'):
            last -= 1
        if last == 0:
            return unknown("who")
        name = next((n for n in self._entities.names[number] if n.last == last), None)
        if name:
            return of_name(self._entities, number, name)
        antecedent = describe(tokens, _noun_phrase_start(tokens, last - 1), last, self._entities.lowered)
        return unknown("who") if antecedent.pronoun else self._described(number, antecedent, tokens)

    def _pronoun(self, number: int, d: Description) -> Resolution:
        p = d.pronoun
        if p in {"i", "we", "you"}:
            return Resolution("", SourceKind.PERSON, True, "self", f"“{p}” is the writer or the speaker")
        found = self._recall(number, d)
        if found is None:
            if p in _HE or p in _SHE:
                return Resolution("", SourceKind.PERSON, True, "pronoun-lost", f"“{p}” refers to somebody named earlier")
            return Resolution("", SourceKind.GROUP, False, "pronoun-lost", f"nobody found whom “{p}” could mean")
        r = found.resolution
        far = "" if number - found.sentence <= 1 else "-far"
        plural = "+" if found.plural else ""
        how = "pronoun-" + ("named" if r.identified else "anon") + plural + far
        return Resolution(r.name, r.kind, r.identified, how, f"“{p}” refers to “{r.name}”")

    def _some_of(self, number: int, d: Description) -> Resolution | None:
        """Whom "one of them" is one of: nobody in particular, but the reader knows of which people."""
        found = self._recall(number, replace(d, pronoun="they", head="they"))
        if found is None or not found.plural:
            return None
        return Resolution(found.resolution.name, SourceKind.GROUP, False, "person", f"“{d.phrase}” is of “{found.resolution.name}”")

    def _recall(self, number: int, d: Description) -> _Referent | None:
        best, best_score = None, -1e9
        for r in self._recent(number, _MEMORY):
            if (r.sentence == number and r.token >= d.first) or r.resolution.name in ("", self._speaker):
                continue
            score = _fit(r, d.pronoun, number - r.sentence)
            if score is not None and score > best_score:
                best, best_score = r, score
        return best

    def _recent(self, number: int, reach: int) -> Iterator[_Referent]:
        """Referents of the last `reach` sentences, the latest first."""
        for r in reversed(self._referents):
            if number - r.sentence > reach:
                return
            yield r

    def _described(self, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution:
        phrase = _without_article(d.phrase)
        if d.determiner == "definite" or (d.determiner == "possessive" and not d.plural):
            back = None if _names_its_own(d) else self._antecedent(number, d)
            if back is not None and not (d.plural and back.identified):
                return back
        by = maker(self._entities, number, d, tokens)
        if by is not None:
            return by
        if "n:outlet" in d.classes and looks_like_outlet(tuple(d.phrase.split())):
            return Resolution(phrase, SourceKind.OUTLET, True, "outlet", f"“{d.phrase}” is an outlet")
        kind, identified, how = judge(d, tokens)
        told = "tells the reader who it is" if identified else "names nobody"
        return Resolution(phrase, kind, identified, how, f"“{d.phrase}” {told}")

    def _antecedent(self, number: int, d: Description) -> Resolution | None:
        """Whom "the official" or "the senator" was introduced as."""
        return self._introduced(number, d) or self._holder(d) or self._epithet(number, d) or self._outlet_or_document(number, d) or self._body(number, d)

    def _introduced(self, number: int, d: Description) -> Resolution | None:
        """The last one described by the same noun, or the last person named who has that role."""
        for r in self._recent(number, 40):
            if r.sentence == number and r.token >= d.first:
                continue
            if r.entity is None:
                if _singular(r.head) == _singular(d.head) and r.spoke and r.resolution.name:
                    return again(r.resolution, d)
            elif r.entity.kind is SourceKind.PERSON and d.head in r.entity.roles and number - r.sentence <= 12:
                return by_role(r.entity, d)
        return None

    def _holder(self, d: Description) -> Resolution | None:
        """The person of the whole draft who has the role, where no other is named half as often."""
        holders = self._entities.by_role(d.head)
        if not holders or holders[0].kind is not SourceKind.PERSON:
            return None
        clear = len(holders) == 1 or len(holders[0].places) > 2 * len(holders[1].places)
        return by_role(holders[0], d) if clear else None

    def _epithet(self, number: int, d: Description) -> Resolution | None:
        """"The billionaire": the person last named before this sentence."""
        size = len(d.phrase.split())
        fitting = (size <= 2 and d.head in _WORDS["bare_epithets"]) or (size <= 5 and d.head in _WORDS["epithets"])
        if not fitting:
            return None
        for r in self._recent(number, 4):
            fits = r.entity is not None and r.sentence < number and _is_person(r.entity) and {_gender(d.head), r.entity.gender} != {"f", "m"}
            if r.entity is not None and fits:
                return of_entity(r.entity, "epithet", f"“{d.phrase}” refers to “{r.entity.name}”")
        return None

    def _outlet_or_document(self, number: int, d: Description) -> Resolution | None:
        """"The newspaper" and "the report": the last source of that kind."""
        if len(d.phrase.split()) > 2:
            return None
        if "n:outlet" in d.classes:
            wanted = SourceKind.OUTLET
        elif "n:document" in d.classes and "n:body" not in d.classes:
            wanted = SourceKind.DOCUMENT
        else:
            return None
        for r in self._recent(number, 8):
            if r.spoke and r.sentence < number and r.resolution.kind is wanted and r.resolution.name:
                return again(r.resolution, d)
        return None

    def _body(self, number: int, d: Description) -> Resolution | None:
        """"The court": the body last named with that word; "the group", "the company": the body that spoke or acted last."""
        if d.plural or "n:body" not in d.classes or len(d.phrase.split()) > 3 or any(n.last < d.last for n in d.names):
            return None
        bodies = [(r, r.entity) for r in self._recent(number, _MEMORY) if r.sentence < number and r.entity and r.entity.kind is not SourceKind.OUTLET]
        found = next((e for _, e in bodies if d.head in (w.casefold() for w in e.words)), None)
        if found is None and d.head in _WORDS["any_body"]:
            near = [e for r, e in bodies if number - r.sentence <= _NEAR and (r.spoke or r.subject)]
            found = next((e for e in near if e.kind is SourceKind.ORGANISATION and not e.located), None)
        return of_entity(found, "body-named", f"“{d.phrase}” refers to “{found.name}”") if found else None

    def _polled(self, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
        """"Six in ten voters", "38 percent": the poll last spoken of."""
        beyond = " ".join(t.lower for t in tokens[d.last : d.last + 3])
        counted = any(t.lower in _WORDS["shares"] for t in tokens[d.first : d.last]) or d.head in _WORDS["polled"] or _SHARE.match(beyond)
        if not counted:
            return None
        polls = [poll for at in range(number, max(-1, number - _MEMORY), -1) if (poll := self._poll(self._sentences[at]))]
        found = next((poll for poll in polls if poll.names), polls[0] if polls else None)
        if found is None:
            return None
        return Resolution(_without_article(found.phrase), SourceKind.DOCUMENT, bool(found.names), "polled", f"“{d.phrase}” answered “{found.phrase}”")

    def _poll(self, tokens: tuple[Token, ...]) -> Description | None:
        """The first poll a sentence speaks of."""
        at = next((i for i, t in enumerate(tokens) if t.lower in _WORDS["opinion_polls"]), None)
        if at is None:
            return None
        first = at
        while first and (tokens[first - 1].shape in ("x", "Xx", "XX", "d") or tokens[first - 1].text == "/") and not _cuts_poll(tokens[first - 1]):
            first -= 1
        return describe(tokens, first, at + 1, self._entities.lowered)

    def _speech_of(self, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
        """"His remarks", "Ruiz's letter": whose words they are."""
        if d.determiner != "possessive" or d.head not in _WORDS["own_words"]:
            return None
        owner = tokens[d.first].lower
        if owner in _HE | _SHE:
            return self._pronoun(number, replace(d, pronoun=owner, head=owner))
        name = next((n for n in d.names if n.last < d.last and tokens[n.last].lower in ("'s", "'", "’s")), None)
        return of_name(self._entities, number, name) if name else None


def _cuts_poll(token: Token) -> bool:
    lower = token.lower
    return lower in _WORDS["prepositions"] or lower in _WORDS["connectives"] or token.kind.startswith(("v:", "AUX", "PRP"))


def _gender(head: str) -> str:
    """ "f" for a woman, "m" for a man, as far as a noun tells."""
    return "f" if head in _WORDS["female"] else "m" if head in _WORDS["male"] else ""


def _singular(head: str) -> str:
    """A head noun without its plural: "the refugee" may be one of "the deported refugees"."""
    if head.endswith("men"):
        return head[:-2] + "an"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def _is_person(entity: Entity) -> bool:
    """Whether more than a capital says that a name is a person's."""
    return entity.kind is SourceKind.PERSON and not entity.located and (len(entity.words) > 1 or bool(entity.roles or entity.gender))


def _noun_phrase_start(tokens: tuple[Token, ...], last: int) -> int:
    """Where a noun phrase whose last token is `last` may begin: after a mark or a verb, seven words at most."""
    start = last
    while start > 0 and last - start < 6:
        before = tokens[start - 1]
        verbal = not before.capital and any(c.startswith(("v:", "AUX")) for c in before.classes)
        if verbal or before.shape in (",", '"', ".", ":", ";", "("):
            break
        start -= 1
    return start


def _fit(r: _Referent, pronoun: str, age: int) -> float | None:
    """How well a pronoun fits one mentioned `age` sentences ago; None where it cannot."""
    score = -1.0 * age + 1.6 * r.spoke + 0.9 * r.subject
    kind = r.resolution.kind
    located = r.entity is not None and r.entity.located
    if pronoun in _HE or pronoun in _SHE:
        other = "f" if pronoun in _HE else "m"
        if r.plural or r.gender == other or kind in (SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.HEARSAY):
            return None
        if located:
            score -= 4.0
        if r.gender:
            score += 0.8
        elif r.entity is not None and not r.entity.roles:
            score -= 2.0 if len(r.entity.words) == 1 else 0.7
        if kind is SourceKind.ORGANISATION:
            return None
        if kind is SourceKind.GROUP and not r.spoke:
            score -= 1.0
        if r.resolution.how == "other" or r.head in _WORDS["quantity_heads"]:
            score -= 5.0  # no word of it says that it is a person
    elif pronoun in _THEY:
        if kind is SourceKind.PERSON and not r.plural:
            score -= 5.0
        if located:
            score -= 3.0
        if r.plural:
            score += 2.5
        if not r.spoke:
            score -= 1.5
    elif pronoun in _IT:
        if located or kind in (SourceKind.PERSON, SourceKind.GROUP):
            return None
        if r.spoke:
            score += 0.5
    return score


def _names_its_own(d: Description) -> bool:
    """Whether a description says by a name which one it is: "the Harbour Institute analysis"."""
    return not DOCUMENTS.isdisjoint(d.classes) and any(name.last < d.last for name in d.names)


def _without_article(phrase: str) -> str:
    words = phrase.split()
    while len(words) > 1 and words[0].casefold() in _WORDS["articles"] and words[1].casefold() != "of":
        words = words[1:]
    return " ".join(words)
