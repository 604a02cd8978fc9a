"""The formats of `attrib check`, by name. Each is a pure function over a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import partial

from attrib.findings import Report
from attrib.reporters import json
from attrib.reporters.findings import listing, summary


class Excerpts(Enum):
    """How much of a draft a message may quote."""

    NONE = auto()
    MATCH = auto()
    SENTENCE = auto()


Reporter = Callable[[Report, Excerpts], str]


def _full(report: Report, _excerpts: Excerpts, *, colour: bool = False) -> str:
    found = Counter(finding.severity for draft in report.drafts for finding in draft.findings)
    return "".join(listing(draft, colour=colour) for draft in report.drafts) + summary(found, len(report.drafts))


def _json(report: Report, _excerpts: Excerpts) -> str:
    return json.report(report)


FORMATS: Mapping[str, Reporter] = {"full": _full, "json": _json}
COLOURED: Mapping[str, Reporter] = {"full": partial(_full, colour=True)}
"""Those of the formats that have colours, with them."""
