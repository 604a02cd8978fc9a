"""The real command line, run in the test's own process and folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from attrib.cli import app


def attrib(*args: str | Path, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], input=stdin, env=env, catch_exceptions=False)


def checked(*args: str | Path, stdin: str | None = None) -> list[Any]:
    """The documents of `attrib check --format json`."""
    result = attrib("check", "--format", "json", *args, stdin=stdin)
    assert result.stdout, result.stderr
    documents: list[Any] = json.loads(result.stdout)["documents"]
    return documents


def found(*args: str | Path, stdin: str | None = None) -> list[tuple[str, int]]:
    """Rule and line of every finding in a run over one draft."""
    (document,) = checked(*args, stdin=stdin)
    return [(f["rule"], f["line"]) for f in document["findings"]]


def rules_found(*args: str | Path) -> dict[str, set[str]]:
    """The rules that fire in each draft."""
    return {document["path"]: {f["rule"] for f in document["findings"]} for document in checked(*args)}
