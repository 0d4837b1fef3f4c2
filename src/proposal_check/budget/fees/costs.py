"""What the project's costs are made of: each line of its main table put into a class of cost."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from proposal_check.budget.figures.arithmetic import Interval, total
from proposal_check.budget.tables.categories import parents
from proposal_check.budget.tables.sheet import squeeze
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, CostClass

# The first that matches names the class. Order is meaning: 软件测评费 is a test, not software. 前期工作费 is
# of no class: it is studies, design and more in one.
_CLASSES: tuple[tuple[CostClass, re.Pattern[str]], ...] = (
    ("consulting", re.compile(r"(?:可研|可行性|建议书).*评估|评估.*(?:可研|可行性|建议书)")),
    ("integration", re.compile(r"集成")),
    ("financing", re.compile(r"建设期(?:贷款|借款|债券)?利息|流动资金")),
    ("reserve", re.compile(r"预备|不可预见")),
    ("supervision", re.compile(r"监理")),
    ("tender", re.compile(r"招标|招投标|采购代理|代理服务")),
    ("testing", re.compile(r"测评|测试|检测|评估|密评|等保")),
    ("training", re.compile(r"培训")),
    ("design", re.compile(r"设计")),
    ("consulting", re.compile(r"咨询|可行性|可研|项目建议书")),
    ("management", re.compile(r"管理费|(?:建设|项目|单位)管理")),
    ("operation", re.compile(r"运维|运行维护|维护费")),
    (
        "development",
        re.compile(
            r"应用(?:软件|系统)|(?:软件|系统|平台|定制|模块|程序|接口|功能|应用|后台|APP|二次)开发|开发费|研发"
        ),
    ),
    ("purchase", re.compile(r"软硬件|硬件.*软件|软件.*硬件|设备.*软件|软件.*设备")),
    (
        "software",
        re.compile(r"(?:系统|工具|产品|成品|支撑|基础|通用|商用)软件|软件(?:购置|采购|产品)|中间件|操作系统"),
    ),
    ("hardware", re.compile(r"硬件|设备")),
)  # fmt: skip

# Any other class is a fee: a line called 系统设计 or 测试 is a task.
_BUILT = frozenset(
    {"development", "hardware", "software", "purchase", "integration", "reserve", "financing", None}
)


_FEES = re.compile(r"其[他它]|二类费")
_JOINED = re.compile(r"[及和与、+＋/]")
# Fees that a name may join: 可研及初步设计费 is neither the one nor the other.
_JOINABLE = frozenset({"supervision", "tender", "testing", "training", "design", "consulting"})


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the main table, its class and its amount in 元; `kind` is None where no word tells."""

    name: str
    kind: CostClass | None
    amount: Amount


@lru_cache(maxsize=16384)
def cost_class(name: str) -> CostClass | None:
    """Name the class of cost that a line's name says; None where it says none, or joins fees of several."""
    flat = squeeze(name)
    if _JOINED.search(flat) and len(_joined(flat)) > 1:
        return None
    return next((kind for kind, pattern in _CLASSES if pattern.search(flat)), None)


def _joined(flat: str) -> set[CostClass]:
    """The fees that the parts of a joined name are, each by itself."""
    found = (next((k for k, p in _CLASSES if p.search(part)), None) for part in _JOINED.split(flat))
    return {kind for kind in found if kind in _JOINABLE}


def cost_lines(work: Work) -> tuple[CostLine, ...]:
    """Give the lines of a main table that add up to it, none twice: leaves, or sums of whole categories."""
    return tuple(_whole_categories(work) if work.kind == "detail" else _leaves(work))


def _leaves(work: Work) -> Iterator[CostLine]:
    heads = parents(work.entries)
    for index, entry in enumerate(work.entries):
        row = entry.row
        if row.kind == "item" and index not in heads and row.amount and row.amount.unit == "元":
            kind = cost_class(row.name) or cost_class(row.category)
            task = kind not in _BUILT and "费" not in row.name and not _FEES.search(row.category)
            yield CostLine(squeeze(row.name), None if task else kind, row.amount)


def _whole_categories(work: Work) -> Iterator[CostLine]:
    """A category of one class is one line; 其他项目 is as many as it has items."""
    for entry in work.entries:
        row = entry.row
        if row.amount is None or row.amount.unit != "元":
            continue
        kind = cost_class(row.category)
        if row.kind == "subtotal" and kind:
            yield CostLine(row.category, kind, row.amount)
        elif row.kind == "item" and kind is None:
            yield CostLine(squeeze(row.name), cost_class(row.name), row.amount)


def by_class(lines: Iterable[CostLine]) -> Mapping[CostClass, Interval]:
    """Add the lines of each class up."""
    groups: dict[CostClass, list[CostLine]] = {}
    for line in lines:
        if line.kind:
            groups.setdefault(line.kind, []).append(line)
    return {kind: total(interval(line.amount) for line in group) for kind, group in groups.items()}


def sum_of(costs: Mapping[CostClass, Interval], kinds: Sequence[CostClass]) -> Interval | None:
    """Add classes up; None when the budget has none of them."""
    found = [costs[kind] for kind in kinds if kind in costs]
    return total(found) if found else None
