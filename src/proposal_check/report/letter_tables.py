"""The attachments of the letter: rows of text for the tables of the template."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from proposal_check.model.budget import Identity
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Conclusion, Outcome, Review
from proposal_check.model.outline import OutlineMatch, OutlineStatus
from proposal_check.model.overlap import Overlap
from proposal_check.packs.schema import Pack
from proposal_check.report.audience import WITHHELD
from proposal_check.report.equations import equations
from proposal_check.report.letter_conclusion import budget_words
from proposal_check.report.letter_text import Wording
from proposal_check.report.not_checked import KINDS, SameReason, by_reason, not_checked
from proposal_check.report.opinions import (
    Opinion,
    basis_words,
    place_words,
    points,
)
from proposal_check.report.places import outline_numbers, place_of, section_title
from proposal_check.report.told import told_overlaps
from proposal_check.report.wording import (
    IDENTITY_STATES,
    OUTCOMES,
    OVERLAP_KINDS,
    RELATIONS,
    SEVERITIES,
    STANCES,
    STATUSES,
    clean,
    figures,
    shorten,
    total_words,
)

Rows = list[dict[str, str]]
LONG_TEXT = 120
PLACES_SHOWN = 8
SUBJECTS_SHOWN = 30
SAME = "同上"
OVERLAP_NOTE = "下表列出文字或功能相近之处，供说明与已有系统的关系时参考，不表示已认定重复建设。"
# From so many on, what cannot be checked for one reason is told in one row.
ALIKE = 4


class Attachment(TypedDict):
    """A page of the letter behind its text: remarks, then a table; a single one has no number."""

    number: str
    title: str
    notes: list[str]
    rows: Rows


def attachments(
    review: Review, pack: Pack, found: tuple[Opinion, ...], wording: Wording
) -> dict[str, Attachment | None]:
    """Make the attachments that have something to say, numbered in order; the others are None."""
    required = pack.outline_of(review.outline.kind)
    made: dict[str, tuple[str, list[str], Rows]] = {
        "detail": ("初审意见明细表", [], _detail(found, wording)),
        "outline": (
            "编制大纲对照表" if required.complete else "应写明内容对照表",
            _outline_notes(review, "编制大纲" if required.complete else "条款要求写明的内容"),
            _outline(review, outline_numbers(required.chapters)),
        ),
        "budget": ("概算勾稽表", _budget_notes(review), _budget(review)),
        "overlap": ("疑似重复比对表", [OVERLAP_NOTE], _overlaps(review)),
        "gaps": ("未检查事项清单", _gap_notes(review), _gaps(review)),
        "reply": ("修改情况对照表", [], _reply(review, found)),
    }
    kept = [key for key, (_, _, rows) in made.items() if rows]
    numbers = {key: str(i) if len(kept) > 1 else "" for i, key in enumerate(kept, start=1)}
    return {
        key: Attachment(number=numbers[key], title=title, notes=notes, rows=rows) if rows else None
        for key, (title, notes, rows) in made.items()
    }


def _detail(found: tuple[Opinion, ...], wording: Wording) -> Rows:
    """List every point; what an opinion's points have in common stands at the first of them."""
    rows = []
    for opinion in found:
        said, before = points(opinion), {"group": "", "basis": "", "suggestion": ""}
        for i, point in enumerate(said, start=1):
            common = {
                "group": f"{opinion.group}\n{SEVERITIES[opinion.severity]}\n{opinion.rule}",
                "basis": wording.abbreviated(basis_words(point.findings[0].basis)),
                "suggestion": point.suggestion,
            }
            rows.append(
                {
                    "number": f"{opinion.number}-{i}" if len(said) > 1 else f"{opinion.number}",
                    "place": place_words(point.findings, PLACES_SHOWN),
                    "fact": point.fact,
                    **{key: SAME if text and text == before[key] else text for key, text in common.items()},
                }
            )
            before = common
    return rows


def _reply(review: Review, found: tuple[Opinion, ...]) -> Rows:
    if review.conclusion is Conclusion.READY:
        return []
    return [
        {"number": str(o.number), "opinion": o.title + (f"（涉及{o.places}处）" if o.places > 1 else "")}
        for o in found
    ]


def _outline_notes(review: Review, what: str) -> list[str]:
    matches = review.outline.matches
    counts = {s: sum(m.status == s for m in matches) for s in STATUSES}
    words = "、".join(f"{label}{counts[s]}项" for s, label in STATUSES.items() if counts[s])
    return [
        f"{what}共{len(matches)}项：{words}。下表列出各章，以及未单独编写的条目；上级和下级都未见或都不涉及的，只列上级。"
    ]


def _outline(review: Review, numbers: Mapping[str, str]) -> Rows:
    statuses = {m.id: m.status for m in review.outline.matches}
    return [
        {
            "item": "　" * (m.level - 1) + shorten(numbers.get(m.id, "") + m.title, 60),
            "status": STATUSES[m.status] + ("" if m.sure else "（待核）"),
            "section": section_title(review, m) or "—",
            "note": "；".join(t for t in (shorten(m.reason, LONG_TEXT), _children(review, m)) if t),
        }
        for m in review.outline.matches
        if m.level == 1 or (m.status != "present" and not _implied(m, statuses)) or not m.sure
    ]


def _implied(match: OutlineMatch, statuses: Mapping[str, OutlineStatus]) -> bool:
    """Tell an item of which nothing is to be said but what was said of the item above it."""
    return match.status in ("missing", "na") and statuses.get(match.id.rpartition(".")[0]) == match.status


def _children(review: Review, chapter: OutlineMatch) -> str:
    below = [m for m in review.outline.matches if m.id.startswith(f"{chapter.id}.")]
    if not below:
        return ""
    done = sum(m.status == "present" for m in below)
    return f"下级{len(below)}项，单独编写{done}项"


def _budget_notes(review: Review) -> list[str]:
    return [
        f"方案总投资：{total_words(review.budget)}。{budget_words(review)}"
        "下表列出不一致和未能核对的各项，金额单位为万元，算式按方案所列单位。"
    ]


def _budget(review: Review) -> Rows:
    """List what is broken one by one, what could not be checked once for each reason."""
    found = equations(review)
    broken = [_identity(review, i) for i in found if i.state == "broken"]
    same: dict[tuple[str, int | None, str], list[Identity]] = {}
    for i in found:
        if i.state == "unchecked":
            same.setdefault((i.name, i.table, i.reason), []).append(i)
    doubtful = [row for alike in same.values() for row in _unchecked(review, alike)]
    return [{"number": str(n), **row} for n, row in enumerate((*broken, *doubtful), start=1)]


def _unchecked(review: Review, alike: Sequence[Identity]) -> Rows:
    rows = [_identity(review, i) for i in alike]
    if len(alike) < ALIKE:
        return rows
    subjects = "、".join(dict.fromkeys(clean(i.subject) for i in alike))
    first = rows[0]["subject"].removesuffix(f"：{shorten(alike[0].subject, 60)}")
    blank = {key: "—" for key in ("expected", "stated", "difference")}
    subject = f"{first}等{len(alike)}处：{shorten(subjects, LONG_TEXT)}"
    return [{**rows[0], **blank, "subject": subject, "formula": shorten(alike[0].reason, LONG_TEXT)}]


def _identity(review: Review, identity: Identity) -> dict[str, str]:
    place = place_of(review, identity.anchors[0] if identity.anchors else None)
    subject = shorten(identity.subject, 60)
    expected, stated, difference = figures(identity)
    return {
        "subject": f"{place}：{subject}" if place else subject,
        "formula": "；".join(t for t in (shorten(identity.formula, 200), shorten(identity.reason, 80)) if t),
        "expected": expected or "—",
        "stated": stated or "—",
        "difference": difference or "—",
        "state": IDENTITY_STATES[identity.state],
    }


def _overlaps(review: Review) -> Rows:
    return [_overlap(review, n, o) for n, o in enumerate(told_overlaps(review), start=1)]


def _overlap(review: Review, number: int, overlap: Overlap) -> dict[str, str]:
    place = place_of(review, overlap.mine)
    owner = f"（{clean(overlap.owner)}）" if clean(overlap.owner) else ""
    return {
        "number": str(number),
        "mine": f"{place}{'：' if place else ''}「{shorten(overlap.mine.quote, LONG_TEXT)}」",
        "entry": f"{shorten(overlap.entry_name, 60)}{owner}",
        "theirs": _theirs(overlap),
        "note": _note(overlap),
    }


def _note(overlap: Overlap) -> str:
    said = RELATIONS[overlap.relation] if overlap.relation else f"本方案表述：{STANCES[overlap.stance]}"
    return f"{OVERLAP_KINDS[overlap.kind]}；{said}"


def _theirs(overlap: Overlap) -> str:
    """Quote a register's entry; the text of an earlier proposal is never shown to another applicant."""
    if overlap.kind == "passage":
        return "（原文不对外提供，可向初审单位了解）"
    if overlap.theirs == WITHHELD:
        return WITHHELD
    source = f"（来源：{shorten(overlap.source, 60)}）" if clean(overlap.source) else ""
    return f"「{shorten(overlap.theirs, LONG_TEXT)}」{source}"


def _gap_notes(review: Review) -> list[str]:
    if not not_checked(review):
        return ["没有未能检查的事项。下表列出因条件不符而不适用的要求，按所查的问题命名。"]
    return [
        f"以下{len(not_checked(review))}项未能由程序检查或判定，不等于没有问题；"
        "所列事项按所查的问题命名，不表示方案存在该问题。"
    ]


def _gaps(review: Review) -> Rows:
    rows = [
        (KINDS[same.kind], same.labels(SUBJECTS_SHOWN) + _gap_place(review, same), same.reason)
        for same in by_reason(not_checked(review))
    ]
    return [
        {"number": str(i), "kind": kind, "subject": subject, "reason": shorten(reason, 200)}
        for i, (kind, subject, reason) in enumerate((*rows, *_inapplicable(review)), start=1)
    ]


def _inapplicable(review: Review) -> list[tuple[str, str, str]]:
    label = OUTCOMES[Outcome.INAPPLICABLE]
    titles: dict[str, list[str]] = {}
    for result in review.results:
        if result.outcome is Outcome.INAPPLICABLE:
            titles.setdefault(clean(result.reason) or "条件不符。", []).append(f"“{clean(result.title)}”")
    return [(label, "、".join(names), reason) for reason, names in titles.items()]


def _gap_place(review: Review, same: SameReason) -> str:
    gap = same.gaps[0]
    if len(same.gaps) > 1 or gap.block is None:
        return ""
    place = place_of(review, Anchor(gap.block, 0, 0, "", document=gap.document or 0))
    return f"（{place}）" if place else ""
