"""What a process costs, and the environment in which the rivals run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
_RIVALS = HERE / ".venv"
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed package has its bytecode; so shall a working tree, from the round that warms up."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a process, user and system, and the most memory it held, in MB."""

    seconds: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """What a command costs as a whole; its output is thrown away. Raises `SystemExit` if it fails with anything but findings."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_ENVIRONMENT)
    complaint = process.stderr.read().decode() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{complaint}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def costs(commands: Sequence[Sequence[str]], runs: int) -> list[Cost]:
    """The median costs of several commands, run by turns so that a slow moment of the machine meets them all. The first round only warms up."""
    rounds = [[cost(command) for command in commands] for _ in range(runs + 1)][1:]
    return [Cost(median(c.seconds for c in column), median(c.memory for c in column)) for column in zip(*rounds, strict=True)]


def answer(python: Path, script: str, *arguments: str | Path) -> Any:
    """What a script of this folder prints, which is JSON."""
    done = subprocess.run([str(python), str(HERE / script), *map(str, arguments)], stdout=subprocess.PIPE, check=True, env=_ENVIRONMENT)
    return json.loads(done.stdout)


def rivals() -> Path:
    """The Python of the rivals' environment, which is made when it is not there."""
    python = _RIVALS / "bin" / "python"
    if not python.exists():
        print("installing the rivals …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(_RIVALS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")], check=True)
    return python
