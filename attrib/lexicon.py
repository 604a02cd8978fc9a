"""The word tables of `data/*.toml`, typed. General knowledge of English and of the trade, no corpus's names."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

VERB_CLASSES = ("speech", "maybe", "thin", "attitude", "act", "finding")
NOUN_CLASSES = ("person", "body", "speaker", "office", "outlet", "document", "saying")


_DATA = Path(__file__).parent / "data"


def data_text(name: str) -> str:
    """A text file of `data/`."""
    return (_DATA / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """The word lists of `data/NAME.toml` by their key: lower-case words or phrases."""
    raw = tomllib.loads(data_text(f"{name}.toml"))
    return {key: frozenset(_entries(value)) for key, value in raw.items()}


def _entries(value: str | list[str]) -> list[str]:
    return value.casefold().split() if isinstance(value, str) else value


@cache
def lemmas() -> dict[str, tuple[str, str]]:
    """Base form and form name (base, s, ed, en, ing) of every inflected verb of the table."""
    verbs = table("verbs")
    forms: dict[str, tuple[str, str]] = {}
    irregular = {line.split()[0]: line.split() for line in verbs["irregular"]}
    for lemma in sorted(set().union(*(verbs[name] for name in VERB_CLASSES)) | set(irregular)):
        inflected = irregular.get(lemma) or _inflect(lemma)
        for form, name in zip(inflected, ("base", "s", "ed", "en", "ing"), strict=True):
            forms.setdefault(form, (lemma, name))
    for american, british in (("labeled", "labelled"), ("labeling", "labelling"), ("signaled", "signalled")):
        forms[american] = forms[british]
    return forms


def _inflect(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"]
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"]
    plural = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return [lemma, plural, lemma + "ed", lemma + "ed", lemma + "ing"]


@cache
def verb_classes() -> dict[str, tuple[str, ...]]:
    """The classes of every inflected form of a verb."""
    verbs = table("verbs")
    return {form: tuple(c for c in VERB_CLASSES if lemma in verbs[c]) for form, (lemma, _) in lemmas().items()}


@cache
def noun_classes() -> dict[str, tuple[str, ...]]:
    """The classes of every noun of the table, singular and plural; plurals end in `+`: ("person+",)."""
    nouns = table("nouns")
    classes: dict[str, list[str]] = {}
    for name in NOUN_CLASSES:
        for word in sorted(nouns[name]):
            classes.setdefault(word, []).append(name)
            for plural in _plurals(word):
                classes.setdefault(plural, []).append(name + "+")
    return {word: tuple(names) for word, names in classes.items()}


_PLURALS = {
    "man": "men", "woman": "women", "person": "people", "child": "children", "wife": "wives",
    "police": "", "news": "", "media": "", "data": "", "press": "", "military": "", "statement": "statements",
}  # fmt: skip


def _plurals(word: str) -> list[str]:
    for ending, plural in _PLURALS.items():
        if word == ending or (ending in ("man", "woman", "person") and word.endswith(ending)):
            return [word[: -len(ending)] + plural] if plural else []
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    return [word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")]


@cache
def _sense_words() -> dict[str, list[str]]:
    lines = data_text("senses.txt").splitlines()
    return {kind: words.split() for kind, words in (line.split(": ", 1) for line in lines)}


@cache
def _senses() -> dict[str, str]:
    """The kind of every noun and verb of `data/senses.txt`: of the noun where a word is both."""
    return {word: kind for kind, words in reversed(_sense_words().items()) if kind in _SENSES for word in words}


@cache
def adverbs() -> frozenset[str]:
    """Single-word adverbs (WordNet), lower case."""
    return frozenset(_sense_words()["adverb"])


@cache
def adjectives() -> frozenset[str]:
    """Single-word adjectives in use (WordNet), lower case."""
    return frozenset(_sense_words()["adjective"])


@lru_cache(maxsize=50_000)
def sense(word: str) -> str:
    """What a lower-case word commonly stands for (WordNet): person, group, message, speak, think, feel, deal, or "".

    Plurals end in `+`: "surrogates" is "person+".
    """
    senses = _senses()
    if word in senses:
        return senses[word]
    for ending, replacement in _NOUN_ENDINGS:
        if word.endswith(ending) and (kind := senses.get(word[: -len(ending)] + replacement)) in _NOUN_SENSES:
            return f"{kind}+"
    for ending, replacement in _VERB_ENDINGS:
        if word.endswith(ending) and (kind := senses.get(word[: -len(ending)] + replacement, "")) and kind not in _NOUN_SENSES:
            return kind
    return ""


_SENSES = ("person", "group", "message", "speak", "think", "feel", "deal")
_NOUN_SENSES = frozenset({"person", "group", "message"})
_NOUN_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
_VERB_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))


@cache
def gender(given_name: str) -> str:
    """"f" or "m" for a lower-case given name that one gender bears, else ""."""
    return _given_names().get(given_name, "")


@cache
def _given_names() -> dict[str, str]:
    female, male = data_text("given-names.txt").splitlines()
    return dict.fromkeys(male.split()[1:], "m") | dict.fromkeys(female.split()[1:], "f")


@cache
def outlet_names() -> frozenset[str]:
    """The seed of outlets and agencies, lower case, without a leading "the"."""
    seed = table("outlets")
    return frozenset(name.removeprefix("the ") for name in seed["agencies"] | seed["outlets"])


@cache
def outlet_aliases() -> tuple[frozenset[str], ...]:
    """Groups of names of one outlet, lower case, without a leading "the"."""
    return tuple(frozenset(name.strip() for name in group.split("=")) for group in sorted(table("outlets")["aliases"]))
