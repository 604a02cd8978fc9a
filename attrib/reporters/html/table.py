"""The table of sources that filters the text of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.analysis import Analysis, Label
from attrib.lexicon import noun_classes
from attrib.reporters.terminal import shown_source
from attrib.reporters.voices import Voice

_ONE_OF = re.compile(r"^\w+ of (?:the |these |those |its |his |her |their )?", re.IGNORECASE)
_AFTER_NOUN = re.compile(r",|\b(?:of|in|from|with|at|for|on|to|near|close|familiar|who|which|that|briefed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it filters by, the numbers of the sentences it leaves, and how deep it stands under what sums it up."""

    key: str
    name: str
    label: Label | None
    kind: str
    through: tuple[str, ...]
    sentences: tuple[int, ...]
    depth: int


def source_table(analysis: Analysis, voices: list[Voice]) -> tuple[Row, ...]:
    """Rows by label, under each its sources; unnamed sources of one description are summed up first."""
    numbered = list(enumerate(voices))
    named = [_row(number, voice, 1) for number, voice in numbered if voice.identified]
    anonymous = list(_grouped([(number, voice) for number, voice in numbered if not voice.identified]))
    second_hand = tuple(number for number, sentence in enumerate(analysis.sentences) if sentence.chain)
    return (
        _section(analysis, Label.NAMED, "Named"), *named,
        _section(analysis, Label.ANONYMOUS, "Anonymous"), *anonymous,
        _section(analysis, Label.UNATTRIBUTED, "Nobody says so"),
        Row("second-hand", "Second-hand", None, "", (), second_hand, 0),
    )  # fmt: skip


def _section(analysis: Analysis, label: Label, name: str) -> Row:
    return Row(label.value, name, label, "", (), tuple(n for n, s in enumerate(analysis.sentences) if s.label is label), 0)


def _row(number: int, voice: Voice, depth: int) -> Row:
    label = Label.NAMED if voice.identified else Label.ANONYMOUS
    return Row(f"source{number}", shown_source(voice.name), label, voice.kind.value, voice.through, voice.sentences, depth)


def _grouped(voices: list[tuple[int, Voice]]) -> Iterator[Row]:
    heads: dict[str, list[tuple[int, Voice]]] = {}
    for number, voice in voices:
        heads.setdefault(plural_head(voice.name) or voice.name, []).append((number, voice))
    for head, members in heads.items():
        if len(members) > 1:
            sentences = tuple(sorted({n for _, voice in members for n in voice.sentences}))
            yield Row(f"group{members[0][0]}", f"unnamed {head}", Label.ANONYMOUS, "", (), sentences, 1)
        yield from (_row(number, voice, 1 if len(members) == 1 else 2) for number, voice in members)


def plural_head(name: str) -> str:
    """The noun that describes an unnamed source, in the plural: "officials" of "One of the officials"; empty where it is none of the trade's."""
    words = _AFTER_NOUN.split(_ONE_OF.sub("", name), maxsplit=1)[0].casefold().split()
    if not words:
        return ""
    noun, classes = words[-1], noun_classes()
    plurals = (noun, noun + "s", noun + "es", noun[:-1] + "ies")
    return next((plural for plural in plurals if any(c.endswith("+") for c in classes.get(plural, ()))), "")
