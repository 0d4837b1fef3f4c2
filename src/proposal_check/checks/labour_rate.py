"""Compare labour rates, printed, implied by amount ÷ effort or stated in words, with a figure of the norms.

A rate is over only when its whole printed interval is. Below the range is a note. A rate whose unit cannot
be told, that may contain purchases, or that the text may only quote, asks for a person, unless the figure
can only advise.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, name_of, review
from proposal_check.checks.case import Case
from proposal_check.checks.norm_source import severity as weakened
from proposal_check.checks.norm_source import source
from proposal_check.checks.rates_judged import NOT_LABOUR, Rated, rated
from proposal_check.model.budget import LabourRate
from proposal_check.model.finding import Hit, Severity
from proposal_check.packs.schema import Figure

VALUES = frozenset({"table", "row", "rate", "relation", "norm", "source"})

_SEPARATE = 3


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
    hits = [hit for each in rated(case) for hit in _of_file(case, each, params, norm)]
    if hits:
        yield from (hit for hit in hits if hit)
    else:
        yield inapplicable("人力单价", f"概算表中没有按{params.per}计价的费用")


def _of_file(case: Case, beside: Rated, params: Params, norm: Figure) -> Iterator[Hit | None]:
    """Yield the hits of one file; None says that rates were looked at and are in order."""
    mine = [r for r in beside.rates if r.per == params.per and r.sure]
    mine = [r for r in mine if not beside.may_contain_purchases(r)]
    yield from (None for _ in mine[:1])
    yield from _judged(
        case, beside, [r for r in mine if not beside.is_by_points(r) and not beside.is_other(r)], norm
    )
    if not norm.advisory:
        yield from _asked(case, beside, list(_doubtful(beside, params, norm)))


def _judged(case: Case, beside: Rated, rates: list[LabourRate], norm: Figure) -> Iterator[Hit]:
    """Rows of one table with one rate are one hit; beyond a few rates, the whole table is one."""
    groups: dict[tuple[int, str], dict[Decimal, list[LabourRate]]] = {}
    for rate in rates:
        relation = _relation(rate, norm)
        if relation:
            groups.setdefault((rate.table, relation), {}).setdefault(rate.value, []).append(rate)
    for (_, relation), by_value in groups.items():
        if len(by_value) > _SEPARATE:
            yield _hit(case, beside, relation, [r for group in by_value.values() for r in group], norm)
        else:
            for group in by_value.values():
                yield _hit(case, beside, relation, group, norm)


def _hit(case: Case, beside: Rated, relation: str, group: list[LabourRate], norm: Figure) -> Hit:
    names = "、".join(f"“{_name(r)}”" for r in group[:3]) + (f"等{len(group)}项" if len(group) > 3 else "")
    names = "" if group[0].origin == "text" else names
    name = _place(case, beside, group[0])
    values = {
        "table": name,
        "row": names,
        "rate": _span(group),
        "relation": relation,
        "norm": _range(norm),
        "source": source(case, norm),
    }
    anchors = tuple(a for r in group[:6] for a in r.anchors)
    own = all(map(beside.speaks_for_project, group))
    severity = Severity.NOTE if relation == "低于" else weakened(norm) if own else Severity.SHOULD
    return Hit(f"{name}{names}", values, anchors, severity=severity)


def _place(case: Case, beside: Rated, rate: LabourRate) -> str:
    table = beside.table(rate)
    if table is not None:
        return name_of(case, table)
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


def _doubtful(beside: Rated, params: Params, norm: Figure) -> Iterator[tuple[LabourRate, str]]:
    for rate in beside.rates:
        if rate.origin == "text":
            if rate.per == params.per and not rate.sure and _relation(rate, norm) == "超出":
                yield rate, "与标准不同，不能确定是否为本项目的测算单价"
        elif rate.per == params.per and not rate.sure:
            yield rate, "金额单位未注明"
        elif rate.per == params.per and beside.is_other(rate) and _relation(rate, norm) == "超出":
            used = "培训、专家等费用" if beside.is_about(rate, NOT_LABOUR) else "驻场、运维等服务"
            yield rate, f"用于{used}，不能确定是否适用开发人力成本标准"
        elif rate.per == params.per and beside.is_by_points(rate) and _relation(rate, norm):
            yield rate, "用于功能点法测算，口径可能与人力成本标准不同"
        elif rate.per == params.per and beside.may_contain_purchases(rate):
            yield rate, "金额可能含设备或采购费用，不能折算为人力单价"
        elif rate.per in params.related:
            yield rate, f"按{rate.per}计价，未写明与{params.per}的折算"
        elif params.unclear and rate.per is None:
            yield rate, "未写明按人日还是按人月计价"


def _asked(case: Case, beside: Rated, doubtful: list[tuple[LabourRate, str]]) -> Iterator[Hit]:
    seen: set[tuple[int, str]] = set()
    for rate, why in doubtful:
        if (rate.table, why) not in seen:
            seen.add((rate.table, why))
            count = sum(1 for r, w in doubtful if (r.table, w) == (rate.table, why))
            name = _place(case, beside, rate)
            more = f"等{count}项" if count > 1 else ""
            row = f"中“{_name(rate)}”{more}" if rate.name else ""
            reason = f"{name}{row}的人力单价（{rate.formula}）{why}，请核对"
            yield review(f"{name}人力单价", reason, rate.anchors)
