"""Tables that list what is to be built: the column of names, the column of functions, the rows that count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proposal_check.model.document import Cell, Table
from proposal_check.overlap.words import normalise

_MODULE = re.compile("^(?:功能)?模块|模块名称|^功能(?:名称|点|项|子模块)|^子模块")
# A column headed 功能 alone names functions when its cells are names; else it describes what the name does.
_PLAIN = re.compile("^(?:主要|系统|业务|应用|建设)?功能(?:内容|组成)?$")
_SENTENCE = re.compile("[，,。；;：:]")
_LONGEST_NAME = 18
_SYSTEM = re.compile(
    "^子系统|^(?:应用)?系统(?:名称)?$|^应用名称|^建设内容$|^(?:建设)?项目名称$|^内容名称|^产品名称|^名称|^明细$|^服务名称"
)
_FUNCTION = re.compile("功能|描述|说明|性能|参数|建设内容|内容")
_COST = re.compile("单价|金额|小计|总价|合计|价格|费用|工作量|工量|人日|人天|人月|投资|概算|预算")
_HARDWARE = re.compile("品牌|型号|质保|规格|配置|设备|硬件|端口")
_SOFTWARE = re.compile("模块|功能|子系统|软件|开发|工作量|工量|人日|人天|人月")
_TOTAL = re.compile("^(?:合计|小计|总计|共计|总价|总投资|合价|序号|无|其他|其它)|(?:合计|小计|总计)$")


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row of such a table: the cell that names it and the rest of the row; `priced` says it has a cost."""

    cell: Cell
    detail: str
    priced: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A table read as a list of things to be built; `software` says that they are modules or systems."""

    items: tuple[ListedItem, ...]
    software: bool


def listing(table: Table) -> Listing | None:
    """Read a table as a list of things to be built; None when its header does not say so."""
    grid = table.grid()
    for top in range(min(3, len(grid))):
        names = [cell.text if cell else "" for cell in grid[top]]
        column = _name_column(names, grid[top + 1 :])
        if column is None or len([n for n in names if n.strip()]) < 2:
            continue
        rest = [i for i, n in enumerate(names) if i != column]
        if not any(_FUNCTION.search(names[i]) or _COST.search(names[i]) for i in rest):
            continue
        heads = " ".join(names) + (table.caption or "")
        software = bool(_SOFTWARE.search(heads)) and not _HARDWARE.search(heads)
        costs = [i for i in rest if _COST.search(names[i])]
        return Listing(tuple(_items(grid, top + 1, column, costs)), software)
    return None


def _name_column(names: list[str], below: list[list[Cell | None]]) -> int | None:
    keys = [normalise(name) for name in names]
    for pattern in (_MODULE, _PLAIN, _SYSTEM):
        for index, key in enumerate(keys):
            if pattern.search(key) and (pattern is not _PLAIN or _holds_names(below, index)):
                return index
    return None


def _holds_names(rows: list[list[Cell | None]], column: int) -> bool:
    texts = {cell.text.strip() for row in rows if (cell := row[column]) is not None} - {""}
    return len(texts) > 1 and not any(len(t) > _LONGEST_NAME or _SENTENCE.search(t) for t in texts)


def _items(grid: list[list[Cell | None]], top: int, column: int, costs: list[int]) -> Iterator[ListedItem]:
    seen: set[tuple[int, int]] = set()
    for row in grid[top:]:
        cell = row[column]
        if cell is None or (cell.row, cell.col) in seen or cell.row <= top or not _is_name(cell.text):
            continue
        seen.add((cell.row, cell.col))
        others = [c for i, c in enumerate(row) if c is not None and i != column and c.text != cell.text]
        priced = any((c := row[i]) is not None and any(ch.isdigit() for ch in c.text) for i in costs)
        yield ListedItem(cell, " ".join(c.text for c in others), priced)


def _is_name(text: str) -> bool:
    key = normalise(text)
    return 2 <= len(key) <= 30 and not _TOTAL.search(key) and max(key) >= "\u4e00"
