"""CPU seconds of several passes of the whole pipeline over some texts, from bytes to JSON; and how many sentences they have."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from attrib.config import Configs
from attrib.engine import Job, run
from attrib.findings import Skipped
from attrib.reporters.json import draft


def main(warm_up: str, passes: str, *files: str) -> None:
    """Prints the seconds of every pass. The draft `warm_up` is read before, so that what is loaded once is not counted."""
    gc.set_threshold(100_000)  # as the command line does
    configs = Configs(isolated=True)
    _sentences([warm_up], configs)
    seconds = []
    for _ in range(int(passes)):
        begun = time.process_time()
        sentences = _sentences(list(files), configs)
        seconds.append(time.process_time() - begun)
    print(json.dumps({"sentences": sentences, "seconds": seconds}))


def _sentences(files: list[str], configs: Configs) -> int:
    count = 0
    for result in run([Job(file, Path(file).read_bytes()) for file in files], configs):
        if isinstance(result, Skipped):
            raise SystemExit(f"{result.path}: {result.reason}")
        draft(result)
        count += len(result.analysis.sentences)
    return count


if __name__ == "__main__":
    main(*sys.argv[1:])
