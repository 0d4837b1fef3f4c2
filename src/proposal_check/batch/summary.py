"""What a batch adds up to: the most frequent problems, totals by unit, wording and functions in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import Problem, Row
from proposal_check.batch.shared import Shared
from proposal_check.overlap.clusters import Cluster, Planned, clusters
from proposal_check.packs.schema import Pack
from proposal_check.review.waivers import WaiverAccount

NO_UNIT = "（未能确定单位）"
_STRENGTH = {"must": 0, "should": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Frequent:
    """A problem with the submissions that have it and the places where it stands."""

    rule: str
    title: str
    severity: str
    submissions: int
    places: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's submissions; `unknown` of them state no total that could be read."""

    name: str
    submissions: int
    total_yuan: Decimal
    unknown: int
    must: int


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    pack: str
    rows: tuple[Row, ...]
    frequent: tuple[Frequent, ...]
    units: tuple[Unit, ...]
    shared: Shared
    functions: tuple[Cluster, ...]
    portfolio: tuple[PortfolioFinding, ...]
    waivers: WaiverAccount

    @property
    def failed(self) -> tuple[Row, ...]:
        """Give the submissions that were not reviewed."""
        return tuple(row for row in self.rows if row.status != "reviewed")


def summarise(
    rows: Sequence[Row],
    shared: Shared,
    portfolio: Iterable[PortfolioFinding],
    waivers: WaiverAccount,
    pack: Pack,
) -> Summary:
    """Sum up the rows of a batch."""
    return Summary(
        title=f"{pack.manifest.title}汇总",
        pack=f"{pack.manifest.id} {pack.manifest.version}",
        rows=tuple(rows),
        frequent=tuple(_frequent(rows)),
        units=tuple(_units(rows)),
        shared=shared,
        functions=clusters([Planned(row.name, row.unit, row.modules) for row in rows if row.modules]),
        portfolio=tuple(portfolio),
        waivers=waivers,
    )


def _frequent(rows: Iterable[Row]) -> list[Frequent]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for row in rows:
        for problem in row.problems:
            found.setdefault((problem.rule, problem.severity), []).append(problem)
    listed = [
        Frequent(rule, same[0].title, severity, len(same), sum(p.places for p in same))
        for (rule, severity), same in found.items()
    ]
    return sorted(listed, key=lambda f: (-f.submissions, _STRENGTH[f.severity], f.rule))


def _units(rows: Iterable[Row]) -> list[Unit]:
    members: dict[str, list[Row]] = {}
    for row in rows:
        if row.status == "reviewed":
            members.setdefault(row.unit or NO_UNIT, []).append(row)
    units = [
        Unit(
            name,
            len(held),
            sum((Decimal(r.total_yuan) for r in held if r.total_yuan), Decimal(0)),
            sum(r.total_yuan is None for r in held),
            sum(r.must for r in held),
        )
        for name, held in members.items()
    ]
    return sorted(units, key=lambda u: (-u.submissions, -u.total_yuan, u.name))
