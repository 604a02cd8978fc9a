"""The formats of `attrib check`, by name. Each is a pure function over a whole run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attrib.findings import Report
from attrib.reporters import findings, full, github, gitlab, json, junit, sarif
from attrib.reporters.excerpts import Excerpts

__all__ = ["COLOURED", "FORMATS", "Excerpts", "Reporter"]

Reporter = Callable[[Report, Excerpts], str]


def _json(run: Report, _excerpts: Excerpts) -> str:
    return json.report(run)


FORMATS: Mapping[str, Reporter] = {
    "full": full.report,
    "concise": findings.report,
    "json": _json,
    "sarif": sarif.report,
    "github": github.report,
    "gitlab": gitlab.report,
    "junit": junit.report,
}
"""All but our own JSON quote no more of a draft than they are told; `full` also shows the lines of a finding unless told to quote nothing."""

COLOURED: Mapping[str, Reporter] = {"full": partial(full.report, colour=True), "concise": partial(findings.report, colour=True)}
"""Those of the formats that have colours, with them."""
