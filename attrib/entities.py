"""The people, bodies and outlets a draft names, with every short form gathered under the fullest one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from attrib.analysis import SourceKind
from attrib.lexicon import gender, outlet_aliases, table
from attrib.mentions import Name, guess_kind, join_words, looks_like_outlet, names_in
from attrib.tokens import Token

_ROLE_FORMS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "gen": "general", "col": "colonel",
    "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "maj": "major", "prof": "professor", "dr": "doctor", "rev": "reverend",
    "congressman": "representative", "congresswoman": "representative", "lawmaker": "representative", "premier": "president",
}  # fmt: skip
_ROLE_CLASSES = frozenset({"n:office", "n:speaker", "n:person"})
_WORDS = table("context")


@dataclass(slots=True, eq=False)
class Entity:
    """A named person, body or outlet. `places` are its mentions as (sentence, token)."""

    words: tuple[str, ...]
    key: tuple[str, ...]
    """What two forms of the name are compared by."""
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    gender: str = ""
    forms: set[str] = field(default_factory=set)
    """Every word that a mention has, lower case."""
    prepositions: int = 0
    """How often a preposition of place stands before it."""

    @property
    def located(self) -> bool:
        """Whether the draft uses the name mostly for a place."""
        return self.prepositions * 2 > len(self.places)

    @property
    def name(self) -> str:
        return join_words(self.words)

    @property
    def kind(self) -> SourceKind:
        if self.kinds[SourceKind.OUTLET] * 4 > self.kinds.total() and not self.located:
            return SourceKind.OUTLET
        return self.kinds.most_common(1)[0][0]

    def call(self, words: tuple[str, ...]) -> None:
        """Gives it a fuller name."""
        self.words, self.key = words, _key(words)


class Entities:
    """The entity table of one draft."""

    def __init__(self, sentences: tuple[tuple[Token, ...], ...], shouting: tuple[bool, ...], lowered: frozenset[str]) -> None:
        self.lowered = lowered
        self.all: list[Entity] = []
        self.names: list[tuple[Name, ...]] = []
        self._by_word: dict[str, list[Entity]] = {}
        self._at: dict[tuple[int, int], Entity] = {}
        for number, tokens in enumerate(sentences):
            names = tuple(names_in(tokens, lowered, shouting[number]))
            self.names.append(names)
            for name in names:
                entity = self._place(name, number)
                _learn(entity, name, tokens)
                self._at[number, name.first] = entity
        self._link_acronyms(sentences)
        self._by_role: dict[str, list[Entity]] = {}
        for entity in sorted(self.all, key=lambda e: -len(e.places)):
            for role in entity.roles:
                self._by_role.setdefault(role, []).append(entity)

    def at(self, sentence: int, name: Name) -> Entity | None:
        """The entity of a name found in that sentence."""
        return self._at.get((sentence, name.first))

    def by_role(self, head: str) -> list[Entity]:
        """Entities described by a role noun, most often mentioned first."""
        return self._by_role.get(_ROLE_FORMS.get(head, head), [])

    def find(self, words: tuple[str, ...]) -> Entity | None:
        """The entity that a name could be a short form of."""
        key = _key(words)
        if not key:
            return None
        alike = (e for e in self._by_word.get(key[-1], []) if e.key and (key[0] in e.key or e.key[0] in key))  # most are told apart by that
        fitting = [e for e in alike if _is_short_form(key, e.key) or _is_short_form(e.key, key)]
        return max(fitting, key=lambda e: (e.key == key, len(e.places), e.places[-1] if e.places else (0, 0)), default=None)

    def _place(self, name: Name, number: int) -> Entity:
        entity = self.find(name.words)
        if entity is None:
            entity = Entity(name.words, _key(name.words))
            self.all.append(entity)
        elif len(name.words) > len(entity.words) and len(entity.key) < len(_key(name.words)):
            entity.call(name.words)
        for word in map(str.casefold, name.words):
            if word not in entity.forms:
                entity.forms.add(word)
                self._by_word.setdefault(word, []).append(entity)
        entity.places.append((number, name.first))
        return entity

    def _link_acronyms(self, sentences: tuple[tuple[Token, ...], ...]) -> None:
        """Acronyms and other names of outlets become short forms: "Committee to Protect Journalists (CPJ)", "AP"."""
        for number, names in enumerate(self.names):
            tokens = sentences[number]
            for before, after in pairwise(names):
                bracketed = after.first - before.last == 1 and tokens[before.last].text == "("
                full, short = self.at(number, before), self.at(number, after)
                if bracketed and _may_abbreviate(after.words, before.words) and full and short and full is not short:
                    self._merge(full, short)
        known: dict[str, Entity] = {}
        for entity in sorted(self.all, key=lambda e: len(e.key) == 1):
            for other in (_initials(entity.words), *_other_names(entity.words)):
                known.setdefault(other, entity)
        for entity in [e for e in self.all if len(e.key) == 1]:
            fuller = known.get(entity.key[0])
            if fuller is not None and fuller is not entity and (entity.words[0].isupper() or len(entity.key[0]) > 5):
                self._merge(fuller, entity)

    def _merge(self, kept: Entity, gone: Entity) -> None:
        kept.places = sorted(kept.places + gone.places)
        for place in gone.places:
            self._at[place] = kept
        for word in gone.forms:
            self._by_word[word] = [kept if e is gone else e for e in self._by_word[word]]
        kept.forms |= gone.forms
        self.all.remove(gone)


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w.casefold() for w in words if w.casefold() not in _WORDS["name_fillers"])


def _may_abbreviate(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a bracketed word may stand for the name before it: CPJ, Phivolcs."""
    if len(short) != 1 or len(full) < 2:
        return False
    word = short[0]
    if not word.isalpha():
        return False  # "Ana Ruiz (R-IN)"
    return len(word) <= 7 if word.isupper() else len(word) > 3 and word[0].casefold() == full[0][0].casefold()


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w[0].isupper()).casefold() if len(words) > 1 else ""


def _other_names(words: tuple[str, ...]) -> Iterator[str]:
    plain = " ".join(words).casefold().removeprefix("the ")
    for group in outlet_aliases():
        if plain in group:
            yield from group


def _is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if not short or not full:
        return False
    if short == full:
        return True
    if len(short) == 1:
        return short[0] == full[-1] or (short[0] == full[0] and len(full) == 2)
    rest = iter(full)
    return all(word in rest for word in short) and (short[-1] == full[-1] or short[0] == full[0])


def _learn(entity: Entity, name: Name, tokens: tuple[Token, ...]) -> None:
    """What one mention says of its entity: kind, place, roles, gender."""
    kind = guess_kind(name)
    before = tokens[name.first - 1].lower if name.first else ""
    if before in _WORDS["locating"] and not name.title:
        entity.prepositions += 1
        if kind is SourceKind.PERSON and len(name.words) == 1:
            kind = SourceKind.ORGANISATION
    entity.kinds[kind] += 2 if name.title or len(name.words) > 1 else 1
    if not entity.gender and len(name.words) > 1:
        entity.gender = gender(name.words[0].casefold())
    if name.title:
        _add_role(entity, name.title)
        for earlier in tokens[max(0, name.first - 4) : name.first]:
            if earlier.lower != name.title and _is_role(earlier):
                _add_role(entity, earlier.lower)
    if name.first and tokens[name.first - 1].shape == "x" and "n:outlet" in tokens[name.first - 1].classes:
        entity.kinds[SourceKind.OUTLET] += 3
    if name.last + 1 < len(tokens) and tokens[name.last].text == ",":
        person_after_all = kind is SourceKind.ORGANISATION and len(name.words) > 1 and not looks_like_outlet(name.words)
        _learn_from_apposition(entity, tokens[name.last + 1 : name.last + 9], person_after_all)


def _learn_from_apposition(entity: Entity, beside: tuple[Token, ...], person_after_all: bool) -> None:
    """Roles from the words after a name and its comma; a role makes a person of what looked like an organisation."""
    introduced = beside[0].lower in _WORDS["articles"]
    for token in beside:
        if token.lower in _WORDS["apposition_stops"] or token.shape in (".", '"'):
            return
        if _is_role(token):
            _add_role(entity, token.lower)
            if person_after_all:
                entity.kinds[SourceKind.PERSON] += 2
        introduced = introduced and token.lower not in _WORDS["prepositions"]
        if introduced and "n:outlet" in token.classes:
            entity.kinds[SourceKind.OUTLET] += 3
            return


def _is_role(token: Token) -> bool:
    return not _ROLE_CLASSES.isdisjoint(token.classes)


def _add_role(entity: Entity, word: str) -> None:
    word = word.rstrip(".")
    entity.roles.add(_ROLE_FORMS.get(word, word))
    if word in _WORDS["female"]:
        entity.gender = "f"
    elif word in _WORDS["male"]:
        entity.gender = "m"
    if word in _ROLE_FORMS:
        entity.kinds[SourceKind.PERSON] += 1
