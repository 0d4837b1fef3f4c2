"""Whether the repair that a review suggests names the number that was made wrong.

Budgets of two layouts are made from a seed, one thing is made wrong in each, and the words of the suggestion
are held against what was done. Count and price of a row are told apart by luck only: such a fault is open.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.reading import read_budget
from proposal_check.model.document import Block, Cell, Document, Paragraph, Place, Source, Table

Rows = list[list[str]]
BUDGETS = 240
_NAMES = [f"{a}{b}" for a in "东南西北中" for b in ("交换机", "服务器", "摄像机", "网关", "终端")]


@dataclass(frozen=True)
class Fault:
    """What was made wrong: the words that name it, and whether the other numbers decide it.

    `follows`: the sums above it, and the text, are wrong likewise.
    """

    words: str
    decided: bool
    follows: bool = False


@dataclass
class Repairs:
    """`named`: of `decided` faults those whose suggestion names them; `misled`: those surely named wrong."""

    decided: int = 0
    named: int = 0
    open: int = 0
    open_named: int = 0
    misled: int = 0

    @property
    def share(self) -> float | None:
        return self.named / self.decided if self.decided else None


def measure_repairs(budgets: int = BUDGETS) -> Repairs:
    """Make budgets with one fault each and read what is suggested."""
    result = Repairs()
    kinds = (_digit, _swapped, _row_left_out, _row_twice, _other_unit)
    for seed in range(budgets):
        chance = random.Random(seed)
        rows = (_priced, _by_year)[seed // len(kinds) % 2](chance)
        right = rows[-1][-1]
        fault = kinds[seed % len(kinds)](chance, rows)
        if fault is not None:
            _count(result, fault, _suggested(rows, rows[-1][-1] if fault.follows else right))
    return result


def _priced(chance: random.Random) -> Rows:
    """Count × price = amount, 小计 of groups and 总计, which the text states again."""
    rows = [["设备名称", "数量", "单价", "金额"]]
    whole, names = Decimal(0), iter(chance.sample(_NAMES, len(_NAMES)))
    for group in ("前端", "机房", "传输")[: chance.randint(2, 3)]:
        part = Decimal(0)
        for _ in range(chance.randint(3, 5)):
            count, price = chance.randint(11, 98), Decimal(chance.randint(1_011, 9_898)) / 100
            rows.append([next(names), str(count), f"{price:.2f}", f"{count * price:.2f}"])
            part += count * price
        rows.append([f"{group}小计", "", "", f"{part:.2f}"])
        whole += part
    return [*rows, ["总计", "", "", f"{whole:.2f}"]]


def _by_year(chance: random.Random) -> Rows:
    """Every cost by year, with the sum of every row and of every column."""
    rows = [["费用名称", "2026年", "2027年", "2028年", "合计"]]
    table = [[Decimal(chance.randint(10_011, 98_989)) / 100 for _ in range(3)] for _ in range(5)]
    for name, line in zip(chance.sample(_NAMES, 5), table, strict=True):
        rows.append([name, *(f"{v:.2f}" for v in line), f"{sum(line):.2f}"])
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [*rows, ["总计", *(f"{v:.2f}" for v in columns), f"{sum(columns):.2f}"]]


def _digit(chance: random.Random, rows: Rows) -> Fault:
    """Another digit at the head of any number."""
    return _misprint(
        chance, rows, lambda text, at: text[:at] + str((int(text[at]) + 3) % 9 + 1) + text[at + 1 :]
    )


def _swapped(chance: random.Random, rows: Rows) -> Fault | None:
    return _misprint(chance, rows, lambda text, at: text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _misprint(chance: random.Random, rows: Rows, change: Callable[[str, int], str]) -> Fault | None:
    line = chance.choice(rows[1:])
    col = chance.choice([c for c, text in enumerate(line) if c and text])
    text = line[col]
    changed = change(text, 0) if len(text.partition(".")[0]) > 1 else text
    if changed == text or changed.startswith("0"):
        return None
    line[col] = changed
    decided = rows[0][1] != "数量" or col == 3
    return Fault(f"改为{Decimal(text):,}", decided)


def _row_left_out(chance: random.Random, rows: Rows) -> Fault | None:
    """The sums leave a row out; nothing tells that from a number too many but the sizes."""
    return _moved_sums(chance, rows, -1, "不计")


def _row_twice(chance: random.Random, rows: Rows) -> Fault | None:
    return _moved_sums(chance, rows, 1, "计入两次")


def _moved_sums(chance: random.Random, rows: Rows, sign: int, words: str) -> Fault | None:
    """Let the first sum below a row count it once less or more, and the total follow."""
    if rows[0][1] != "数量":
        return None
    at = chance.choice([n for n, line in enumerate(rows) if n and line[1]])
    amount = sign * Decimal(rows[at][3])
    below = next(line for line in rows[at:] if not line[1])
    for line in (below, rows[-1]):
        line[3] = f"{Decimal(line[3]) + amount:.2f}"
    name = f"“{rows[at][0]}”金额"
    return Fault(f"不计{name}" if sign < 0 else f"{name}{words}", decided=True, follows=True)


def _other_unit(chance: random.Random, rows: Rows) -> Fault | None:
    """One amount of a list in another unit than the rest."""
    if rows[0][1] != "数量":
        return None
    line = chance.choice([line for line in rows[1:] if line[1]])
    line[3] = f"{Decimal(line[3]) * 10_000:.2f}"
    return Fault("10000倍", decided=True)


def _suggested(rows: Rows, total: str) -> list[str]:
    block = Place(1)
    cells = [
        Cell(r, c, 1, 1, text, block) for r, line in enumerate(rows, 1) for c, text in enumerate(line, 1)
    ]
    table = Table(block, tuple(cells), len(rows), len(rows[0]), "表1 投资估算表（单位：万元）", "万元")
    blocks: tuple[Block, ...] = (Paragraph(Place(0), f"本项目总投资为{total}万元。"), table)
    document = Document(Source("", "", "docx", 0), blocks)
    return [i.repair for i in read_budget(document).identities if i.is_fault]


def _count(result: Repairs, fault: Fault, suggested: list[str]) -> None:
    named = any(re.search(re.escape(fault.words) + r"(?![\d.])", text) for text in suggested)
    sure = [text for text in suggested if "改为" in text and "；或" not in text]
    result.misled += bool(sure) and not named
    if fault.decided:
        result.decided += 1
        result.named += named
    else:
        result.open += 1
        result.open_named += named
