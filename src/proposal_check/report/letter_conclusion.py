"""The first chapter of the letter: conclusion, counts, and how far the check reached."""

from collections.abc import Mapping, Sequence

from proposal_check.model.finding import Outcome, Review
from proposal_check.packs.schema import Pack
from proposal_check.report.equations import equations
from proposal_check.report.not_checked import NotChecked
from proposal_check.report.opinions import Opinion
from proposal_check.report.told import told_overlaps
from proposal_check.report.wording import (
    IDENTITY_STATES,
    OUTCOMES,
    SEVERITIES,
    conclusion_words,
    outcome_counts,
    shorten,
    total_words,
)


def conclusion_texts(
    review: Review, pack: Pack, found: tuple[Opinion, ...], gaps: tuple[NotChecked, ...]
) -> list[str]:
    counts = outcome_counts(review)
    source = review.submission.main.source
    return [
        f"初审结论：{conclusion_words(review.conclusion, pack)}。{_count_words(found)}",
        f"本次共核对{len(review.results)}项要求，其中{_outcome_words(counts)}"
        f"{_gap_words(gaps)}。{budget_words(review)}{overlap_words(review)}",
        f"方案总投资：{total_words(review.budget)}。初审所用文件：{shorten(source.name, 60)}，"
        f"校验码{source.sha256[:8]}。本函只涉及方案文本的规范性，不代替专家评审和审批意见。",
    ]


def budget_words(review: Review) -> str:
    """Say how many equations of the budget were recalculated, and what came of it."""
    identities = equations(review)
    if not identities:
        return "方案中未识别出可以核对的概算表，概算勾稽未进行。"
    counts = {s: sum(i.state == s for i in identities) for s in IDENTITY_STATES}
    words = "、".join(f"{label}{counts[s]}项" for s, label in IDENTITY_STATES.items() if counts[s])
    return f"概算勾稽共核对{len(identities)}项：{words}。"


def overlap_words(review: Review) -> str:
    """Say how many likenesses were found; that nothing was compared with is said where the gaps are."""
    with_what = "共性平台" if review.overlap.library is None else "已有系统和共性平台"
    if not review.overlap.overlaps:
        return "" if review.overlap.library is None else f"与{with_what}比对，未发现相近内容。"
    count = len(told_overlaps(review))
    return f"与{with_what}比对，{f'请说明的相近之处{count}处' if count else '没有需要说明的相近之处'}。"


def _count_words(found: tuple[Opinion, ...]) -> str:
    if not found:
        return "在已检查的范围内，未发现需要修改的问题。"
    if len(found) == 1:
        return f"提出{SEVERITIES[found[0].severity]}意见1条。"
    kinds = [
        f"{label}{len(numbers)}条（{number_words(numbers)}）"
        for severity, label in SEVERITIES.items()
        if (numbers := [o.number for o in found if o.severity is severity])
    ]
    return f"共提出意见{len(found)}条，涉及{sum(o.places for o in found)}处：{'、'.join(kinds)}。"


def number_words(numbers: Sequence[int]) -> str:
    """Name opinions by their numbers, runs of three and more by their ends: 第1—3、7条."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = (f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)
    return f"第{'、'.join(words)}条"


def _outcome_words(counts: Mapping[Outcome, int]) -> str:
    """Name the outcomes that occur, those of a rule that was met first."""
    order = (Outcome.PASS, Outcome.FAIL, Outcome.NEEDS_REVIEW, Outcome.ERROR, Outcome.INAPPLICABLE)
    labels = {**OUTCOMES, Outcome.NEEDS_REVIEW: "需人工核查", Outcome.ERROR: "未能检查"}
    return "、".join(f"{labels[outcome]}{counts[outcome]}项" for outcome in order if counts[outcome])


def _gap_words(gaps: tuple[NotChecked, ...]) -> str:
    other = sum(g.kind not in ("needs_review", "error") for g in gaps)
    return f"；另有文件读取、表格核对等未检查情况{other}项" if other else ""
