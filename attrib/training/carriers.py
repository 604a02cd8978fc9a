"""Trains the model that tells which names and descriptions pass information on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrib.carriers import Carrier, carrier_features, normal_outlet, possible_carriers
from attrib.model import CarrierModel
from attrib.provenance import normal_outlets
from attrib.reading import Reading
from attrib.training.corpus import LabelledStory
from attrib.training.labeller import Linear

_STRENGTH = 0.3
_THRESHOLD = 0.3
_SMALL = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "of"})


def train_carriers(stories: Sequence[LabelledStory], readings: Sequence[Reading]) -> CarrierModel:
    """A model over every possible carrier of every labelled sentence."""
    rows: list[list[str]] = []
    answers: list[bool] = []
    for story, reading in zip(stories, readings, strict=True):
        for row, answer in carrier_rows(story, reading):
            rows.append(row)
            answers.append(answer)
    return CarrierModel(Linear(rows, answers, _STRENGTH, least_count=2).weights(), _THRESHOLD)


def carrier_rows(story: LabelledStory, reading: Reading) -> Iterator[tuple[list[str], bool]]:
    """The features of every possible carrier of a story's labelled sentences, and whether it is one."""
    publication = normal_outlets((story.publication,))
    for number, gold in enumerate(story.gold):
        if gold is None:
            continue
        links = gold.chain[1:] or gold.chain
        if not all(links):
            continue
        possible = possible_carriers(story.story, reading, number, publication)
        for carrier, answer in zip(possible, _matches(possible, links), strict=True):
            if answer is not None:
                yield carrier_features(story.story, reading, number, carrier), answer


def _matches(possible: Sequence[Carrier], links: Sequence[str]) -> list[bool | None]:
    """For each possible carrier whether it is one; None for a second mention of the same, which says nothing."""
    answers: list[bool | None] = [False] * len(possible)
    for link in links:
        alike = [i for i, c in enumerate(possible) if same_name(link, c.name) or normal_outlet(c.name) in normal_outlets((link,))]
        for i in alike:
            answers[i] = None
        if not alike:  # a noun that goes back to it, though we found another name
            alike = [i for i, c in enumerate(possible) if c.found in ("back", "piece")][:1]
        if alike:
            answers[max(alike, key=lambda i: (possible[i].claim is not None, possible[i].found == "name", -i))] = True
    return answers


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name contain the other's."""
    a, b = _words(one), _words(other)
    return bool(a) and bool(b) and (a <= b or b <= a)


def _words(name: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", name.casefold()).replace(".", "")
    return {w for w in re.findall(r"\w+", plain) if w not in _SMALL}


