"""The keys of a configuration: what each is for, and what it takes.

`attrib init`, `attrib config show` and the checks of a file all read this one table.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from attrib.confidence import UNSURE_BELOW
from attrib.config.patterns import is_pattern
from attrib.config.selectors import closest_selector, rules_named
from attrib.findings import Severity
from attrib.profiles import PROFILES

KeyPath = tuple[str, ...]
"""A key, behind the tables it is in."""
Read = Callable[[object], object]


class BadValue(Exception):
    """A value that a key does not take: what is wrong, and which string among several it is."""

    def __init__(self, message: str, culprit: str | None = None) -> None:
        super().__init__(message)
        self.culprit = culprit


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration. `about` and `example` (TOML) are for `attrib init`; `default` is None where nothing is the default."""

    name: str
    read: Read
    default: object
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the configuration: `keys` where they are fixed, otherwise any name that `read_name` takes, each with a value for `read`."""

    name: str
    about: str
    example: str
    keys: tuple[Key, ...] = ()
    read_name: Read | None = None
    read: Read | None = None


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValue(f"{shown(value)} is no text")
    return value


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadValue(f'{shown(value)} is no list: write ["…", "…"]')
    return tuple(text(item) for item in value)


def pattern(value: object) -> str:
    name = text(value)
    if not is_pattern(name):
        raise BadValue(f"{shown(name)} is no pattern as in .gitignore", name)
    return name


def patterns(value: object) -> tuple[str, ...]:
    return tuple(pattern(item) for item in texts(value))


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue(f"{shown(value)} is neither true nor false")
    return value


def share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadValue(f"{shown(value)} is no number from 0 to 1")
    return float(value)


def count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadValue(f"{shown(value)} is no whole number from 0 up")
    return value


def selector(value: object) -> str:
    name = text(value)
    if not rules_named(name):
        near = closest_selector(name)
        raise BadValue(f'there is no rule "{name}"' + (f': did you mean "{near}"?' if near else ": `attrib rules` lists them all"), name)
    return name


def selectors(value: object) -> tuple[str, ...]:
    return tuple(selector(item) for item in texts(value))


def one_of(names: Iterable[str], hint: str = "") -> Read:
    """Takes one of the names."""
    wanted = list(names)

    def read(value: object) -> str:
        if isinstance(value, str) and value in wanted:
            return value
        near = difflib.get_close_matches(str(value), wanted, n=1)
        raise BadValue(f"{shown(value)} is none of {', '.join(wanted)}" + (f': did you mean "{near[0]}"?' if near else hint))

    return read


def shown(value: object) -> str:
    """A value as TOML writes it, shortened to fit a message."""
    import json

    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= 60 else written[:59] + "…"


KEYS: tuple[Key, ...] = (
    Key("extend", text, None, "Another configuration that this one builds on; a path from this file.", '"../newsroom.toml"'),
    Key("publication", text, None, "The drafts' own outlet: speech to it, and its own reporting, is not second-hand.", '"The Harbour Gazette"'),
    Key("aliases", texts, (), "Other names of the same outlet.", '["Gazette", "harbourgazette.example"]'),
    Key("outlets", texts, (), "Other outlets of the same newsroom.", '["Harbour Radio"]'),
    Key("people", texts, (), "People whom the readers know: they need no introduction.", '["Ana Ruiz"]'),
    Key("profile", one_of(PROFILES), "default", f"A house's table of rules, severities and budgets: {', '.join(PROFILES)}.", '"default"'),
    Key("select", selectors, None, "The rules to run instead of the profile's: by code, start of a code, name or group; ALL for all.", '["anonymity", "ATT3"]'),
    Key("extend-select", selectors, (), "Rules to run besides.", '["ATT201"]'),
    Key("ignore", selectors, (), "Rules not to run. The more exact of `select` and `ignore` wins.", '["secondhand-chain"]'),
    Key("min-confidence", share, 0.0, "Findings less sure than this are not reported; from 0 to 1.", "0.5"),
    Key("unsure-below", share, UNSURE_BELOW, "Labels less sure than this are shown as unsure; from 0 to 1.", "0.6"),
    Key("exclude", patterns, (), "Drafts and folders to leave out of a folder; patterns as in .gitignore.", '["archive/", "*-old.md"]'),
    Key("respect-gitignore", flag, True, "Whether to leave out what .gitignore names.", "true"),
    Key("force-exclude", flag, False, "Whether to leave out even a file that is named on the command line, as pre-commit does.", "false"),
    Key("model", text, None, "A model of your own instead of the shipped one; a path from this file.", '"newsroom.npz"'),
)

TABLES: tuple[Table, ...] = (
    Table(
        "severity",
        "The severity of rules, by code, start of a code, name or group: error, warning, info.",
        'secondhand-chain = "info"',
        read_name=selector,
        read=one_of([s.value for s in reversed(Severity)], "; to turn a rule off, ignore it"),
    ),
    Table(
        "budgets",
        "What a story may have; no number, no finding.",
        "",
        (
            Key("too-anonymous", share, None, "Share of the attributed sentences that may rest on unnamed sources.", "0.4"),
            Key("too-unattributed", share, None, "Share of all sentences that may name no source.", "0.7"),
            Key("too-few-sources", count, None, "The least number of named sources.", "2"),
            Key("one-source-story", share, None, "Share of the attributed sentences that may rest on one origin.", "0.8"),
        ),
    ),
    Table(
        "per-file-ignores",
        "Rules not to run on some drafts; patterns as in .gitignore.",
        '"opinion/" = ["secondhand-chain"]',
        read_name=pattern,
        read=selectors,
    ),
)
