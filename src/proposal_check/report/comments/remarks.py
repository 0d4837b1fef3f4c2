"""What to write at which place: one remark per finding and place, and one for the whole document."""

from collections.abc import Iterator
from dataclasses import dataclass

from proposal_check.model.document import Anchor, Document, Paragraph
from proposal_check.model.finding import Finding, Outcome, Review, Severity
from proposal_check.report.not_checked import NotChecked, by_reason, not_checked
from proposal_check.report.opinions import basis_words, fact_words, suggestion_words
from proposal_check.report.places import place_of
from proposal_check.report.wording import SEVERITIES, clean, shorten

AUTHOR = "规范性预审"
GAPS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Remark:
    """A note's heading and its lines, each with a label; `anchor` is None when it is about the whole."""

    anchor: Anchor | None
    heading: str
    lines: tuple[tuple[str, str], ...]
    severity: Severity = Severity.NOTE
    certain: bool = True

    @property
    def text(self) -> str:
        """Join heading and lines, for formats without markup."""
        return "\n".join(
            (self.heading, *(f"{label}：{line}" if label else line for label, line in self.lines))
        )


def remarks(review: Review, document: int = 0) -> tuple[Remark, ...]:
    """Write the remarks for one file of a submission, the one on the whole first, then in reading order.

    A finding with several places has its words at the first and a reference at the others. What has no place
    in any file is said of the main document.
    """
    shown = [f for f in review.findings if f.outcome in (Outcome.FAIL, Outcome.NEEDS_REVIEW)]
    placed = [r for finding in shown for r in _placed(review, finding, document)]
    loose = [f for f in shown if not f.anchors and document == 0]
    whole = _whole(review, loose, document)
    return (*whole, *sorted(placed, key=_position))


def _position(remark: Remark) -> tuple[int, tuple[int, int], int]:
    anchor = remark.anchor
    assert anchor is not None
    return anchor.block, anchor.cell or (0, 0), anchor.start


def _placed(review: Review, finding: Finding, document: int) -> Iterator[Remark]:
    """Yield a remark for every paragraph and table row a finding points at in a file."""
    places: dict[tuple[int, int, int], Anchor] = {}
    for anchor in finding.anchors:
        row = anchor.cell[0] if anchor.cell else 0
        places.setdefault((anchor.document, anchor.block, row), anchor)
    ordered = [places[key] for key in sorted(places)]
    for rank, anchor in enumerate(ordered):
        if anchor.document == document:
            where = place_of(review, anchor)
            lines = _lines(finding) if rank == 0 else _reference(review, finding, ordered)
            place = (("位置", where),) if where else ()
            certain = finding.outcome is Outcome.FAIL
            yield Remark(anchor, _heading(finding), (*place, *lines), finding.severity, certain)


def _heading(finding: Finding) -> str:
    kind = SEVERITIES[finding.severity] if finding.outcome is Outcome.FAIL else "人工核查"
    return f"【{kind}】{shorten(finding.title, 60).rstrip('。')}（{finding.rule}）"


def _lines(finding: Finding) -> tuple[tuple[str, str], ...]:
    lines = (
        ("情况", fact_words(finding)),
        ("依据", basis_words(finding.basis)),
        ("要求", suggestion_words(finding)),
    )
    return tuple((label, text) for label, text in lines if text)


def _reference(review: Review, finding: Finding, places: list[Anchor]) -> tuple[tuple[str, str], ...]:
    first = place_of(review, places[0]) or "首处"
    return (
        ("情况", f"{shorten(finding.message, 160).rstrip('。')}。"),
        ("说明", f"本条涉及{len(places)}处，依据和要求见{first}的批注。"),
    )


def _whole(review: Review, loose: list[Finding], document: int) -> Iterator[Remark]:
    if document:
        return
    gaps = not_checked(review)
    lines: list[tuple[str, str]] = [("", _summary(review, gaps))]
    for number, finding in enumerate(loose, start=1):
        said = "".join(f"{label}：{text}" for label, text in _lines(finding))
        lines.append(("", f"{number}.{_heading(finding)}{said}"))
    merged = by_reason(g for g in gaps if g.certain_gap)
    lines += [("未检查", f"{s.labels(3)}：{s.reason}") for s in merged[:GAPS_SHOWN]]
    if len(merged) > GAPS_SHOWN:
        lines.append(("未检查", f"其余{len(merged) - GAPS_SHOWN}项见修改意见函所附清单。"))
    yield Remark(None, f"【{AUTHOR}说明】", tuple(lines))


def _summary(review: Review, gaps: tuple[NotChecked, ...]) -> str:
    failed = [f for f in review.findings if f.outcome is Outcome.FAIL]
    counts = "、".join(
        f"{label}{n}处" for s, label in SEVERITIES.items() if (n := sum(f.severity is s for f in failed))
    )
    found = f"本稿共有意见{len(failed)}处（{counts}）" if failed else "在已检查的范围内未发现需要修改的问题"
    left = f"；另有{len(gaps)}项没有检查或需人工核查，不等于没有问题" if gaps else ""
    return f"{found}{left}。批注为辅助意见，经审核人员核定后使用；除批注外原文未作改动。"


def title_block(document: Document) -> int | None:
    """Find the block that names the document: its title, else the first text that can carry a comment."""
    texts = [
        (i, b)
        for i, b in enumerate(document.blocks)
        if isinstance(b, Paragraph) and b.origin == "flow" and not b.hidden and clean(b.text)
    ]
    return next((i for i, b in texts if b.kind == "title"), texts[0][0] if texts else None)
