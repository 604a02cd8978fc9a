"""`python -m attrib.training --shared DIR`: trains the model that ships with attrib.

DIR holds `corpora/` and `gold/`. The same command over the same data writes the same file.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from attrib.model import Model
from attrib.reading import first_reading
from attrib.training.carriers import train_carriers
from attrib.training.corpus import training_stories
from attrib.training.labeller import train_labeller
from attrib.training.tagger import train_taggers


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m attrib.training", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/ and gold/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "model.npz")
    parser.add_argument("--iterations", type=int, default=60, help="of the sequence model")
    options = parser.parse_args()
    started = time.monotonic()

    def note(text: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {text}", file=sys.stderr, flush=True)

    stories = training_stories(options.shared)
    note(f"{len(stories)} labelled stories, {sum(g is not None for s in stories for g in s.gold)} sentences")
    tagger, taggings = train_taggers(options.shared, stories, options.iterations)
    note(f"tagger trained: {len(tagger.states.by_key)} features")
    readings = [first_reading(s.story, taggings[s.name]) for s in stories]
    labels, figures = train_labeller(stories, readings)
    note("labeller trained: " + ", ".join(f"{k} {v:.4f}" for k, v in figures.items()))
    carriers = train_carriers(stories, readings)
    note(f"carrier model trained: {len(carriers.weights.by_key)} features")
    data = Model(tagger, labels, carriers).to_bytes()
    options.out.write_bytes(data)
    note(f"{options.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
