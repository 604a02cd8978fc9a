"""How the sourcing changed between two versions, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from attrib.diff import Change, Changes
from attrib.reporters.changes import BETTER, TOLD, WORSE, Side, sides, summary, totals
from attrib.reporters.console import STYLES, laid_out, words
from attrib.reporters.terminal import LETTERS, shown_source


def comparison(changes: Changes, *, width: int = 100, colour: bool = False) -> str:
    """Every sentence whose sourcing changed, old above new, `width` columns wide."""
    head = words(f"{changes.old.document.path} → {changes.new.document.path}", "bold")
    view = Table.grid(padding=(0, 1, 0, 0), expand=True)
    view.add_column(width=1, no_wrap=True)
    view.add_column(width=1, no_wrap=True)
    view.add_column(ratio=1, overflow="fold")
    for change in changes.changes:
        view.add_row("")
        for row in _rows(changes, change):
            view.add_row(*row)
    count = ", ".join(f"{before} → {after} {name}" if before != after else f"{after} {name}" for name, before, after in totals(changes))
    return laid_out(head, words(summary(changes)), *([view] if changes.changes else []), "", *_quoted(changes), count, width=width, colour=colour)


def _rows(changes: Changes, change: Change) -> Iterator[tuple[Text | Group, ...]]:
    old, new = sides(changes, change)
    here = new or old
    place = f", {here.line}" if here else ""
    tone = "bold red" if WORSE & {*change.kinds} else "bold green" if BETTER & {*change.kinds} else "bold"
    yield Text(), Text(), Text.assemble((", ".join(TOLD[kind] for kind in change.kinds), tone), (place, "dim"))
    for sign, side in (("-", old), ("+", new)):
        if side:
            yield Text(sign), Text(LETTERS[side.label], STYLES[side.label]), Group(_sentence(side), words(f"— {side.who}", STYLES[side.label]))


def _sentence(side: Side) -> Text:
    sentence = Text()
    for run, kept in side.runs:
        sentence.append_text(words(run, "" if kept else "bold underline"))
    return sentence


def _quoted(changes: Changes) -> Iterator[Text]:
    for told, names in (("no longer quoted", changes.sources_gone), ("newly quoted", changes.sources_new)):
        if names:
            yield words(f"{told}: {', '.join(map(shown_source, names))}")
