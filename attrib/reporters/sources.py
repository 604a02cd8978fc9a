"""Who is quoted in a draft, as a table for people."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from attrib.analysis import Label
from attrib.findings import CheckedDraft
from attrib.reporters.console import STYLES, laid_out, words
from attrib.reporters.terminal import LETTERS, counted, shown_source
from attrib.reporters.voices import Voice, voices


def table(checked: CheckedDraft, *, width: int = 100, colour: bool = False) -> str:
    """A draft's sources in columns, `width` columns wide."""
    found = voices(checked.analysis)
    columns = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    columns.add_column("", no_wrap=True)
    columns.add_column("source", overflow="fold", ratio=3, min_width=16)
    columns.add_column("through", overflow="fold", ratio=2)
    columns.add_column("kind", overflow="fold")
    columns.add_column("sentences", justify="right", no_wrap=True)
    columns.add_column(checked.analysis.document.numbering.unit, justify="right", no_wrap=True)
    for voice in found:
        columns.add_row(*_row(voice))
    named = sum(voice.identified for voice in found)
    count = f"{counted(len(found), 'source')}: {named} named (N), {len(found) - named} anonymous (A)"
    return laid_out(words(checked.analysis.document.path, "bold"), *([columns] if found else []), count, width=width, colour=colour)


def _row(voice: Voice) -> tuple[Text, ...]:
    label = Label.NAMED if voice.identified else Label.ANONYMOUS
    name = words(shown_source(voice.name), STYLES[label])
    numbers = (str(len(voice.sentences)), str(voice.line))
    return (Text(LETTERS[label], STYLES[label]), name, words(", ".join(voice.through)), Text(voice.kind.value), *map(Text, numbers))
