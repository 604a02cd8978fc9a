"""The formats of `attrib check`, by name. Each is a pure function over a whole run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from attrib.findings import Report
from attrib.reporters.excerpts import Excerpts

__all__ = ["COLOURED", "FORMATS", "Excerpts", "Reporter"]

Reporter = Callable[[Report, Excerpts], str]


def _reporter(module: str, **style: bool) -> Reporter:
    """The function `report` of a module, which is imported when it is needed: a run needs one or two."""

    def report(run: Report, excerpts: Excerpts) -> str:
        written: str = import_module(f"attrib.reporters.{module}").report(run, excerpts, **style)
        return written

    return report


FORMATS: Mapping[str, Reporter] = {
    "full": _reporter("full"),
    "concise": _reporter("findings"),
    "json": _reporter("json"),
    "sarif": _reporter("sarif"),
    "github": _reporter("github"),
    "gitlab": _reporter("gitlab"),
    "junit": _reporter("junit"),
}
"""All but our own JSON quote no more of a draft than they are told; `full` also shows the lines of a finding unless told to quote nothing."""

COLOURED: Mapping[str, Reporter] = {"full": _reporter("full", colour=True), "concise": _reporter("findings", colour=True)}
"""Those of the formats that have colours, with them."""
