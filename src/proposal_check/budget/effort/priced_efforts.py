"""I7 across a document: an effort table without prices, rates stated elsewhere, and the cost they come to.

The efforts are joined with rates by the name of role or stage, or with the one rate of the text. A cost that
agrees proves the join. One that does not is an error only where nothing else can explain the difference; else
a person is asked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.effort.effort_costs import StatedCost, stated_costs
from proposal_check.budget.effort.effort_rates import Rate, listed_rates, text_rate
from proposal_check.budget.effort.effort_sums import Part, by_name, is_settled, whole
from proposal_check.budget.figures.arithmetic import Interval, compare, total
from proposal_check.budget.figures.wording import equation, plain
from proposal_check.budget.tables.cells import count
from proposal_check.budget.tables.counted import effort_unit_of
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Conversion, Identity, IdentityState, LabourRate
from proposal_check.model.document import Anchor, Document, Paragraph

_ADJUSTED = re.compile(
    r"系数|因子|税|利润|管理费|优惠|折扣|下浮|取整|规费|风险|另计|另加|加计|复用|人工智能|新技术"
)
_SHOWN = 6
_PRICED = frozenset({"amount", "group_amount", "price", "quantity"})


@dataclass(frozen=True, slots=True)
class _Priced:
    """What a table's efforts come to, with its arithmetic; `doubt` says why that is not certain."""

    work: Work
    value: Interval
    formula: str
    anchors: tuple[Anchor, ...]
    doubt: str = ""


def priced_efforts(
    document: Document, works: Sequence[Work], rates: Sequence[LabourRate], conversion: Conversion
) -> Iterator[Identity]:
    """Hold what unpriced efforts come to against the costs stated; silent where there are no rates."""
    tables = [w for w in works if w.kind != "operation" and _is_unpriced(w)]
    rivals = [w for w in works if w.kind in {"effort", "staffing", "function_points"} and w not in tables]
    rivals = [w for w in rivals if any(e.row.amount for e in w.entries)]
    if not tables or rivals:
        return
    costs = stated_costs(document, works)
    for work in tables:
        priced = _priced(work, works, rates, conversion)
        if priced:
            alone = len(tables) == 1
            yield from _held(document, priced, costs, alone=alone)


def _is_unpriced(work: Work) -> bool:
    if _PRICED & work.header.roles.keys():
        return False
    return bool(work.header.parts) or any(e.row.effort for e in work.entries)


def _priced(
    work: Work, works: Sequence[Work], rates: Sequence[LabourRate], conversion: Conversion
) -> _Priced | None:
    listed, (single, several) = listed_rates(works), text_rate(rates)
    parts = by_name(work, listed or {})
    if listed and any(p.key in listed for p in parts):
        return _joined(work, parts, listed, conversion)
    effort = whole(work)
    if effort is None:
        return None
    if single and not listed:
        return _joined(work, [Part("", effort)], {"": single}, conversion)
    if listed is None or several:
        return _Priced(work, interval(effort), "", (effort.anchor,), "写有几种单价，不能确定各项按哪一种计算")
    if listed:
        return _Priced(work, interval(effort), "", (effort.anchor,), "工作量表与单价表的名称不能对应")
    return None


def _joined(work: Work, parts: Sequence[Part], rates: Mapping[str, Rate], conversion: Conversion) -> _Priced:
    unpriced = [p.key for p in parts if p.key not in rates]
    priced = [(p, rates[p.key]) for p in parts if p.key in rates]
    factors = [_factor(effort_unit_of(work), rate.per, conversion) for _, rate in priced]
    value = total(
        (interval(p.effort) * interval(r.amount)).scaled(f or Decimal(1))
        for (p, r), f in zip(priced, factors, strict=True)
    )
    doubt = f"没有写明“{unpriced[0]}”的单价" if unpriced else "有的列没有表头" if _unheaded(work) else ""
    if not doubt and None in factors:
        doubt = f"没有写明工作量单位与{priced[0][1].per}的折算"
    if not doubt and any(r.amount.unit is None for _, r in priced):
        doubt = "单价表没有写明金额单位"
    anchors = (*(r.amount.anchor for _, r in priced), *(p.effort.anchor for p, _ in priced))
    return _Priced(work, value, "" if doubt else _terms(priced, factors), anchors[: 2 * _SHOWN], doubt)


def _unheaded(work: Work) -> bool:
    """Numbers under a blank header may belong to a neighbouring column."""
    blank = [c for c in work.header.extra if not work.header.texts[c - 1].strip()]
    return any(count(e.line, c, None) for e in work.entries for c in blank)


def _factor(unit: str | None, per: str, conversion: Conversion) -> Decimal | None:
    """Convert an effort to what the rate is per, by the text's own figures; an unnamed unit is the rate's."""
    if unit in {per, None}:
        return Decimal(1)
    said = {"人日": conversion.days_per_month, "人时": conversion.hours_per_month}
    if per == "人月" and (month := said.get(unit or "")):
        return 1 / month.value
    month = said.get(per) if unit == "人月" else None
    return month.value if month else None


def _terms(priced: Sequence[tuple[Part, Rate]], factors: Sequence[Decimal | None]) -> str:
    shown = [
        f"{p.key + ' ' if p.key else ''}{plain(p.effort.value)}{p.effort.unit or ''}"
        f"{_converted(f)} × {plain(r.amount.value.normalize())}元"
        for (p, r), f in zip(priced, factors, strict=True)
    ]
    return " + ".join(shown)


def _converted(factor: Decimal | None) -> str:
    """Write a conversion by the figure the text states: times it, or divided by it."""
    if factor is None or factor == 1:
        return ""
    return f" × {plain(round(factor, 4))}" if factor > 1 else f" ÷ {plain(round(1 / factor, 4))}"


def _held(
    document: Document, priced: _Priced, costs: Sequence[StatedCost], *, alone: bool
) -> Iterator[Identity]:
    mine = [c for c in costs if c.general or _near(document, priced.work, c)]
    agree = [c for c in mine if _agrees(priced, c)]
    for cost in agree:
        yield _identity(priced, cost, "")
    if agree:
        return
    if not mine:
        yield _without_cost(priced)
        return
    if not is_settled(priced.work):
        return
    doubt = priced.doubt or _unnamed_unit(priced, mine) or _explained(document, priced.work, mine)
    if not doubt and not (alone and len({c.amount.value for c in mine}) == 1):
        doubt = "工作量表或费用不止一处，不能确定对应关系"
    yield _identity(priced, mine[0], doubt)


def _agrees(priced: _Priced, cost: StatedCost) -> bool:
    return bool(priced.formula) and compare(priced.value, interval(cost.amount)) != "broken"


def _near(document: Document, work: Work, cost: StatedCost) -> bool:
    here = document.section_path(work.sheet.block)
    return here[-1:] == document.section_path(cost.block)[-1:]


def _unnamed_unit(priced: _Priced, costs: Sequence[StatedCost]) -> str:
    """An effort without a unit is taken for the rate's; a cost far off shows that it may not be."""
    value, stated = priced.value.value, costs[0].amount.value
    far = value > 2 * stated or stated > 2 * value
    return "没有写明工作量的单位" if far and effort_unit_of(priced.work) is None else ""


def _explained(document: Document, work: Work, costs: Sequence[StatedCost]) -> str:
    """Find a word near the effort or the cost that may explain a difference."""
    paths = [document.section_path(b)[-1:] for b in (work.sheet.block, *(c.block for c in costs))]
    texts = [work.caption, *work.header.texts]
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and document.section_path(index)[-1:] in paths:
            texts.append(block.text)
    found = next((m.group() for t in texts if (m := _ADJUSTED.search(t))), "")
    return f"文中另有“{found}”，不能确定费用是否另作调整" if found else ""


def _identity(priced: _Priced, cost: StatedCost, doubt: str) -> Identity:
    stated, value = cost.amount.value, priced.value.value
    agreement = compare(priced.value, interval(cost.amount))
    state: IdentityState = "unchecked" if doubt else agreement
    formula = equation(
        priced.formula, plain(_shown(value)),
        plain(_shown(stated)), equal=agreement == "holds", unit="元", near=agreement == "rounding",
    ) if priced.formula else "工作量 × 单价"  # fmt: skip
    return Identity(
        "I7", state, cost.where, formula, value if priced.formula else None, stated,
        stated - value if state == "broken" else None,
        (cost.amount.anchor, *priced.anchors), priced.work.sheet.block, doubt,
    )  # fmt: skip


def _without_cost(priced: _Priced) -> Identity:
    value = plain(_shown(priced.value.value))
    reason = priced.doubt or f"没有找到与之对应的费用合计，按工作量与单价计算为{value}元"
    formula = f"{priced.formula} = {value}（元）" if priced.formula else "工作量 × 单价"
    return Identity(
        "I7",
        "unchecked",
        "开发费用",
        formula,
        None,
        None,
        None,
        priced.anchors,
        priced.work.sheet.block,
        reason,
    )


def _shown(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")).normalize() if value % 1 else value.to_integral_value()
