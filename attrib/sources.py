"""From source words to sources: who "he", "the official", "Asadi" or "the ministry" is, and whether the reader can tell.

The resolver walks a draft once, sentence by sentence, and remembers whom the story has introduced.
Every resolution keeps its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.entities import Entities, Entity
from attrib.mentions import Description, Name, describe, join_words, looks_like_outlet
from attrib.tokens import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_IT = frozenset({"it", "its", "itself"})
_WHO = frozenset({"who", "which", "that", "whom", "whose"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "one", "another", "his", "her", "its", "their", "some", "other"})
_CLOSES_APPOSITION = frozenset([",", ".", ")", ":", "—", "–", '"', "“"])
_NATIONALITY = re.compile(r"(?:an|ian|ese|ish|i|ch|ic)$")
_BARE_EPITHETS = frozenset("man woman politician actor actress singer star".split())
_EPITHETS = frozenset("candidate nominee senator congressman congresswoman governor businessman businesswoman billionaire mogul entrepreneur frontrunner front-runner".split())
_MEMORY = 14
"""Sentences a referent stays in mind."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What source words stand for. `how` is a short code for the classifier, `reason` the same for people."""

    name: str
    kind: SourceKind
    identified: bool
    how: str
    reason: str


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
            resolution = _of_entity(entity, "name", f"named here as “{name.text}”")
            self._remember(resolution, entity.words[-1].casefold(), False, entity.gender, number, name.first, False, first, entity)
            first = False

    def resolve(self, number: int, description: Description) -> Resolution:
        """The source that a description in sentence `number` stands for."""
        resolution = self._resolve(number, description)
        plural = description.plural or description.pronoun in _THEY
        entity = self._entities.find(tuple(resolution.name.split())) if resolution.identified else None
        gender = "m" if description.pronoun in _HE else "f" if description.pronoun in _SHE else entity.gender if entity else ""
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
            return self._named(number, d, d.head_name)
        apposed = self._apposition(number, d, tokens)
        if apposed is not None:
            return apposed
        shouted = self._shouted(tokens, d)
        if shouted is not None:
            return shouted
        return self._described(number, d, tokens)

    def _named(self, number: int, d: Description, name: Name) -> Resolution:
        entity = self._entities.at(number, name) or self._entities.find(name.words)
        if entity is None:
            return Resolution(name.text, SourceKind.PERSON, True, "name", f"named here as “{name.text}”")
        full = entity.name
        reason = f"named here as “{name.text}”" if full == name.text else f"“{name.text}” is a short form of “{full}”"
        return _of_entity(entity, "name", reason)

    def _apposition(self, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
        """"The club's president, Ana Ruiz, said": a name set beside a description."""
        stop = d.last
        for name in self._entities.names[number]:
            if stop <= name.first <= stop + 1 and not d.plural and (name.first == stop or tokens[stop].text == ","):
                if name.first > stop and name.last < len(tokens) and tokens[name.last].text not in _CLOSES_APPOSITION:
                    continue
                if "QUANT" in d.classes and name.first > stop:
                    return self._named(number, d, name)
                if any(c in ("n:person", "n:office", "n:speaker") for c in d.classes) or name.title == d.head:
                    return self._named(number, d, name)
                if "n:outlet" in d.classes or "n:body" in d.classes:
                    return self._named(number, d, name)
        return None

    def _shouted(self, tokens: tuple[Token, ...], d: Description) -> Resolution | None:
        """A capitalised headline: known names are names, everything else is a description."""
        for size in (3, 2, 1):
            for first in range(d.first, d.last - size + 1):
                words = tuple(t.text.title() if t.shape == "XX" and len(t.text) > 4 else t.text for t in tokens[first : first + size])
                if not tokens[first].capital:
                    continue
                entity = self._entities.find(words)
                if entity and d.last == first + size:
                    return _of_entity(entity, "name", f"“{join_words(words)}” is a short form of “{entity.name}”")
        return None

    def _relative(self, number: int, d: Description) -> Resolution:
        tokens = self._sentences[number]
        before = d.first - 1
        while before > 0 and tokens[before].shape in (",", '"'):
            before -= 1
        start = before
        while start > 0 and tokens[start - 1].shape not in (",", '"', ".", ":", ";", "(") and before - start < 6 and not any(
            c.startswith(("v:", "AUX")) for c in tokens[start - 1].classes if not tokens[start - 1].capital
        ):
            start -= 1
        if before < 0 or start > before:
            return _unknown("who")
        antecedent = describe(tokens, start, before + 1, self._entities.lowered)
        name = next((n for n in self._entities.names[number] if n.last == before + 1), None)
        if name:
            return self._named(number, antecedent, name)
        if antecedent.pronoun:
            return _unknown("who")
        return self._described(number, antecedent, tokens)

    def _pronoun(self, number: int, d: Description) -> Resolution:
        p = d.pronoun
        if p in {"i", "we", "you", "my", "our"}:
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

    def _recall(self, number: int, d: Description) -> _Referent | None:
        p = d.pronoun
        best, best_score = None, -1e9
        for r in reversed(self._referents):
            age = number - r.sentence
            if age > _MEMORY:
                break
            if r.sentence == number and r.token >= d.first:
                continue
            if not r.resolution.name:
                continue
            score = -1.0 * age + 1.6 * r.spoke + 0.9 * r.subject
            kind = r.resolution.kind
            if p in _HE or p in _SHE:
                if r.plural or kind in (SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.HEARSAY):
                    continue
                wrong = "f" if p in _HE else "m"
                if r.gender == wrong:
                    continue
                if r.gender:
                    score += 0.8
                if kind is SourceKind.ORGANISATION:
                    score -= 6.0
                if kind is SourceKind.GROUP and not r.plural and not r.spoke:
                    score -= 1.0
            elif p in _THEY:
                if kind is SourceKind.PERSON and not r.plural:
                    score -= 5.0
                if r.entity is not None and r.entity.located:
                    score -= 3.0
                if r.plural:
                    score += 1.5
                if not r.spoke:
                    score -= 1.5
            elif p in _IT:
                if kind in (SourceKind.PERSON, SourceKind.GROUP) or (r.entity is not None and r.entity.located):
                    continue
                if r.spoke:
                    score += 0.5
            if score > best_score:
                best, best_score = r, score
        return best

    def _described(self, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution:
        phrase = _without_article(d.phrase)
        classes = d.classes
        if d.determiner in ("definite", "possessive") and not d.plural:
            back = self._antecedent(number, d)
            if back is not None:
                return back
        if d.determiner == "definite" and d.plural:
            back = self._antecedent(number, d)
            if back is not None and not back.identified:
                return back
        if "n:outlet" in classes and looks_like_outlet(tuple(d.phrase.split())):
            return Resolution(phrase, SourceKind.OUTLET, True, "outlet", f"“{d.phrase}” is an outlet")
        kind, identified, how = _judge(d, tokens)
        told = "tells the reader who it is" if identified else "names nobody"
        return Resolution(phrase, kind, identified, how, f"“{d.phrase}” {told}")

    def _antecedent(self, number: int, d: Description) -> Resolution | None:
        """Whom "the official" or "the senator" was introduced as."""
        singular = d.head
        for r in reversed(self._referents):
            if number - r.sentence > 40:
                break
            if r.sentence == number and r.token >= d.first:
                continue
            if r.entity is None and _singular(r.head) == _singular(d.head) and r.spoke and r.resolution.name:
                return _again(r, d)
            if r.entity is not None and r.entity.kind is SourceKind.PERSON and singular in r.entity.roles and number - r.sentence <= 12:
                return _of_entity(r.entity, "role", f"“{d.phrase}” refers to “{r.entity.name}”, introduced with that role")
        holders = self._entities.by_role(singular)
        if holders and holders[0].kind is SourceKind.PERSON and (len(holders) == 1 or len(holders[0].places) > 2 * len(holders[1].places)):
            return _of_entity(holders[0], "role", f"“{d.phrase}” refers to “{holders[0].name}”, introduced with that role")
        bare = len(d.phrase.split()) <= 2
        if (bare and singular in _BARE_EPITHETS) or (len(d.phrase.split()) <= 5 and singular in _EPITHETS):
            for r in reversed(self._referents):
                if number - r.sentence > 4:
                    break
                if r.entity is not None and r.entity.kind is SourceKind.PERSON and r.sentence < number:
                    return _of_entity(r.entity, "epithet", f"“{d.phrase}” refers to “{r.entity.name}”")
        if bare and ("n:outlet" in d.classes or "n:document" in d.classes or "n:body" in d.classes or singular in {"agency", "group"}):
            wanted = SourceKind.OUTLET if "n:outlet" in d.classes else SourceKind.ORGANISATION if "n:body" in d.classes else SourceKind.DOCUMENT
            for r in reversed(self._referents):
                if number - r.sentence > 8:
                    break
                if r.spoke and r.sentence < number and r.resolution.kind is wanted and r.resolution.name and wanted is not SourceKind.ORGANISATION:
                    return _again(r, d)
        return None


def _without_article(phrase: str) -> str:
    words = phrase.split()
    while len(words) > 1 and words[0].casefold() in _ARTICLES and words[1].casefold() != "of":
        words = words[1:]
    return " ".join(words)


def _of_entity(entity: Entity, how: str, reason: str) -> Resolution:
    return Resolution(entity.name, entity.kind, True, how, reason)


def _singular(head: str) -> str:
    """A head noun without its plural: "the refugee" may be one of "the deported refugees"."""
    if head.endswith("men"):
        return head[:-2] + "an"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def _again(referent: _Referent, d: Description) -> Resolution:
    known = referent.resolution
    how = "again-" + ("named" if known.identified else "anon")
    return Resolution(known.name, known.kind, known.identified, how, f"“{d.phrase}” refers back to “{known.name}”")


def _unknown(how: str) -> Resolution:
    return Resolution("", SourceKind.GROUP, False, how, "nobody is named")


def _judge(d: Description, tokens: tuple[Token, ...]) -> tuple[SourceKind, bool, str]:
    """Kind of a description, whether it identifies anybody, and the code of the ground for that."""
    stop = d.last
    classes = set(d.classes)
    proper = d.determiner == "possessive" or any(
        t.capital and t.lower not in _ARTICLES and (at > 0 or (bool(_NATIONALITY.search(t.lower)) and not t.classes))
        for at, t in enumerate(tokens[d.first : stop - 1], d.first)
    )
    tail = any(t.capital for t in tokens[stop : stop + 6] if stop < len(tokens)) and stop < len(tokens) and tokens[stop].lower in {"of", "for", "at", "in", "from", "by"}
    if d.head == "authorities":
        return SourceKind.ORGANISATION, proper or tail, "authorities"
    if "QUANT" in classes:
        return SourceKind.GROUP, False, "person"
    if classes & {"n:speaker", "n:speaker+"}:
        return SourceKind.PERSON, True, "speaker"
    if classes & {"n:office"} and not d.plural and d.determiner in ("definite", "possessive", "bare"):
        return SourceKind.PERSON, True, "office"
    if classes & {"n:body", "n:body+"} and not classes & {"n:person", "n:person+"}:
        return SourceKind.ORGANISATION, not (d.plural and not proper), "body"
    if classes & {"n:person", "n:person+", "QUANT", "n:office", "n:office+"}:
        return SourceKind.GROUP if d.plural else SourceKind.PERSON, False, "person"
    if classes & {"n:outlet", "n:outlet+"}:
        return SourceKind.OUTLET, proper and not d.plural, "outlet"
    if classes & {"n:document", "n:document+"}:
        return SourceKind.DOCUMENT, proper or tail or (d.determiner == "definite" and not d.plural), "document"
    if d.head.endswith(("ists", "ers", "ors", "ians", "ans", "ees", "men", "women")):
        return SourceKind.GROUP, False, "person-like"
    if d.head.endswith(("ist", "er", "or", "ian", "ee", "man", "woman", "ant")) and d.determiner in ("indefinite", "quantity"):
        return SourceKind.PERSON, False, "person-like"
    if any(t.capital for t in tokens[d.first + 1 : stop]) or (tokens[d.first].capital and d.first > 0):
        return SourceKind.ORGANISATION, True, "proper"
    return SourceKind.GROUP, d.determiner == "definite" and not d.plural, "other"
