"""What the batch asks about applications that may be parts of one project."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import Row
from proposal_check.model.finding import Outcome, Severity
from proposal_check.overlap.splits import Application, Split, splits
from proposal_check.report.wording import wan

_RULE = "批次比对"


def ask_about_parts(rows: Sequence[Row]) -> Iterator[PortfolioFinding]:
    """Yield a question for every group of applications of one unit on one subject."""
    applications = [
        Application(r.name, r.unit, r.project, r.modules, Decimal(r.total_yuan) if r.total_yuan else None)
        for r in rows
        if r.status == "reviewed"
    ]
    yield from map(_question, splits(applications))


def _question(found: Split) -> PortfolioFinding:
    names = "、".join(f"“{member.project}”" for member in found.members)
    money = f"，总投资合计{wan(found.total)}万元" if found.total is not None else ""
    return PortfolioFinding(
        rule=_RULE,
        title="同一单位主题相同的项目",
        severity=Severity.NOTE.value,
        outcome=Outcome.NEEDS_REVIEW,
        message=f"{found.unit}申报的{len(found.members)}个项目主题相同、功能不重合：{names}{money}。"
        "请核实是否为同一项目的组成部分",
        suggestion="属于同一项目的，建议合并申报；分别申报的，请说明各自的范围和关系。",
        basis=(),
        members=tuple(member.name for member in found.members),
    )
