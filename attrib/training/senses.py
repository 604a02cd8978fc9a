"""Makes `data/senses.txt` from a folder of WordNet database files: `python -m attrib.training.senses DICT`.

For single words whose commonest sense is of a telling kind (a person, a group, speech, thought), that kind; the adverbs; and the adjectives in use.
Names of individuals and words that WordNet marks as slurs, slang or obscene are left out.
Source: Princeton WordNet 3.1, https://wordnet.princeton.edu; its licence is `data/LICENSE.wordnet`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

KINDS = {"18": "person", "14": "group", "10": "message", "32": "speak", "31": "think", "37": "feel", "41": "deal"}
"""What the numbers of WordNet's lexicographer files stand for here."""
_WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)?")
_RUDE = re.compile(r"\((?:.*\b)?(?:ethnic slur|offensive|disparaging|derogatory|obscene|vulgar|slang)", re.IGNORECASE)
_RUDE_USAGE = frozenset({"ethnic_slur", "slur", "disparagement", "obscenity", "dirty_word", "derogation"})


def senses(folder: Path) -> dict[str, list[str]]:
    """Words of each kind, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in ("noun", "verb"):
        synsets = dict(_synsets(folder / f"data.{part}"))
        rude = {offset for offset, fields in synsets.items() if _RUDE_USAGE & {w.casefold() for w in _words(fields)}}
        for word, offset in _first_senses(folder / f"index.{part}"):
            fields = synsets[offset]
            kind = KINDS.get(fields[1])
            if kind and _WORD.fullmatch(word) and "@i" not in fields and not _is_rude(fields, rude):
                found[kind].add(word)
    found["adverb"] = {word for word, _ in _first_senses(folder / "index.adv") if _WORD.fullmatch(word)}
    found["adjective"] = {word for word in _used_adjectives(folder / "index.adj") if _WORD.fullmatch(word)}
    return {kind: sorted(words) for kind, words in found.items()}


def _used_adjectives(path: Path) -> Iterator[str]:
    """Adjectives with a sense that occurs in WordNet's tagged texts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if not line.startswith(" ") and int(fields[5 + int(fields[3])]):
            yield fields[0]


def _is_rude(fields: list[str], rude: set[str]) -> bool:
    return any(mark == ";u" and target in rude for mark, target in pairwise(fields)) or _RUDE.search(" ".join(fields)) is not None


def _synsets(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            yield fields[0], fields


def _words(fields: list[str]) -> list[str]:
    return fields[4 : 4 + 2 * int(fields[3], 16) : 2]


def _first_senses(path: Path) -> Iterator[tuple[str, str]]:
    """Each word with the synset of its commonest sense."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            yield fields[0], fields[6 + int(fields[3])]


def main() -> None:
    target = Path(__file__).parents[1] / "data" / "senses.txt"
    found = senses(Path(sys.argv[1]))
    target.write_text("".join(f"{kind}: {' '.join(found[kind])}\n" for kind in (*KINDS.values(), "adverb", "adjective")), encoding="utf-8")


if __name__ == "__main__":
    main()
