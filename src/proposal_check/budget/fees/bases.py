"""Which costs the words of a percentage fee name as its base: 按软硬件购置费, 以应用软件开发费为基数."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proposal_check.budget.fees.costs import CostLine
from proposal_check.budget.figures.arithmetic import Interval, total
from proposal_check.budget.tables.numbering import split_number
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import CostClass

_BOUGHT: tuple[CostClass, ...] = ("hardware", "software", "purchase")
_CUT = re.compile(r"不含|不包括|除|扣除")
_WORDS: tuple[tuple[re.Pattern[str], tuple[CostClass, ...]], ...] = (
    (re.compile(r"软硬件|(?:硬件|设备)(?:设备)?[及和与、]\w{0,4}软件"), _BOUGHT),
    (re.compile(r"应用(?:软件|系统)|(?:软件|系统)开发|开发费|研发"), ("development",)),
    (re.compile(r"集成费"), ("integration",)),
)  # fmt: skip
_NUMBERS = re.compile(r"[一二三四五六七八](?=[、+＋项和及两三四部之])")


@dataclass(frozen=True, slots=True)
class Base:
    """A base found among the costs. `exact` says that the words are the name of one line."""

    label: str
    amount: Interval
    kinds: tuple[CostClass, ...]
    exact: bool = False


def named_base(words: str, lines: Sequence[CostLine], main: Work | None) -> Base | None:
    """Find the lines that words name; None when they name none, or when some of them are not in the table."""
    said = squeeze(_CUT.split(words)[0])
    if not said or not lines:
        return None
    return _one_line(said, lines) or _parents(said, main) or _classes(said, lines)


def _one_line(said: str, lines: Sequence[CostLine]) -> Base | None:
    named = [line for line in lines if len(line.name) >= 4 and line.name in said]
    if len(named) != 1 or re.search(r"[及和与、+＋]", said.replace(named[0].name, "")):
        return None
    line = named[0]
    return Base(line.name, interval(line.amount), (line.kind,) if line.kind else (), True)


def _parents(said: str, main: Work | None) -> Base | None:
    """Find 一、二两项之和: the numbered parents of the main table."""
    numbers = list(dict.fromkeys(_NUMBERS.findall(said)))
    if not numbers or main is None:
        return None
    rows = {
        split_number(e.row.texts.get("number", "") or e.row.name, alone=True).strip("、.．"): e.row
        for e in main.entries
        if e.row.level == 1 and e.row.amount
    }
    found = [rows.get(n) for n in numbers]
    amounts = [r.amount for r in found if r and r.amount and r.amount.unit == "元"]
    if len(amounts) != len(numbers):
        return None
    return Base("+".join(numbers), total(interval(a) for a in amounts), ())


def _classes(said: str, lines: Sequence[CostLine]) -> Base | None:
    kinds: list[CostClass] = []
    for pattern, classes in _WORDS:
        if pattern.search(said):
            kinds.extend(classes)
    if not kinds and "硬件" in said:
        kinds = ["hardware"]
    chosen = [line for line in lines if line.kind in kinds]
    missing = "development" in kinds and not any(line.kind == "development" for line in chosen)
    if not chosen or missing:
        return None
    found = tuple(dict.fromkeys(line.kind for line in chosen if line.kind))
    return Base("+".join(line.name for line in chosen), total(interval(c.amount) for c in chosen), found)
