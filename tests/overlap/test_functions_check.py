"""What the check says of the register itself, and of very many systems."""

from markup import parse

from proposal_check.checks.case import Case
from proposal_check.checks.overlap_functions import Params, run
from proposal_check.model.budget import BudgetReading
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.library import Library, make_library
from proposal_check.overlap.reading import read_overlap
from proposal_check.packs.load import load_pack

DESIGN = "# 一、系统功能设计\n1. 停车收费\n2. 停车诱导\n3. 水库监测"


def hits(library: Library | None) -> list[Hit]:
    submission, _ = parse(DESIGN)
    outline = OutlineReading(())
    case = Case(
        submission,
        load_pack("linan"),
        outline=lambda: outline,
        budget=BudgetReading,
        overlap=lambda: read_overlap(submission.main, outline, library),
        facts=dict,
    )
    return list(run(case, Params()))


def parking(number: int) -> SystemEntry:
    return SystemEntry(f"S{number:02d}", f"停车系统{number}", modules=("停车收费", "停车诱导", "欠费追缴"))


def test_no_library_and_no_systems_are_never_a_pass() -> None:
    for library in (None, make_library([SystemEntry("P1", "短信平台", platform=True)])):
        (hit,) = hits(library)
        assert hit.outcome is Outcome.ERROR
        assert "不能据此认为没有重复" in hit.reason


def test_unusable_rows_are_said() -> None:
    (hit,) = hits(make_library([SystemEntry("S1", "甲", modules=("案件登记",))], ["清单第3行：缺少系统名称"]))
    assert (hit.outcome, hit.severity) == (Outcome.NEEDS_REVIEW, Severity.NOTE)
    assert "1行未能使用" in hit.reason


def test_very_many_like_systems_are_summed_up() -> None:
    found = hits(make_library(parking(i) for i in range(13)))
    assert len(found) == 11
    assert found[-1].reason.startswith("另有3个已有系统")
    assert all(hit.outcome is Outcome.NEEDS_REVIEW for hit in found)
