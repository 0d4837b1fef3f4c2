"""The sentences of the letter: opening, conclusion, opinions, what was not checked, closing."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TypedDict

from proposal_check.model.finding import Conclusion, Outcome, Review, Severity
from proposal_check.packs.schema import Pack
from proposal_check.report.letter_conclusion import conclusion_texts
from proposal_check.report.letter_title import document_words
from proposal_check.report.not_checked import KINDS, NotChecked, by_reason, not_checked
from proposal_check.report.opinions import (
    WHOLE,
    Opinion,
    Point,
    basis_words,
    doubts,
    opinions,
    place_words,
    points,
)
from proposal_check.report.wording import (
    SEVERITIES,
    clean,
    shorten,
)

NUMERALS = "一二三四五六七八九十"
POINTS_SHOWN = 5
LINES_SHOWN = 10
DOUBT_LIMIT = 160
DOUBTS_OPENING = "以下事项程序不能判定，需结合有关材料核实，不表示方案存在所列问题。"
GAPS_OPENING = "以下事项程序未能检查，不等于没有问题，需人工审阅。"
_REGULATION = re.compile(r"《[^》]*(通知|办法|细则|规定|意见|方案|指南|规范|条例)(?:[（(][^》]*[）)])?》")
_SELF = {"局": "我局", "委": "我委", "委员会": "我委", "办公室": "我办", "中心": "我中心", "厅": "我厅"}


class OpinionText(TypedDict):
    lead: str
    text: str
    points: list[str]


class Part(TypedDict):
    heading: str
    opinions: list[OpinionText]


class Section(TypedDict):
    heading: str
    paragraphs: list[str]
    parts: list[Part]


class Wording:
    """How the letter speaks of itself and of the regulation it applies."""

    def __init__(self, pack: Pack) -> None:
        self.regulation = clean(pack.manifest.regulation)
        found = _REGULATION.search(self.regulation)
        self.full = found.group(0) if found else ""
        self.short = f"《{found.group(1)}》" if found else ""
        ends = (word for end, word in _SELF.items() if pack.manifest.authority.endswith(end))
        self.self_name = next(ends, "我单位")

    def cited(self) -> str:
        """Cite the regulation in full and introduce its short name."""
        if not self.short:
            return self.regulation
        if self.regulation.endswith("）"):
            return f"{self.regulation[:-1]}，以下简称{self.short}）"
        return f"{self.regulation}（以下简称{self.short}）"

    def abbreviated(self, text: str) -> str:
        return text.replace(self.full, self.short) if self.short else text


def opening(review: Review, pack: Pack, wording: Wording, opinions_follow: bool) -> list[str]:
    """Acknowledge receipt, name the authority for the check, and lead over to the opinions."""
    name = document_words(review, pack)
    what = "有关意见函告如下" if opinions_follow else "有关情况函告如下"
    return [
        f"你单位报送的{name}收悉。依据{wording.cited()}，{wording.self_name}对方案进行了规范性初审，现将{what}："
    ]


def sections(review: Review, pack: Pack, wording: Wording) -> list[Section]:
    """Write the numbered chapters of the letter; a chapter without content is left out."""
    found, gaps = opinions(review), not_checked(review)
    written: list[tuple[str, list[str], list[Part]]] = [
        ("总体结论", conclusion_texts(review, pack, found, gaps), []),
        *((f"{group}方面", [], _parts(members, wording)) for group, members in _by_group(found)),
        ("需人工核查事项", _doubts(review), []),
        ("未检查事项", _gaps([g for g in gaps if g.certain_gap and not _doubted(review, g)]), []),
        ("办理提示", _numbered(clean(n) for n in review.notices), []),
    ]
    kept = [s for s in written if s[1] or s[2]]
    return [
        Section(heading=f"{NUMERALS[i]}、{heading}", paragraphs=texts, parts=parts)
        for i, (heading, texts, parts) in enumerate(kept)
    ]


def _by_group(found: Iterable[Opinion]) -> Iterable[tuple[str, list[Opinion]]]:
    return ((group, list(members)) for group, members in groupby(found, key=lambda o: o.group))


def _parts(found: list[Opinion], wording: Wording) -> list[Part]:
    return [
        Part(
            heading=f"（{NUMERALS[i]}）{SEVERITIES[severity]}",
            opinions=[opinion_text(o, wording) for o in members],
        )
        for i, (severity, members) in enumerate(_by_severity(found))
    ]


def _by_severity(found: list[Opinion]) -> Iterable[tuple[Severity, list[Opinion]]]:
    return ((s, list(members)) for s, members in groupby(found, key=lambda o: o.severity))


def opinion_text(opinion: Opinion, wording: Wording) -> OpinionText:
    """Write one opinion: place, fact, basis, request; several places become numbered points."""
    basis = basis_words(opinion.findings[0].basis)
    basis = f"依据：{wording.abbreviated(basis)}。" if basis else ""
    lead = f"{opinion.number}.{opinion.title.rstrip('。')}"
    lead += f"（涉及{opinion.places}处）。" if opinion.places > 1 else "。"
    said = points(opinion)
    common = said[0].suggestion if len({p.suggestion for p in said}) == 1 else ""
    if len(said) == 1:
        only = said[0]
        return OpinionText(lead=lead, text=f"{_placed(only)}{basis}{common}", points=[])
    lines = [
        f"（{i}）{_placed(p)}{'' if common else p.suggestion}"
        for i, p in enumerate(said[:POINTS_SHOWN], start=1)
    ]
    if rest := sum(len(p.findings) for p in said[POINTS_SHOWN:]):
        lines.append(f"其余{rest}处见附件1序号{opinion.number}。")
    return OpinionText(lead=lead, text=basis + common, points=lines)


def _placed(point: Point) -> str:
    place = place_words(point.findings)
    return point.fact if place == WHOLE else f"{place}：{point.fact}"


def _doubts(review: Review) -> list[str]:
    """List what a person has to decide: findings in doubt, then the rules that gave only a reason."""
    found = doubts(review)
    lines = [
        f"“{o.title.rstrip('。')}”：{shorten(_placed(points(o)[0]), DOUBT_LIMIT)}"
        + (f"同类共{o.places}处。" if o.places > 1 else "")
        for o in found
    ]
    covered = {o.rule for o in found}
    bare = [g for g in not_checked(review) if g.kind == "needs_review" and g.code not in covered]
    listed = _listed([*lines, *(f"{same.labels(3)}：{same.reason}" for same in by_reason(bare))])
    return [DOUBTS_OPENING, *listed] if listed else []


def _doubted(review: Review, gap: NotChecked) -> bool:
    """Tell a sum that could not be recalculated when a finding in doubt says the same of its table."""
    return gap.kind == "unchecked_identity" and any(
        gap.reason.rstrip("。") in finding.message and any(a.block == gap.block for a in finding.anchors)
        for finding in review.findings
        if finding.outcome is Outcome.NEEDS_REVIEW
    )


def _gaps(gaps: list[NotChecked]) -> list[str]:
    listed = _listed([f"〔{KINDS[s.kind]}〕{s.labels(3)}：{s.reason}" for s in by_reason(gaps)])
    return [GAPS_OPENING, *listed] if listed else []


def _listed(lines: list[str]) -> list[str]:
    numbered = _numbered(lines[:LINES_SHOWN])
    rest = len(lines) - LINES_SHOWN
    return [*numbered, f"其余{rest}项见所附《未检查事项清单》。"] if rest > 0 else numbered


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{i}.{line}" for i, line in enumerate(lines, start=1)]


def closing(review: Review, found: tuple[Opinion, ...], reply: str) -> list[str]:
    """Ask for the changes and the reply form; a conclusion without opinions asks for nothing."""
    if not found:
        return ["特此函告。"]
    if review.conclusion is Conclusion.READY:
        return ["请你单位在提交评审前研究上述意见，进一步完善方案。", "特此函告。"]
    redo = "重新编制方案" if review.conclusion is Conclusion.REWRITE else "逐条修改完善方案"
    return [
        f"请你单位对照上述意见{redo}，填写《修改情况对照表》（{reply}），"
        "于20××年×月×日前随修改后的方案一并报送。",
        "特此函告。",
    ]
