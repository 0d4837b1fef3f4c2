"""How well stance is read: sentences written and labelled by hand before the vocabulary was looked at.

`stance.tsv` led to changes of the vocabulary. `stance_held_out.tsv` was first measured after them: 45 of 61
right, 2 wrongly said to be built; what was wrong with those two was mended then, so it is no longer blind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proposal_check.overlap.stance import Reading, stance

_HERE = Path(__file__).parent
SETS = {"seen": "stance.tsv", "held out": "stance_held_out.tsv"}


@dataclass(frozen=True)
class Labelled:
    """A sentence, the mention in it, its section's time, and what it does with the thing named."""

    expected: str
    present: bool
    text: str
    span: tuple[int, int]

    def read(self) -> Reading:
        return stance(self.text, *self.span, present=self.present)


def labelled(name: str) -> Iterator[Labelled]:
    """Read a set of sentences: label, plan or present, the sentence with the last 【mention】 in question."""
    for line in _HERE.joinpath(SETS[name]).read_text("utf-8").splitlines():
        expected, section, marked = line.split("\t")
        before, mention = marked.rsplit("【", 1)
        head = before.replace("【", "").replace("】", "")
        named, tail = mention.split("】", 1)
        span = len(head), len(head) + len(named)
        yield Labelled(expected, section == "present", head + named + tail, span)


def stance_figures() -> dict[str, str]:
    """Return the figures by name: sentences read right, and things said to be built that are not."""
    figures = {}
    for name in SETS:
        known = list(labelled(name))
        read = [(one.expected, one.read()) for one in known]
        right = sum(expected == r.stance for expected, r in read)
        others = [r for expected, r in read if expected != "build"]
        false = sum(r.stance == "build" for r in others)
        sure = sum(r.stance == "build" and r.sure for r in others)
        figures[f"stance, {name}: sentences read right"] = f"{right} of {len(read)}"
        figures[f"stance, {name}: called built though not"] = (
            f"{false} of {len(others)}, {sure} without doubt"
        )
    return figures
