from proposal_check.batch.parts import ask_about_parts
from proposal_check.batch.row import Row


def row(name: str, project: str, *modules: str, status: str = "reviewed") -> Row:
    return Row(name, status, project=project, unit="××局", total_yuan="900000", modules=modules)  # type: ignore[arg-type]


def test_parts_of_one_project_are_asked_about_in_plain_words() -> None:
    rows = [row("甲", "智慧停车系统（一期）", "泊位查询"), row("乙", "智慧停车系统（二期）", "欠费追缴")]
    (asked,) = ask_about_parts(rows)
    assert asked.members == ("乙", "甲")
    assert "××局申报的2个项目主题相同、功能不重合" in asked.message
    assert "总投资合计180万元" in asked.message
    assert asked.outcome.value == "needs_review"


def test_what_was_not_reviewed_or_repeats_is_not_asked_about() -> None:
    first = row("甲", "智慧停车系统（一期）", "泊位查询")
    assert not list(ask_about_parts([first, row("乙", "智慧停车系统（二期）", "泊位查询")]))
    assert not list(ask_about_parts([first, row("乙", "智慧停车系统（二期）", status="timeout")]))
