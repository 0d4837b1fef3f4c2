"""A register of systems that have nothing to do with the pairs."""

from functools import cache
from pathlib import Path

from proposal_check.model.overlap import SystemEntry

_VOCABULARY = Path(__file__).parent / "vocabulary.txt"


@cache
def distractors(count: int, *, training: bool = False) -> tuple[SystemEntry, ...]:
    """Make systems with six modules each, of other subjects than the pairs and the base proposals have.

    Those to train with and those to measure with share no subject.
    """
    lines = _VOCABULARY.read_text("utf-8").splitlines()
    subjects, objects, acts, ways = (line.split() for line in lines)
    subjects = subjects[::2] if training else subjects[1::2]
    made, number = [], 0
    for entry in range(count):
        names = []
        for _ in range(6):
            number += 1
            act, thing = acts[number * 5 % len(acts)], objects[number // 7 % len(objects)]
            subject, way = subjects[number * 11 % len(subjects)], ways[number // 1009 % len(ways)]
            names.append(f"{subject}{thing}{way if number % 3 else ''}{act}")
        made.append(SystemEntry(f"D{entry:06d}", f"系统{entry}", modules=tuple(names)))
    return tuple(made)
