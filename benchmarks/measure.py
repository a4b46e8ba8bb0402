"""How things are measured: medians of interleaved rounds, CPU time where a busy machine would blur the clock."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One comparison: ours, the other, and how many times the other ours may be."""

    what: str
    ours: float
    other: float
    unit: str
    goal: float
    against: str

    @property
    def ratio(self) -> float:
        return self.ours / self.other if self.other else 0.0

    def line(self) -> str:
        verdict = "ok" if self.ratio <= self.goal else f"MISSED by {self.ratio / self.goal - 1:.0%}"
        numbers = f"{self.ours:9.2f} {self.other:9.2f} {self.unit:5} {self.ratio:6.2f} x  goal {self.goal:4.2g} x"
        return f"{self.what:46} {numbers}  {verdict:14} against {self.against}"


def environment(room: Path, **own: str) -> dict[str, str]:
    """What a program is started with, its modules compiled as an installed one has them: a checkout may forbid that."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(room / "compiled"), **own}


def cpu_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """CPU milliseconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def wall_of(work: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def interleaved(ours: Callable[[], float], other: Callable[[], float], rounds: int = 15) -> tuple[float, float]:
    """Medians of two measurements taken in turn, after a warm-up of each."""
    ours()
    other()
    pairs = [(ours(), other()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
