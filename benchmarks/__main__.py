"""Measures, prints a table, and keeps the figures with the commit in results/."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from benchmarks.drafts import document, folder, line
from benchmarks.processes import HERE, Cost, answer, cost, costs, rivals

_ROOT = HERE.parent
_STORY = HERE / "story.txt"
_WHEEL_MB = 6.0
_MEMORY_MB = 120.0
_GROWTH = 11.0
"""The most that ten times the work may take."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what attrib takes, what it is measured beside takes, and the ratio that must stay within `target`."""

    what: str
    ours: float
    beside: str
    theirs: float
    ratio: float
    target: str
    met: bool


def at_most(what: str, ours: float, beside: str, theirs: float, target: float) -> Figure:
    return Figure(what, ours, beside, theirs, ours / theirs, f"≤ {target:g}", ours / theirs <= target)


def at_least(what: str, ours: float, beside: str, theirs: float, target: float) -> Figure:
    return Figure(what, ours, beside, theirs, ours / theirs, f"≥ {target:g}", ours / theirs >= target)


def cold_start(rivals_python: Path, runs: int) -> Iterator[Figure]:
    """One story, the whole process."""
    label = [sys.executable, "-m", "attrib", "label", "--no-config", str(_STORY)]
    as_json, check = [*label, "--format", "json"], [sys.executable, "-m", "attrib", "check", "--no-config", str(_STORY)]
    proselint, spacy = [str(rivals_python), "-m", "proselint", "check", str(_STORY)], [str(rivals_python), "-c", "import spacy"]
    ours, ours_json, ours_check, words, imported = costs([label, as_json, check, proselint, spacy], runs)
    yield at_most("label, CPU s", ours.seconds, "proselint, CPU s", words.seconds, 2)
    yield at_most("label --format json, CPU s", ours_json.seconds, "proselint, CPU s", words.seconds, 2)
    yield at_most("check, CPU s", ours_check.seconds, "proselint, CPU s", words.seconds, 2)
    yield at_most("label, CPU s", ours.seconds, "import spacy, CPU s", imported.seconds, 0.5)
    yield at_most("label, peak MB", ours.memory, "limit, MB", _MEMORY_MB, 1)


def throughput(rivals_python: Path, texts: list[Path], passes: int) -> Iterator[Figure]:
    """The pipeline to JSON in one process. The first pass meets every text once, as an archive does; later passes find all words known."""
    arguments: list[str | Path] = [_STORY, str(passes), *texts]
    ours = answer(Path(sys.executable), "attrib_passes.py", *arguments)
    theirs = answer(rivals_python, "spacy_passes.py", *arguments)
    for what, pick in (("first pass", lambda seconds: seconds[0]), ("later passes", lambda seconds: min(seconds[1:]))):
        mine, other = (run["sentences"] / pick(run["seconds"]) for run in (ours, theirs))
        yield at_least(f"sentences per CPU s, {what}", mine, "spaCy blank + sentencizer", other, 0.5)


def growth(texts: list[Path], scratch: Path) -> Iterator[Figure]:
    """Ten times the work beside the work."""
    story = list(texts)
    while len(story) > 1 and _sentences(document(story, 1, scratch / "one.txt")) > 1100:
        story = story[: len(story) * 2 // 3]
    short, long = _between(*(partial(_seconds, document(story, factor, scratch / f"{factor}.txt")) for factor in (1, 10)))
    yield at_most("one document ten times as long, CPU s", long, "1,000 sentences, CPU s", short, _GROWTH)
    short, long = _between(*(partial(_seconds, line(texts, size, scratch / f"line{size}.txt")) for size in (100_000, 1_000_000)))
    yield at_most("one line of 1 MB, CPU s", long, "of 0.1 MB, CPU s", short, _GROWTH)
    command = [sys.executable, "-m", "attrib", "label", "--no-config", "--format", "json"]
    found: list[Cost] = []

    def label(place: Path) -> float:
        found.append(cost([*command, str(place)]))
        return found[-1].seconds

    short, long = _between(*(partial(label, folder(texts, count, scratch / str(count))) for count in (100, 1000)))
    yield at_most("folder of 1,000 drafts, CPU s", long, "of 100 drafts, CPU s", short, _GROWTH)
    yield at_most("folder of 1,000 drafts, peak MB", found[1].memory, "of 100 drafts, MB", found[0].memory, 1.1)


def _between(small: Callable[[], float], large: Callable[[], float]) -> tuple[float, float]:
    """The small amount of work as it is on average before and after the large one, and the large one."""
    before, whole, after = small(), large(), small()
    return (before + after) / 2, whole


def _sentences(file: Path) -> int:
    return int(answer(Path(sys.executable), "attrib_passes.py", _STORY, "1", file)["sentences"])


def _seconds(file: Path) -> float:
    return float(answer(Path(sys.executable), "attrib_passes.py", _STORY, "1", file)["seconds"][0])


def package(scratch: Path) -> Iterator[Figure]:
    """The wheel, model included."""
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(scratch), str(_ROOT)], check=True)
    (wheel,) = scratch.glob("*.whl")
    yield at_most("wheel, MB", wheel.stat().st_size / 1e6, "limit, MB", _WHEEL_MB, 1)


def table(figures: list[Figure]) -> str:
    """The figures in columns."""
    rows = [("attrib", "", "beside it", "", "ratio", "target", "")]
    rows += [(f.what, f"{f.ours:,.3g}", f.beside, f"{f.theirs:,.3g}", f"{f.ratio:.2f}", f.target, "" if f.met else "missed") for f in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def commit() -> str:
    """The commit measured, with a plus where files differ from it."""
    done = subprocess.run(["git", "describe", "--always", "--dirty=+", "--exclude=*"], cwd=_ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path, default=_ROOT / "fixtures", help="a folder of plain-text drafts; the fixtures by default")
    parser.add_argument("--runs", type=int, default=9, help="how often a process is started")
    parser.add_argument("--quick", action="store_true", help="cold start and throughput only")
    given = parser.parse_args()
    texts = sorted(given.texts.glob("*.txt"))
    python = rivals()
    figures = [*cold_start(python, given.runs), *throughput(python, texts, 4)]
    if not given.quick:
        with tempfile.TemporaryDirectory() as scratch:
            figures += [*growth(texts, Path(scratch)), *package(Path(scratch))]
    print(table(figures))
    kept = {"commit": commit(), "texts": len(texts), "figures": [asdict(figure) for figure in figures]}
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{kept['commit']}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
