"""I4 along a row: the years or the sources of a line against its 合计 column."""

import re
from collections.abc import Iterator
from dataclasses import replace

from proposal_check.budget.amounts import read_cell
from proposal_check.budget.arithmetic import compare, total
from proposal_check.budget.cells import money
from proposal_check.budget.wording import equation, in_unit, sum_text
from proposal_check.budget.work import Work, interval
from proposal_check.model.budget import Identity

_WHOLE = re.compile(r"(?:合计|总计|小计|总额)$")
_PART = re.compile(
    r"年|[一二三四]期|季度|中央|省|市级|区级|县级|地方|财政|分项目|标段|自筹|贷款|补助|配套资金|其他资金|^(?:建筑|安装)工程费?$|^设备(?:及工器具)?购置费?$|^其[他它]费用?$"
)


def row_parts(work: Work) -> tuple[Identity, ...]:
    """Check rows whose amount column is headed 合计 and follows columns of years or sources."""
    cols = part_columns(work)
    found = tuple(_checked(work, cols)) if len(cols) >= 2 else ()
    if sum(i.state == "broken" for i in found) * 2 <= len(found):
        return found
    reason = "多数行的各列之和不等于合计列，合计列可能另有内容"
    return tuple(replace(i, state="unchecked", reason=reason) if i.state == "broken" else i for i in found)


def part_columns(work: Work) -> list[int]:
    """Find the unbroken run of part columns left of the 合计 column."""
    last = work.header.roles.get("amount", 0)
    texts = [re.sub(r"[(（].*?[)）]", "", t) for t in work.header.texts]
    if not last or not _WHOLE.search(texts[last - 1]):
        return []
    taken = {c for role, c in work.header.roles.items() if role != "amount"}
    cols: list[int] = []
    for col in range(last - 1, 0, -1):
        if col in taken or not (
            _PART.search(texts[col - 1]) or _shares_head(texts[col - 1], texts[last - 1])
        ):
            break
        cols.insert(0, col)
    return cols


def _shares_head(text: str, whole: str) -> bool:
    """Say whether two columns stand under one wide header: 概算价值 over 建筑工程费, …, 合计."""
    return "/" in whole and text.rpartition("/")[0] == whole.rpartition("/")[0]


def _checked(work: Work, cols: list[int]) -> Iterator[Identity]:
    for entry in work.entries:
        stated = entry.row.amount
        cells = [money(entry.line, c, work.units.scale("amount"))[1] for c in cols]
        parts = [c for c in cells if c]
        readable = all(read_cell(entry.line.text(c)).state in {"number", "blank", "mark"} for c in cols)
        if stated is None or not parts or not readable or any(p.unit != stated.unit for p in parts):
            continue
        expected = total(interval(p) for p in parts)
        state = compare(expected, interval(stated))
        if state == "broken" and len(parts) < len(cols) and expected.value < stated.value:
            continue
        texts = [in_unit(p.value, work.scale) for p in parts]
        computed, shown = in_unit(expected.value, work.scale), in_unit(stated.value, work.scale)
        same = expected.value == stated.value
        formula = equation(
            sum_text(texts), computed, shown, equal=same, unit=work.unit or "", near=state == "rounding"
        )
        yield Identity(
            "I4", state, entry.row.name, formula, expected.value, stated.value,
            stated.value - expected.value if stated.unit else None,
            (stated.anchor, *(p.anchor for p in parts)), work.sheet.block,
        )  # fmt: skip
