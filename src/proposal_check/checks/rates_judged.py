"""Which labour rates of a submission are judged, file by file, and what stands beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.checks.budget_view import file_of
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetReading, BudgetTable, LabourRate, TableKind

_BOUGHT = re.compile(r"硬件|设备|采购|购置|服务器|布线|许可|租赁|云资源|耗材|差旅")
# A row that buys things by the day: its table's amounts are whole costs, not pay.
_PURCHASE = re.compile(
    r"(?:服务器|设备|硬件|终端|软件|线路|耗材)(?:的)?(?:采购|购置|购买)(?!管理|模块|系统|平台|流程|申请)|(?:采购|购置)(?:安装|与配置|及配置|费)"
)
NOT_LABOUR = re.compile(r"培训|专家|评审|讲师|差旅|会议|食宿")
_SERVING = re.compile(
    r"驻场|驻点|运维(?!平台|系统|模块)|运营(?:人员|服务|团队|费)|坐席|话务|客服(?:人员|服务|费)|值守|值班人员"
)
_NOT_BUILDING: frozenset[TableKind] = frozenset({"operation", "funding"})
# Which tables of an attachment speak for the project: any other list may be somebody's offer.
_OWN: frozenset[TableKind] = frozenset({"detail", "summary"})


@dataclass(frozen=True, slots=True)
class Rated:
    """The rates of one file, beside the reading that they are of."""

    rates: list[LabourRate]
    reading: BudgetReading

    def table(self, rate: LabourRate) -> BudgetTable | None:
        """Find the table that a rate stands in; None for one of the text."""
        return self.reading.table_of(rate.table, rate.anchors[0])

    def is_by_points(self, rate: LabourRate) -> bool:
        table = self.table(rate)
        return table is not None and table.kind == "function_points"

    def is_other(self, rate: LabourRate) -> bool:
        """What trainers, experts and people who run a service are paid is no price of development."""
        return rate.origin != "text" and (self.is_about(rate, NOT_LABOUR) or self.is_about(rate, _SERVING))

    def speaks_for_project(self, rate: LabourRate) -> bool:
        table = self.table(rate)
        return table is None or not file_of(table) or table.kind in _OWN

    def may_contain_purchases(self, rate: LabourRate) -> bool:
        """An implied rate of a row that names things, or of a table that buys things in another row."""
        if rate.origin != "implied":
            return False
        rows = (r.name for r in self.rates if r.table == rate.table and r.origin == "implied")
        return bool(_BOUGHT.search(rate.name)) or any(_PURCHASE.search(name) for name in rows)

    def is_about(self, rate: LabourRate, words: re.Pattern[str]) -> bool:
        table = self.table(rate)
        return bool(words.search(table.caption if table else "") or words.search(rate.name))


def rated(case: Case) -> Iterator[Rated]:
    """Yield each file's rates: one that comes along repeats what the document has, and adds what it has not.

    What the text of an attachment says of rates may be anybody's.
    """
    seen: set[tuple[str, Decimal]] = set()
    for reading in (case.budget, *case.budget.attached):
        own = reading is case.budget
        rates = [r for r in _rates(reading) if (r.name, r.value) not in seen and (own or r.origin != "text")]
        seen |= {(r.name, r.value) for r in rates}
        yield Rated(rates, reading)


def _rates(reading: BudgetReading) -> Iterator[LabourRate]:
    """A row's printed rate speaks for it; the implied one only where none is printed.

    The text's rate counts where no table repeats it.
    """
    printed = {(r.table, r.anchors[0].block, r.row) for r in reading.rates if r.origin == "stated"}
    values = {(r.per, r.value) for r in reading.rates if r.origin != "text"}
    for rate in reading.rates:
        if rate.origin == "text":
            if (rate.per, rate.value) not in values:
                yield rate
        elif rate.origin == "stated" or (rate.table, rate.anchors[0].block, rate.row) not in printed:
            table = reading.table_of(rate.table, rate.anchors[0])
            if table is None or table.kind not in _NOT_BUILDING:
                yield rate
