"""Note quantities that should go together and do not: servers and operating systems.

Virtual machines, containers and existing licences can explain a difference: it is a note.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import costed, inapplicable, items
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow
from proposal_check.model.finding import Hit

VALUES = frozenset({"first", "second", "quantities"})
# What may follow a thing's name without making it another thing: a number, a letter, brackets, 设备.
_TAIL = r"(?:$|[^一-龥]|[甲乙丙丁一二三四五六七八九十]|设备|主机|节点|集群)"


class Side(BaseModel):
    """Rows whose name contains one of `words` and none of `but`.

    With `head` the word must be what the name comes down to: a 服务器密码机 is no server.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    words: list[str]
    but: list[str] = []
    head: bool = False


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    first: Side
    second: Side


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when one table counts both and the sums differ; inapplicable when none counts both."""
    for table in costed(case):
        left, right = (_counted(items(table), side) for side in (params.first, params.second))
        if left and right:
            sums = [sum((r.quantity.value for r in rows if r.quantity), Decimal(0)) for rows in (left, right)]
            if sums[0] != sums[1]:
                quantities = f"{sums[0].normalize():f}与{sums[1].normalize():f}"
                values = {"first": params.first.name, "second": params.second.name, "quantities": quantities}
                anchors = tuple(r.quantity.anchor for r in (*left, *right) if r.quantity)
                yield Hit(f"{params.first.name}与{params.second.name}", values, anchors)
            return
    yield inapplicable(params.first.name, f"没有同时列出{params.first.name}和{params.second.name}数量的表")


def _counted(rows: Iterable[BudgetRow], side: Side) -> list[BudgetRow]:
    names = [(r, "".join(r.name.split())) for r in rows if r.quantity]
    pattern = "|".join(re.escape(w) for w in side.words)
    wanted = re.compile(f"(?:{pattern}){_TAIL}" if side.head else pattern)
    return [r for r, n in names if wanted.search(n) and not any(w in n for w in side.but)]
