"""Compare the planned modules with the systems of the library, one to one, both sides quoted.

Generic modules (用户, 日志 …), links to other systems and the present state take no part. A likeness is never
a verdict: a firm one asks for a statement, a weaker one for a person, and so does one that a relation to the
system may explain. Without a library, or one without systems, the outcome is 未检, never 无重复.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.model.overlap import NO_LIBRARY, Coverage, Overlap, Relation
from proposal_check.overlap.amounts import amount_of
from proposal_check.overlap.relations import Project, is_own, project_of

VALUES = frozenset({"system", "owner", "shared", "mine", "theirs", "coverage", "covered", "pairs", "money"})
# What is asked where a relation may explain the likeness.
_RELATED: Mapping[Relation, str] = {
    "original": "方案与拟升级改造的原系统“{system}”（{owner}）有{shared}项功能相近：{pairs}{money}。"
    "请核实是改造还是重新建设",
    "stage": "方案与同名的已有系统“{system}”（{owner}）有{shared}项功能相近：{pairs}{money}；"
    "申报信息和正文没有写明它是原系统，请核实是否为其升级改造或续建",
    "level": "方案与层级更高的单位的系统“{system}”（{owner}）有{shared}项功能相近：{pairs}{money}。"
    "请核实能否直接使用，或是否为该系统的延伸",
    "reuse": "方案写明对接或依托“{system}”（{owner}），又有{shared}项功能与其相近：{pairs}{money}。"
    "请核实是调用还是重新建设",
    "retired": "方案与不再使用的系统“{system}”（{owner}）有{shared}项功能相近：{pairs}{money}。"
    "请核实是否为其替代，原有数据和投资如何处置",
}
_PLAIN = "方案与已有系统“{system}”（{owner}）有{shared}项功能名称相近：{pairs}{money}。请人工核查是否重复"
_SHOWN = 8


class Params(BaseModel):
    """`close` is the score from which two modules count as alike, `sole` for systems with a single module.

    Two alike modules (`suspect`) make a system worth a look; `firm` of them that score `sure`, which the
    model card gives as 99 of 100 the same, and cover the share `coverage` of either side ask for a statement.
    One that scores `sure` is enough for a look at the unit's own systems. `most` systems are listed singly,
    those of other places in one hit.
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
    alike: dict[str, list[Overlap]] = {}
    for overlap in case.overlap.overlaps:
        if overlap.kind == "function" and overlap.score >= params.close:
            alike.setdefault(overlap.entry, []).append(overlap)
    project = project_of(case.facts)
    found = [(c, alike.get(c.entry.id, [])) for c in case.overlap.coverage]
    enough = [(c, pairs) for c, pairs in found if _enough(c, pairs, project, params)]
    near = [(c, pairs) for c, pairs in enough if c.relation != "elsewhere"]
    for coverage, pairs in near[: params.most]:
        yield _hit(case, coverage, pairs, params, project)
    if left := [coverage for coverage, _ in near[params.most :]]:
        reason = f"另有{len(left)}个已有系统与方案有功能名称相近，如{_systems(left)}，请人工核查"
        yield Hit("其余相近系统", outcome=Outcome.NEEDS_REVIEW, reason=reason)
    yield from _elsewhere([(c, pairs) for c, pairs in enough if c.relation == "elsewhere"])


def _elsewhere(found: Sequence[tuple[Coverage, list[Overlap]]]) -> Iterator[Hit]:
    """Name the systems of other places together: they may be taken over, they are no duplicates."""
    if not found:
        return
    mine = {o.mine: o for _, pairs in found for o in pairs}
    names = _listed([f"“{o.subject}”" for o in mine.values()])
    reason = (
        f"其他地区或下级单位已有{len(found)}个同类系统：{_systems([c for c, _ in found])}，"
        f"涉及方案的{len(mine)}项功能：{names}。不作为重复，可了解能否复用或统一建设"
    )
    anchors = tuple(mine)[:_SHOWN]
    yield Hit("其他地区的同类系统", {}, anchors, Outcome.NEEDS_REVIEW, reason, Severity.NOTE)


def _systems(found: Sequence[Coverage]) -> str:
    owners = (f"（{c.entry.owner}）" if c.entry.owner else "" for c in found)
    return _listed([f"“{c.entry.name}”{owner}" for c, owner in zip(found, owners, strict=True)])


def _enough(coverage: Coverage, alike: list[Overlap], project: Project, params: Params) -> bool:
    if len(alike) >= params.suspect:
        return True
    best = max((overlap.score for overlap in alike), default=0)
    own = is_own(coverage.entry.owner, project) and coverage.relation != "retired"
    return (own and best >= params.sure) or (coverage.theirs == 1 and best >= params.sole)


def _hit(case: Case, coverage: Coverage, alike: list[Overlap], params: Params, project: Project) -> Hit:
    values = _values(coverage, len(alike), is_own(coverage.entry.owner, project))
    values |= {"pairs": _pairs(alike), "money": _money(case, alike)}
    anchors = tuple(overlap.mine for overlap in alike[:_SHOWN])
    public = {"pairs": _listed([f"“{overlap.subject}”" for overlap in alike])}
    hit = Hit(coverage.entry.name, values, anchors, public=public)
    if coverage.relation:
        anchors += (coverage.said,) if coverage.said else ()
        weak = Severity.NOTE if coverage.relation == "retired" else None
        return _doubt(replace(hit, anchors=anchors, severity=weak), _RELATED[coverage.relation])
    sure = sum(overlap.score >= params.sure for overlap in alike)
    firm = sure >= params.firm and max(sure / coverage.mine, sure / coverage.theirs) >= params.coverage
    return hit if firm else _doubt(hit, _PLAIN)


def _values(coverage: Coverage, count: int, own: bool) -> dict[str, str]:
    entry, mine, theirs = coverage.entry, coverage.mine, coverage.theirs
    said = ("本单位" if own else entry.owner, entry.year, entry.state)
    return {
        "system": entry.name,
        "owner": "，".join(part for part in said if part) or "归口单位未载明",
        "shared": str(count),
        "mine": str(mine),
        "theirs": str(theirs),
        "coverage": f"{max(count / mine, count / theirs):.0%}",
        "covered": f"占该系统{theirs}项的{count / theirs:.0%}，占方案{mine}项的{count / mine:.0%}",
    }


def _doubt(hit: Hit, said: str) -> Hit:
    return replace(hit, outcome=Outcome.NEEDS_REVIEW, reason=said.format_map(hit.values))


def _pairs(alike: list[Overlap]) -> str:
    """Name each module, and the other side's where it is called otherwise."""
    others = ("" if o.theirs == o.subject else f"（对方为“{o.theirs}”）" for o in alike)
    return _listed([f"“{o.subject}”{other}" for o, other in zip(alike, others, strict=True)])


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
