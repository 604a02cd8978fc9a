"""The same for a blank English pipeline of spaCy that cuts into tokens and sentences and does nothing else."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import spacy


def main(warm_up: str, passes: str, *files: str) -> None:
    """Prints the seconds of every pass."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10**9
    pipeline(Path(warm_up).read_text(encoding="utf-8"))
    seconds = []
    for _ in range(int(passes)):
        begun = time.process_time()
        sentences = sum(1 for file in files for _ in pipeline(Path(file).read_text(encoding="utf-8")).sents)
        seconds.append(time.process_time() - begun)
    print(json.dumps({"sentences": sentences, "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
