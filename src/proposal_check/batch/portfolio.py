"""Rules that hang on the other submissions of the batch: counted here, judged by the pack's own rules.

A pack states them with facts_meet on a fact that one document cannot tell: how many subsystems of one parent
system, how many submissions of one unit. The batch counts these facts over its rows; thresholds, wording and
clauses stay in the pack. What rests on figures outside the batch (last year's funds) must be declared.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from proposal_check.batch.row import Row
from proposal_check.checks.facts_meet import Params
from proposal_check.model.submission import FACTS, Fact
from proposal_check.packs.conditions import applies, holds
from proposal_check.packs.schema import Pack, Rule

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioFinding:
    """A requirement on the whole batch that a group of submissions does not meet."""

    rule: str
    title: str
    severity: str
    message: str
    suggestion: str
    basis: tuple[str, ...]
    members: tuple[str, ...]


def _subsystems(row: Row) -> Group | None:
    """Group subsystem projects by year and parent system; both must be known."""
    year, parent = row.facts.get("plan_year"), row.facts.get("parent_system")
    if row.facts.get("level") != "子系统" or year is None or parent is None:
        return None
    return str(year), str(parent)


def _submissions(row: Row) -> Group | None:
    return (row.unit,) if row.unit else None


# fact → the group in which a row counts, None when that cannot be told
COUNTED: Mapping[str, Callable[[Row], Group | None]] = {
    "sibling_subsystems": _subsystems,
    "sibling_submissions": _submissions,
}


def judge_portfolio(rows: Sequence[Row], pack: Pack) -> list[PortfolioFinding]:
    """Count what the pack's rules ask of the batch and say which groups do not meet them, each once."""
    reviewed = [row for row in rows if row.status == "reviewed"]
    found: dict[tuple[str, tuple[str, ...]], PortfolioFinding] = {}
    for rule in pack.rules:
        if rule.status == "active" and rule.check == "facts_meet":
            for finding in _judge(rule, reviewed, pack):
                found.setdefault((finding.rule, finding.members), finding)
    return list(found.values())


def _judge(rule: Rule, rows: Sequence[Row], pack: Pack) -> Iterator[PortfolioFinding]:
    for required in Params.model_validate(rule.params).required:
        group_of = COUNTED.get(required.fact)
        if group_of is None:
            continue
        counts = Counter(group for row in rows if (group := group_of(row)))
        for group, count in sorted(counts.items()):
            members = [row for row in rows if group_of(row) == group]
            concerned = any(_applies(rule, row, required.fact, count) for row in members)
            if concerned and not holds(count, required.must):
                label = FACTS[required.fact].label
                values = {"unmet": required.words, "values": f"{'、'.join(group)}：{label}{count}"}
                yield _finding(rule, values, pack, tuple(row.name for row in members))


def _applies(rule: Rule, row: Row, fact: str, count: int) -> bool:
    return applies(rule.when, {**row.known_facts(), fact: Fact(count, "inferred")}) is True


def _finding(rule: Rule, values: Mapping[str, str], pack: Pack, members: tuple[str, ...]) -> PortfolioFinding:
    clauses = (pack.norms.clauses[clause] for clause in rule.basis)
    return PortfolioFinding(
        rule.id,
        rule.title,
        rule.severity.value,
        rule.message.format_map(values),
        rule.suggestion.format_map(values),
        tuple(f"{clause.source}{clause.clause}" for clause in clauses),
        members,
    )
