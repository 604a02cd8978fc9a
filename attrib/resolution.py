"""What source words stand for, and why."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.entities import Entities, Entity
from attrib.mentions import Description, Name


@dataclass(frozen=True, slots=True)
class Resolution:
    """What source words stand for. `how` is a short code for the classifier, `reason` the same for people."""

    name: str
    kind: SourceKind
    identified: bool
    how: str
    reason: str


def of_entity(entity: Entity, how: str, reason: str) -> Resolution:
    return Resolution(entity.name, entity.kind, True, how, reason)


def of_name(entities: Entities, number: int, name: Name) -> Resolution:
    """Whom a name in sentence `number` stands for, by its fullest form."""
    entity = entities.at(number, name) or entities.find(name.words)
    if entity is None:
        return Resolution(name.text, SourceKind.PERSON, True, "name", f"named here as “{name.text}”")
    full = entity.name
    return of_entity(entity, "name", f"named here as “{name.text}”" if full == name.text else f"“{name.text}” is a short form of “{full}”")


def by_role(entity: Entity, d: Description) -> Resolution:
    return of_entity(entity, "role", f"“{d.phrase}” refers to “{entity.name}”, introduced with that role")


def again(known: Resolution, d: Description) -> Resolution:
    how = "again-" + ("named" if known.identified else "anon")
    return Resolution(known.name, known.kind, known.identified, how, f"“{d.phrase}” refers back to “{known.name}”")


def unknown(how: str) -> Resolution:
    return Resolution("", SourceKind.GROUP, False, how, "nobody is named")
