"""Changes the code on purpose, one place at a time, and tells which changes no test notices.

    python -m scripts.mutants [--jobs N] [--count N] [MODULE ...]

Everything happens in copies of the tree in a temporary folder. The places are drawn with a fixed seed, so two runs on
the same code draw the same ones.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT: Final = Path(__file__).parent.parent
SEED: Final = 20260
SECONDS: Final = 180
"""A mutant that takes longer than this runs for ever, and is noticed."""
GOAL: Final = 90
"""How many percent of a module's mutants the tests should notice."""

TESTS: Final = {
    "trips/schedule/timeline.py": ("tests/trips/schedule/test_timeline.py",),
    "trips/schedule/attendance.py": ("tests/trips/schedule/test_attendance.py",),
    "trips/history/merge.py": ("tests/trips/history/test_merge.py",),
    "trips/edits/items.py": ("tests/trips/edits/test_items.py", "tests/trips/edits/test_several_items.py"),
    "exports/audience.py": ("tests/exports/test_audience.py",),
    "exports/calendar/reader_events.py": ("tests/trips/history/test_releases.py",),
}
"""The tests that a module has to itself, the quick ones first."""

OPERATORS: Final = tuple(
    f"core/{name}"
    for name in (
        "NumberReplacer", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue",
        "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "AddNot",
        "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub", "ReplaceBinaryOperator_Add_Sub",
        "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_Add", "ReplaceComparisonOperator_Eq_NotEq",
        "ReplaceComparisonOperator_NotEq_Eq", "ReplaceComparisonOperator_Is_IsNot",
        "ReplaceComparisonOperator_IsNot_Is", "ReplaceComparisonOperator_Lt_LtE", "ReplaceComparisonOperator_Lt_GtE",
        "ReplaceComparisonOperator_LtE_Lt", "ReplaceComparisonOperator_LtE_Gt", "ReplaceComparisonOperator_Gt_GtE",
        "ReplaceComparisonOperator_Gt_LtE", "ReplaceComparisonOperator_GtE_Gt", "ReplaceComparisonOperator_GtE_Lt",
    )
)  # fmt: skip

_SOLVER: Final = "trips/schedule/timeline.py"
EQUIVALENT: Final[dict[tuple[str, str], str]] = {
    (
        "trips/edits/items.py",
        "def move_by_one(trip: Trip, ids: Sequence[str], by: Literal[- 0, 1]) -> Trip:",
    ): "a type changes nothing that happens",
    (
        "trips/edits/items.py",
        "return (forward[:edge], rest) if by <= 0 else (forward[:edge][::-1], rest[::-1])",
    ): "it is one or minus one",
    (
        "trips/edits/items.py",
        "for item, place in zip(moving, places, strict=False):",
    ): "there are as many places as items",
    (_SOLVER, "_NEVER: Final = -(1 << 41)"): "any number before all times will do",
    (_SOLVER, "@lru_cache(maxsize= 4095)"): "the size of a memory changes no answer",
    (_SOLVER, "if offset is not None and 0 <= minute <= 2 * DAY:"): "the offset is known to hold for 50 hours",
    (_SOLVER, "if midnight is not None and -1 <= minute < 2 * DAY:"): "clock times are never negative",
    (
        _SOLVER,
        "if known is None or len(known[ 1]) != len(items) or not all(map(_is, known[0], items)):",
    ): "as many are placed as there are items",
    ("trips/schedule/attendance.py", "@dataclass(frozen=False, slots=True)"): "nothing is assigned to it",
    (
        "trips/schedule/attendance.py",
        "group.key: max((group.expected or -1) - self._members(group), 0)",
    ): "fewer than nobody is nobody",
    (
        "trips/history/merge.py",
        'return [changed(theirs[0], **self.fields(table, "Private", base[0], mine[0], theirs[ -1], one))]',
    ): "the unit has one field",
    (
        "trips/history/merge.py",
        "for key, length in zip(reversed(common), reversed(lengths), strict=False):",
    ): "both are as long",
    (
        "trips/edits/items.py",
        "def move_by_one(trip: Trip, ids: Sequence[str], by: Literal[-1, 0]) -> Trip:",
    ): "a hint for the type checker",
    ("exports/calendar/reader_events.py", "@dataclass(frozen=True, slots=False)"): "it only takes more memory",
    ("exports/calendar/reader_events.py", "@dataclass(frozen=False, slots=True)"): "nothing is assigned to it",
}
"""Mutants that do what the code does, by module and changed line, with the reason."""


class Mutant(NamedTuple):
    """A module with one place changed."""

    module: str
    code: str
    line: int
    old: str
    new: str

    @property
    def reason(self) -> str | None:
        """Why no test can notice it, if that is known."""
        return EQUIVALENT.get((self.module, self.new))


def mutants_of(module: str, code: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    for name in OPERATORS:
        operator = get_operator(name)()
        occurrence = 0
        while (mutated := mutate_code(code, operator, occurrence)) is not None:
            occurrence += 1
            if mutated != code:
                yield _mutant(module, code, mutated)


def _mutant(module: str, code: str, mutated: str) -> Mutant:
    before, after = code.splitlines(), mutated.splitlines()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    _, first, last, start, end = next(block for block in blocks if block[0] != "equal")
    old, new = ("\n".join(line.strip() for line in lines) for lines in (before[first:last], after[start:end]))
    return Mutant(module, mutated, first + 1, old, new)


def copy_tree(to: Path) -> None:
    """Copy what git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to / name)


def is_noticed(tree: Path, tests: Sequence[str]) -> bool:
    """Whether a test fails in a copy of the tree."""
    command = [sys.executable, "-m", "pytest", "-x", "-n", "0", "--tb=no", "-p", "no:cacheprovider", *tests]
    world = os.environ | {"PYTHONPATH": str(tree), "HYPOTHESIS_PROFILE": "mutants"}
    try:
        done = subprocess.run(command, cwd=tree, env=world, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def survivors(module: str, count: int, trees: SimpleQueue[Path], jobs: int) -> tuple[list[Mutant], int]:
    """The mutants among `count` drawn ones that no test notices, and how many were tried."""
    code = (ROOT / module).read_text(encoding="utf-8")
    every = list(mutants_of(module, code))
    drawn = random.Random(f"{SEED} {module}").sample(every, min(count, len(every)))
    tried = [mutant for mutant in drawn if mutant.reason is None]
    moments = iter(range(1, len(tried) + 1))

    def survives(mutant: Mutant) -> bool:
        tree = trees.get()
        path = tree / module
        try:
            path.write_text(mutant.code, encoding="utf-8")
            moment = next(moments)
            os.utime(path, (moment, moment))  # Python takes compiled code for fresh by the second and the size
            return not is_noticed(tree, TESTS[module])
        finally:
            shutil.copy2(ROOT / module, path)
            trees.put(tree)

    with ThreadPoolExecutor(jobs) as pool:
        found = [mutant for mutant, alive in zip(tried, pool.map(survives, tried), strict=True) if alive]
    return sorted(found, key=lambda mutant: mutant.line), len(tried)


def main() -> int:
    """Run the mutants of some modules, by default of all in the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="a file of the table; all if none is named")
    parser.add_argument("--count", type=int, default=30, help="how many mutants a module (30)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (one a processor)")
    options = parser.parse_args()
    if unknown := [one for one in options.modules if one not in TESTS]:
        parser.error(f"not in the table: {', '.join(unknown)}")
    poor = False
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.jobs):
            tree = Path(folder) / str(number)
            copy_tree(tree)
            trees.put(tree)
        for module in options.modules or TESTS:
            if is_noticed(tree, TESTS[module]):
                print(f"{module}: its tests fail as it is")
                poor = True
                continue
            alive, tried = survivors(module, options.count, trees, options.jobs)
            killed = tried - len(alive)
            poor = poor or 100 * killed < GOAL * tried
            print(f"{module}: {killed} of {tried} noticed", flush=True)
            for one in alive:
                print(f"  {module}:{one.line}\n    - {one.old}\n    + {one.new}", flush=True)
    return int(poor)


if __name__ == "__main__":
    sys.exit(main())
