"""Who a description is by what stands beside it in its own sentence: an apposition, its members by name, the maker of a document."""

from __future__ import annotations

from attrib.analysis import SourceKind
from attrib.entities import Entities
from attrib.lexicon import table
from attrib.mentions import Description, Name
from attrib.resolution import Resolution, of_entity, of_name
from attrib.tokens import Token

DOCUMENTS = frozenset({"n:document", "n:document+"})
_APPOSABLE = frozenset({"n:person", "n:office", "n:speaker", "n:outlet", "n:body"})
_OPENS = frozenset([",", "—", "–", "--"])
_CLOSES = frozenset([",", ".", ")", ":", "—", "–", "--", '"', "“"])
_ENDS = frozenset('.;"')
_WORDS = table("context")
_PHRASE_REACH = 6
_MAKER_REACH = 7
_TITLE_WORDS, _BETWEEN_MEMBERS = 3, 5


def apposed(entities: Entities, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
    """"The club's president, Ana Ruiz, said": a name set beside a description; of a plural, its members."""
    if d.plural:
        return _members(entities, number, d, tokens)
    for name in entities.names[number]:
        described = name.title == d.head or not _APPOSABLE.isdisjoint(d.classes) or ("QUANT" in d.classes and name.first > d.last)
        if described and _stands_beside(tokens, d.last, name):
            return of_name(entities, number, name)
    return None


def _members(entities: Entities, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
    """"Two doctors, Ana Ruiz and Bo Lee, said", "critics, including Ana Ruiz, say": the people named right after a plural."""
    at = d.last
    if at + 1 >= len(tokens) or tokens[at].text not in _OPENS:
        return None
    included = next((i for i in range(at + 1, min(at + 4, len(tokens))) if tokens[i].lower in _WORDS["including"]), None)
    start = at + 1 if included is None else included + 1
    people: list[str] = []
    for name in entities.names[number]:
        entity = entities.at(number, name)
        if name.first < start or entity is None or (included is None and entity.kind is not SourceKind.PERSON):
            continue
        reach = _BETWEEN_MEMBERS if people and included is None else _TITLE_WORDS
        between = tokens[start : name.first]
        if len(between) > reach or any(t.text in _ENDS and t.shape != "X." for t in between):
            break
        people.append(entity.name)
        start = name.last
    if len(people) < (2 if included is None else 1):
        return None
    return Resolution("; ".join(people), SourceKind.GROUP, True, "members", f"“{d.phrase}” are named: {', '.join(people)}")


def joined(entities: Entities, number: int, name: Name, tokens: tuple[Token, ...]) -> Resolution:
    """Whom a name stands for, with the people joined to it: "Ana Ruiz and Bo Lee said"."""
    first = of_name(entities, number, name)
    after = next((n for n in entities.names[number] if n.first > name.last), None)
    if first.kind is not SourceKind.PERSON or after is None or tokens[name.last].lower != "and" or after.first - name.last > 1 + bool(after.title):
        return first
    second = of_name(entities, number, after)
    if second.kind is not SourceKind.PERSON or second.name == first.name:
        return first
    return Resolution(f"{first.name}; {second.name}", SourceKind.GROUP, True, "name", f"“{name.text}” and “{after.text}” are named here")


def maker(entities: Entities, number: int, d: Description, tokens: tuple[Token, ...]) -> Resolution | None:
    """Whose a document is: "a report by the Courier", "a paper from the Institute of Ports"."""
    if DOCUMENTS.isdisjoint(d.classes):
        return None
    stop = min(d.last + _MAKER_REACH, len(tokens))
    at = next((i for i in range(d.last, stop) if tokens[i].lower in _WORDS["making"] or tokens[i].text in _CLOSES), stop)
    if at >= stop or tokens[at].lower not in _WORDS["making"]:
        return None
    for name in entities.names[number]:
        if at < name.first <= at + 3 and all(t.shape == "x" for t in tokens[at : name.first]):
            entity = entities.at(number, name)
            if entity is not None and (tokens[at].lower != "in" or entity.kind is SourceKind.OUTLET):
                return of_entity(entity, "maker", f"“{d.phrase}” is by “{entity.name}”")
    return None


def _stands_beside(tokens: tuple[Token, ...], stop: int, name: Name) -> bool:
    """Whether a name follows a phrase that ends at `stop`: at once, or after a comma and closed off itself."""
    if name.first == stop:
        return True
    if name.first > stop + 2 and tokens[stop].lower in _WORDS["prepositions"]:
        stop = _phrase_end(tokens, stop, name.first)
    after_comma = name.first == stop + 1 and tokens[stop].text in _OPENS
    return after_comma and (name.last >= len(tokens) or tokens[name.last].text in _CLOSES)


def _phrase_end(tokens: tuple[Token, ...], stop: int, before: int) -> int:
    """The comma after a prepositional phrase that hangs on the description: "his friend at the yard, Bo Lee, said"; `stop` where there is none."""
    comma = next((i for i in range(stop + 1, min(stop + _PHRASE_REACH, before)) if tokens[i].text in _OPENS), stop)
    plain = all(t.shape in ("x", "Xx", "XX") and not t.kind.startswith(("v:", "AUX")) for t in tokens[stop + 1 : comma])
    return comma if plain else stop
