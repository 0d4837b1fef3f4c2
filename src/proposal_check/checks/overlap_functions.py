"""Compare the planned modules with the systems of the library, one to one, both sides quoted.

Generic modules (用户, 日志 …), links to other systems and the present state take no part. A likeness is never
a verdict: a firm one asks for a statement, a weaker one for a person, and so does one that a relation to the
system may explain. Without a library, or one without systems, the outcome is 未检, never 无重复.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.model.overlap import NO_LIBRARY, Coverage, Overlap, Relation
from proposal_check.overlap.amounts import amount_of

VALUES = frozenset({"system", "owner", "shared", "mine", "theirs", "coverage", "pairs", "money"})
# What is asked where a relation may explain the likeness.
_RELATED: Mapping[Relation, str] = {
    "original": "方案功能与申报的原系统“{system}”有{shared}项相近：{pairs}{money}。请核实是改造还是重新建设",
    "stage": "方案与本单位已有的同名系统“{system}”有{shared}项功能相近：{pairs}{money}；"
    "申报信息没有把它列为原系统，请核实是否为其升级改造或续建",
    "level": "方案与不同层级的同名系统“{system}”（{owner}）有{shared}项功能相近：{pairs}{money}。"
    "请核实是否为该系统的延伸或推广应用",
    "reuse": "方案写明对接或依托“{system}”（{owner}），又有{shared}项功能与其相近：{pairs}{money}。"
    "请核实是调用还是重新建设",
}
_SHOWN = 8


class Params(BaseModel):
    """`close` is the score from which two modules count as alike, `sole` for systems with a single module.

    Two alike modules (`suspect`) make a system worth a look; `firm` of them that score `sure`, which the
    model card gives as 99 of 100 the same, and cover the share `coverage` of either side ask for a statement.
    `most` systems are listed one by one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    close: float = 0.62
    sure: float = 0.8
    sole: float = 0.9
    suspect: int = 2
    firm: int = 3
    coverage: float = 0.7
    most: int = 10


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per system that shares enough; one of 未检 when there is nothing to compare with."""
    reading = case.overlap
    if reading.library is None:
        yield _unchecked(NO_LIBRARY)
    elif not reading.systems:
        yield _unchecked("比对库中没有已有系统，未比对功能，不能据此认为没有重复，请人工核查")
    elif not reading.modules:
        reason = "未能从方案中识别功能模块，未与已有系统比对，请人工核查是否重复建设"
        yield Hit("已有系统比对", outcome=Outcome.NEEDS_REVIEW, reason=reason)
    else:
        yield from _compare(case, params)
    if reading.notes:
        reason = f"存量系统清单有{len(reading.notes)}行未能使用，未纳入比对，如{reading.notes[0]}"
        yield Hit("存量系统清单", outcome=Outcome.NEEDS_REVIEW, reason=reason, severity=Severity.NOTE)


def _unchecked(reason: str) -> Hit:
    return Hit("已有系统比对", outcome=Outcome.ERROR, reason=reason)


def _compare(case: Case, params: Params) -> Iterator[Hit]:
    reading = case.overlap
    alike: dict[str, list[Overlap]] = {}
    for overlap in reading.overlaps:
        if overlap.kind == "function" and overlap.score >= params.close:
            alike.setdefault(overlap.entry, []).append(overlap)
    enough = [c for c in reading.coverage if _enough(c, alike.get(c.entry.id, []), params)]
    for coverage in enough[: params.most]:
        yield _hit(case, coverage, alike[coverage.entry.id], params)
    left = enough[params.most :]
    if left:
        names = "、".join(f"“{c.entry.name}”" for c in left[:_SHOWN])
        reason = f"另有{len(left)}个已有系统与方案有两项以上功能名称相近，如{names}，请人工核查"
        yield Hit("其余相近系统", outcome=Outcome.NEEDS_REVIEW, reason=reason)


def _enough(coverage: Coverage, alike: list[Overlap], params: Params) -> bool:
    if len(alike) >= params.suspect:
        return True
    return coverage.theirs == 1 and any(overlap.score >= params.sole for overlap in alike)


def _hit(case: Case, coverage: Coverage, alike: list[Overlap], params: Params) -> Hit:
    entry, count = coverage.entry, len(alike)
    share = max(count / coverage.mine, count / coverage.theirs)
    values = {
        "system": entry.name,
        "owner": "，".join(part for part in (entry.owner, entry.year, entry.state) if part)
        or "归口单位未载明",
        "shared": str(count),
        "mine": str(coverage.mine),
        "theirs": str(coverage.theirs),
        "coverage": f"{share:.0%}",
        "pairs": _pairs(alike),
        "money": _money(case, alike),
    }
    anchors = tuple(overlap.mine for overlap in alike[:_SHOWN])
    public = {"pairs": _listed([f"“{overlap.subject}”" for overlap in alike])}
    if coverage.relation:
        anchors += (coverage.said,) if coverage.said else ()
        return _doubt(Hit(entry.name, values, anchors, public=public), _RELATED[coverage.relation])
    sure = sum(overlap.score >= params.sure for overlap in alike)
    if sure >= params.firm and max(sure / coverage.mine, sure / coverage.theirs) >= params.coverage:
        return Hit(entry.name, values, anchors, public=public)
    said = "方案与已有系统“{system}”（{owner}）有{shared}项功能名称相近：{pairs}{money}。请人工核查是否重复"
    return _doubt(Hit(entry.name, values, anchors, public=public), said)


def _doubt(hit: Hit, said: str) -> Hit:
    return replace(hit, outcome=Outcome.NEEDS_REVIEW, reason=said.format_map(hit.values))


def _pairs(alike: list[Overlap]) -> str:
    return _listed([f"“{overlap.subject}”与“{overlap.theirs}”" for overlap in alike])


def _listed(names: list[str]) -> str:
    listed = "、".join(names[:_SHOWN])
    return f"{listed}等" if len(names) > _SHOWN else listed


def _money(case: Case, alike: list[Overlap]) -> str:
    """Say what the modules cost that the budget prices; blank when it prices none."""
    amounts = [amount for overlap in alike if (amount := amount_of(overlap.mine, case.budget))]
    if not amounts:
        return ""
    part = "" if len(amounts) == len(alike) else f"其中{len(amounts)}项"
    return f"，{part}概算共{sum(amounts) / 10000:f}万元"
