"""The accuracy gate: scores the command line on the dev sets and fails below the floor.

usage: gate.py SHARED
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FLOOR = {
    "dev": {"macro_f1": 0.85, "chain_f1": 0.70, "source_accuracy": 0.80},
    "world-dev": {"macro_f1": 0.82, "chain_f1": 0.70, "source_accuracy": 0.80},
}
TEXTS = {"dev": "corpora/polnear/dev/text", "world-dev": "corpora/world/text"}


def main() -> int:
    shared = Path(sys.argv[1])
    attrib = Path(sys.executable).with_name("attrib")
    failed = 0
    for name, floor in FLOOR.items():
        command = [
            sys.executable, str(shared / "gold" / "score.py"), str(shared / "gold" / f"{name}.jsonl"), str(shared / TEXTS[name]),
            "--command", f"{attrib} label --format json", "--json",
        ]  # fmt: skip
        result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for figure, least in floor.items():
            verdict = "BELOW" if result[figure] < least else "ok"
            failed += verdict == "BELOW"
            print(f"gate {name:10} {figure:16} {result[figure]:.3f}  floor {least:.2f}  {verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
