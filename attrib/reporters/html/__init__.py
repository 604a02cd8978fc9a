"""The report as one HTML page that asks for nothing outside itself. Import this only where the page is written: Jinja takes its time to load."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.diff import Changes
from attrib.findings import Report, Skipped
from attrib.reporters.changes import BETTER, TOLD, WORSE, sides, summary, totals
from attrib.reporters.html.page import render
from attrib.reporters.html.view import DraftView, draft_view

__all__ = ["comparison", "draft_view", "page", "report"]


def report(run: Report) -> str:
    """The page of a whole run."""
    return page([*map(draft_view, run.drafts), *run.skipped])


def page(parts: Iterable[DraftView | Skipped]) -> str:
    """The page of drafts made ready one by one, and of those that could not be read."""
    every = list(parts)
    drafts = [part for part in every if isinstance(part, DraftView)]
    skipped = [part for part in every if isinstance(part, Skipped)]
    notes = (note for draft in drafts for block in draft.blocks for note in block.notes)
    rules = {note.finding.code: note for note in notes}
    return render("report.html", drafts=drafts, skipped=skipped, rules=[rules[code] for code in sorted(rules)])


def comparison(changes: Changes) -> str:
    """The page of what changed between two versions."""
    rows = [(change, *sides(changes, change)) for change in changes.changes]
    return render(
        "diff.html", changes=changes, rows=rows, summary=summary(changes), totals=totals(changes), told=TOLD, worse=WORSE, better=BETTER
    )
