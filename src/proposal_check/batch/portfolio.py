"""Rules that hang on the other submissions of the batch: counted here, judged by the pack's own rules.

A pack states them with facts_meet on a fact that one document cannot tell: how many subsystems of one parent
system, how many submissions of one unit, what all filings together cost. The batch counts these facts over
its rows; thresholds, wording and clauses stay in the pack. What cannot be counted is said, not left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.batch.row import Row
from proposal_check.checks.facts_meet import Params, Required
from proposal_check.model.finding import Outcome
from proposal_check.model.submission import FACTS, Fact
from proposal_check.packs.conditions import applies, holds
from proposal_check.packs.schema import Pack, Rule
from proposal_check.report.wording import wan

_FILING = "备案评审"


@dataclass(frozen=True, slots=True)
class PortfolioFinding:
    """A requirement on the whole batch that a group of submissions does not meet, or may not."""

    rule: str
    title: str
    severity: str
    outcome: Outcome
    message: str
    suggestion: str
    basis: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A fact counted over the rows of a group; without a value, `group` says why there is none."""

    group: str
    value: float | None
    rows: tuple[Row, ...]


def _subsystems(rows: Sequence[Row], _: Decimal | None) -> Iterator[Count]:
    """Count subsystem projects by year and parent system; both must be known."""
    asked = [row for row in rows if row.facts.get("level") == "子系统"]
    keys = [(row.facts.get("plan_year"), row.facts.get("parent_system")) for row in asked]
    names = ["、".join(map(str, key)) if None not in key else "" for key in keys]
    yield from _by_name(zip(names, asked, strict=True), "没有写明实施年度或所属大系统")


def _submissions(rows: Sequence[Row], _: Decimal | None) -> Iterator[Count]:
    yield from _by_name(((row.unit, row) for row in rows), "未能确定建设单位")


def _filings(rows: Sequence[Row], funds: Decimal | None) -> Iterator[Count]:
    """Add up what the filed projects cost, in percent of last year's funds."""
    filed = tuple(row for row in rows if row.facts.get("review_channel") == _FILING)
    known = tuple(row for row in filed if row.total_yuan)
    if filed and funds is None:
        yield Count("没有给出上年度信息化建设资金（--last-year-funds）", None, filed)
    elif known and funds:
        total = sum((Decimal(row.total_yuan or 0) for row in known), Decimal(0))
        yield Count(f"{len(known)}个项目共{wan(total)}万元", float(total / funds * 100), known)
    if funds is not None and len(known) < len(filed):
        yield Count("未能确定总投资", None, tuple(row for row in filed if not row.total_yuan))


def _by_name(named: Iterable[tuple[str, Row]], unknown: str) -> Iterator[Count]:
    """Count rows of one name; those without a name cannot be counted."""
    groups: dict[str, list[Row]] = {}
    for name, row in named:
        groups.setdefault(name, []).append(row)
    for name, rows in sorted(groups.items()):
        yield Count(name or unknown, len(rows) if name else None, tuple(rows))


# fact → how it is counted over the batch, given last year's funds in 元
COUNTED: Mapping[str, Callable[[Sequence[Row], Decimal | None], Iterator[Count]]] = {
    "sibling_subsystems": _subsystems,
    "sibling_submissions": _submissions,
    "filing_share": _filings,
}


def judge_portfolio(rows: Sequence[Row], pack: Pack, funds: Decimal | None = None) -> list[PortfolioFinding]:
    """Count what the pack's rules ask of the batch and say which groups do not meet them, each once.

    `funds` are last year's funds for informatization in 元; without them their share is not judged, and
    that is said.
    """
    reviewed = [row for row in rows if row.status == "reviewed"]
    found = (
        finding
        for rule in pack.rules
        if rule.status == "active" and rule.check == "facts_meet"
        for required in Params.model_validate(rule.params).required
        if required.fact in COUNTED
        for count in COUNTED[required.fact](reviewed, funds)
        for finding in _judge(rule, required, count, pack)
    )
    return list(dict.fromkeys(found))


def _judge(rule: Rule, required: Required, count: Count, pack: Pack) -> Iterator[PortfolioFinding]:
    members = tuple(row.name for row in count.rows if _concerns(rule, row, required.fact, count.value))
    label = FACTS[required.fact].label
    if members and count.value is None:
        message = f"{label}未能核算：{count.group}（{len(members)}份）。"
        yield _finding(rule, Outcome.NEEDS_REVIEW, (message, "请人工核对。"), pack, members)
    elif members and count.value is not None and not holds(count.value, required.must):
        values = {"unmet": required.words, "values": f"{count.group}：{label}{count.value:g}"}
        said = rule.message.format_map(values), rule.suggestion.format_map(values)
        yield _finding(rule, Outcome.FAIL, said, pack, tuple(row.name for row in count.rows))


def _concerns(rule: Rule, row: Row, fact: str, value: float | None) -> bool:
    """Tell whether a rule may apply to a row; what it asks of an unknown count is left open."""
    asked = {**rule.given, **rule.when}
    if value is None:
        asked.pop(fact, None)
        return applies(asked, row.known_facts()) is not False
    return applies(asked, {**row.known_facts(), fact: Fact(value, "inferred")}) is True


def _finding(
    rule: Rule, outcome: Outcome, said: tuple[str, str], pack: Pack, members: tuple[str, ...]
) -> PortfolioFinding:
    clauses = (pack.norms.clauses[clause] for clause in rule.basis)
    basis = tuple(f"{clause.source}{clause.clause}" for clause in clauses)
    return PortfolioFinding(rule.id, rule.title, rule.severity.value, outcome, *said, basis, members)
