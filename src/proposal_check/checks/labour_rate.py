"""Compare labour rates, printed, implied by amount ÷ effort or stated in words, with a figure of the norms.

A rate is over only when its whole printed interval is. Below the range is a note. A rate whose unit cannot
be told, that may contain purchases, or that the text may only quote, asks for a person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, review, table_name
from proposal_check.checks.case import Case
from proposal_check.model.budget import LabourRate, TableKind
from proposal_check.model.finding import Hit, Severity
from proposal_check.packs.schema import Figure

VALUES = frozenset({"table", "row", "rate", "relation", "norm"})

_BOUGHT = re.compile(r"硬件|设备|采购|购置|服务器|布线|许可|租赁|云资源|耗材|差旅")
# A row that buys things by the day: its table's amounts are whole costs, not pay.
_PURCHASE = re.compile(
    r"(?:服务器|设备|硬件|终端|软件|线路|耗材)(?:的)?(?:采购|购置|购买)(?!管理|模块|系统|平台|流程|申请)|(?:采购|购置)(?:安装|与配置|及配置|费)"
)
_NOT_LABOUR = re.compile(r"培训|专家|评审|讲师|差旅|会议|食宿")
_SERVING = re.compile(
    r"驻场|驻点|运维(?!平台|系统|模块)|运营(?:人员|服务|团队|费)|坐席|话务|客服(?:人员|服务|费)|值守|值班人员"
)
_SEPARATE = 3
_NOT_BUILDING: frozenset[TableKind] = frozenset({"operation", "funding"})


class Params(BaseModel):
    """`rate_figure`: a figure of the norms; `per`: 人日 or 人月; `unclear`: ask about rates without unit too.

    `related` are units of the same family whose conversion nobody has stated.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate_figure: str
    per: str
    related: list[str] = []
    unclear: bool = False


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per table and rate that leaves the norm; inapplicable when no such rate is found."""
    norm = case.pack.norms.figures[params.rate_figure]
    rates = list(_rates(case))
    by_points = {t.block for t in case.budget.tables if t.kind == "function_points"}
    mine = [r for r in rates if r.per == params.per and r.sure and not _may_contain_purchases(r, rates)]
    yield from _judged(case, [r for r in mine if r.table not in by_points and not _is_other(case, r)], norm)
    doubtful = list(_doubtful(case, rates, params, norm, by_points))
    yield from _asked(case, doubtful)
    if not mine and not doubtful:
        yield inapplicable("人力单价", f"概算表中没有按{params.per}计价的费用")


def _rates(case: Case) -> Iterator[LabourRate]:
    """A row's printed rate speaks for it; the implied one only where none is printed.

    The text's rate counts where no table repeats it.
    """
    kinds = {t.block: t.kind for t in case.budget.tables}
    printed = {(r.table, r.anchors[0].block, r.row) for r in case.budget.rates if r.origin == "stated"}
    values = {(r.per, r.value) for r in case.budget.rates if r.origin != "text"}
    for rate in case.budget.rates:
        if rate.origin == "text":
            if (rate.per, rate.value) not in values:
                yield rate
        elif kinds[rate.table] not in _NOT_BUILDING and (
            rate.origin == "stated" or (rate.table, rate.anchors[0].block, rate.row) not in printed
        ):
            yield rate


def _may_contain_purchases(rate: LabourRate, rates: Sequence[LabourRate]) -> bool:
    """An implied rate of a row that names things, or of a table that buys things in another row."""
    if rate.origin != "implied":
        return False
    rows = (r.name for r in rates if r.table == rate.table and r.origin == "implied")
    return bool(_BOUGHT.search(rate.name)) or any(_PURCHASE.search(name) for name in rows)


def _is_other(case: Case, rate: LabourRate) -> bool:
    """What trainers, experts and people who run a service are paid is no price of development."""
    return rate.origin != "text" and (_about(case, rate, _NOT_LABOUR) or _about(case, rate, _SERVING))


def _about(case: Case, rate: LabourRate, words: re.Pattern[str]) -> bool:
    caption = next((t.caption for t in case.budget.tables if t.block == rate.table), "")
    return bool(words.search(caption) or words.search(rate.name))


def _judged(case: Case, rates: list[LabourRate], norm: Figure) -> Iterator[Hit]:
    """Rows of one table with one rate are one hit; beyond a few rates, the whole table is one."""
    groups: dict[tuple[int, str], dict[Decimal, list[LabourRate]]] = {}
    for rate in rates:
        relation = _relation(rate, norm)
        if relation:
            groups.setdefault((rate.table, relation), {}).setdefault(rate.value, []).append(rate)
    for (_, relation), by_value in groups.items():
        if len(by_value) > _SEPARATE:
            yield _hit(case, relation, [r for group in by_value.values() for r in group], norm)
        else:
            for group in by_value.values():
                yield _hit(case, relation, group, norm)


def _hit(case: Case, relation: str, group: list[LabourRate], norm: Figure) -> Hit:
    names = "、".join(f"“{_name(r)}”" for r in group[:3]) + (f"等{len(group)}项" if len(group) > 3 else "")
    names = "" if group[0].origin == "text" else names
    name = _place(case, group[0])
    values = {
        "table": name,
        "row": names,
        "rate": _span(group),
        "relation": relation,
        "norm": _range(norm),
    }
    anchors = tuple(a for r in group[:6] for a in r.anchors)
    severity = Severity.NOTE if relation == "低于" else None
    return Hit(f"{name}{names}", values, anchors, severity=severity)


def _place(case: Case, rate: LabourRate) -> str:
    if rate.origin != "text":
        return table_name(case, rate.table)
    path = case.document.section_path(rate.table)
    return f"“{path[-1].title}”正文" if path else "正文"


def _span(group: list[LabourRate]) -> str:
    """One rate with its arithmetic, or the range of several with the highest as an example."""
    low, high = min(group, key=lambda r: r.value), max(group, key=lambda r: r.value)
    if low.value == high.value:
        return group[0].formula
    ends = "–".join(f"{r.value.quantize(Decimal(1)):,f}" for r in (low, high))
    return f"{ends}元/{high.per}（如“{_name(high)}”{high.formula}）"


def _relation(rate: LabourRate, norm: Figure) -> str:
    if norm.high is not None and rate.low > norm.high:
        return "超出"
    if norm.low is not None and rate.high <= norm.low and rate.value != norm.low:
        return "低于"
    return ""


def _name(rate: LabourRate) -> str:
    return "".join(rate.name.split())


def _range(norm: Figure) -> str:
    low, high = norm.low, norm.high
    ends = [f"{v.normalize():f}" for v in (low, high) if v is not None]
    return f"{'–'.join(dict.fromkeys(ends))}{norm.unit}"


def _doubtful(
    case: Case, rates: list[LabourRate], params: Params, norm: Figure, by_points: set[int]
) -> Iterator[tuple[LabourRate, str]]:
    for rate in rates:
        if rate.origin == "text":
            if rate.per == params.per and not rate.sure and _relation(rate, norm) == "超出":
                yield rate, "与标准不同，不能确定是否为本项目的测算单价"
        elif rate.per == params.per and not rate.sure:
            yield rate, "金额单位未注明"
        elif rate.per == params.per and _is_other(case, rate) and _relation(rate, norm) == "超出":
            used = "培训、专家等费用" if _about(case, rate, _NOT_LABOUR) else "驻场、运维等服务"
            yield rate, f"用于{used}，不能确定是否适用开发人力成本标准"
        elif rate.per == params.per and rate.table in by_points and _relation(rate, norm):
            yield rate, "用于功能点法测算，口径可能与人力成本标准不同"
        elif rate.per == params.per and _may_contain_purchases(rate, rates):
            yield rate, "金额可能含设备或采购费用，不能折算为人力单价"
        elif rate.per in params.related:
            yield rate, f"按{rate.per}计价，未写明与{params.per}的折算"
        elif params.unclear and rate.per is None:
            yield rate, "未写明按人日还是按人月计价"


def _asked(case: Case, doubtful: list[tuple[LabourRate, str]]) -> Iterator[Hit]:
    seen: set[tuple[int, str]] = set()
    for rate, why in doubtful:
        if (rate.table, why) not in seen:
            seen.add((rate.table, why))
            count = sum(1 for r, w in doubtful if (r.table, w) == (rate.table, why))
            name = _place(case, rate)
            more = f"等{count}项" if count > 1 else ""
            row = f"中“{_name(rate)}”{more}" if rate.name else ""
            reason = f"{name}{row}的人力单价（{rate.formula}）{why}，请核对"
            yield review(f"{name}人力单价", reason, rate.anchors)
