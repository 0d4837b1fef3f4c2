"""What the batch asks about applications that may be parts of one project.

A pack says where the parts would be treated otherwise than the whole by figures called `parts_…`: `low` is
the amount from which more is required, `high` the one up to which less is. Each stays on the easy side alone
and all together do not: then the clause is quoted. Whether the parts are one project is for a person to say.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import Row
from proposal_check.model.finding import Outcome, Severity
from proposal_check.overlap.splits import Application, Split, splits
from proposal_check.packs.schema import Figure, Pack
from proposal_check.report.wording import wan

_RULE = "批次比对"
LIMIT = "parts_"
# What an amount of the pack is compared with where it is not the total.
_FACTS = {"parts_provincial": "provincial_yuan"}


def ask_about_parts(rows: Sequence[Row], pack: Pack) -> Iterator[PortfolioFinding]:
    """Yield a question for every group of applications of one unit on one subject."""
    reviewed = {r.name: r for r in rows if r.status == "reviewed"}
    applications = [Application(r.name, r.unit, r.project, r.modules, _total(r)) for r in reviewed.values()]
    for found in splits(applications):
        yield _question(found, [reviewed[member.name] for member in found.members], pack)


def _question(found: Split, rows: Sequence[Row], pack: Pack) -> PortfolioFinding:
    names = "、".join(f"“{member.project}”{_money(member.total)}" for member in found.members)
    money = f"，总投资合计{wan(found.total)}万元" if found.total is not None else ""
    crossed = list(_crossed(rows, pack))
    words = "".join(f"。{_crossing(figure, total)}" for figure, total in crossed)
    clauses = [pack.norms.clauses[figure.clause] for figure, _ in crossed]
    return PortfolioFinding(
        rule=_RULE,
        title="同一单位主题相同的项目",
        severity=(Severity.SHOULD if crossed else Severity.NOTE).value,
        outcome=Outcome.NEEDS_REVIEW,
        message=f"{found.unit}申报的{len(found.members)}个项目主题相同、功能不重合：{names}{money}{words}。"
        "请核实是否为同一项目的组成部分",
        suggestion="属于同一项目的，建议合并申报；分别申报的，请说明各自的范围和关系。",
        basis=tuple(dict.fromkeys(f"{clause.source}{clause.clause}" for clause in clauses)),
        members=tuple(member.name for member in found.members),
    )


def _crossed(rows: Sequence[Row], pack: Pack) -> Iterator[tuple[Figure, Decimal]]:
    """Yield the amounts that no part reaches and the sum does, the smallest first; unknown amounts, none."""
    limits = [(name, figure) for name, figure in pack.norms.figures.items() if name.startswith(LIMIT)]
    for name, figure in sorted(limits, key=lambda one: (one[1].low or one[1].high or 0, one[0])):
        amounts = [a for row in rows if (a := _amount(row, _FACTS.get(name))) is not None]
        total = sum(amounts, Decimal(0))
        alone = any(_over(figure, amount) for amount in amounts)
        if len(amounts) == len(rows) and _over(figure, total) and not alone:
            yield figure, total


def _over(figure: Figure, amount: Decimal) -> bool:
    from_here = figure.low is not None and amount >= figure.low
    beyond = figure.low is None and figure.high is not None and amount > figure.high
    return from_here or beyond


def _crossing(figure: Figure, total: Decimal) -> str:
    limit = figure.low if figure.low is not None else figure.high or Decimal(0)
    words = "均低于" if figure.low is not None else "均不超过"
    return f"各项目单独{words}{wan(limit)}万元，合计{wan(total)}万元（{figure.note}）"


def _amount(row: Row, fact: str | None) -> Decimal | None:
    if fact is None:
        return _total(row)
    value = row.facts.get(fact)
    return None if value is None else Decimal(str(value))


def _total(row: Row) -> Decimal | None:
    return Decimal(row.total_yuan) if row.total_yuan else None


def _money(total: Decimal | None) -> str:
    return f"（{wan(total)}万元）" if total is not None else "（总投资未能确定）"
