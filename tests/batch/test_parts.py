import pytest

from proposal_check.batch.parts import ask_about_parts
from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import Row
from proposal_check.packs.load import load_pack


def row(
    name: str,
    project: str,
    *modules: str,
    status: str = "reviewed",
    total: str | None = "900000",
    **facts: str,
) -> Row:
    return Row(
        name,
        status,  # type: ignore[arg-type]
        project=project,
        unit="××局",
        total_yuan=total,
        modules=modules,
        facts=facts,
    )


def asked(pack: str, *totals: str | None, provincial: str | None = None) -> PortfolioFinding:
    names = ("泊位查询", "欠费追缴", "车位预约")
    facts = {"provincial_yuan": provincial} if provincial else {}
    rows = [
        row(f"件{n}", f"智慧停车系统（{'一二三'[n]}期）", names[n], total=total, **facts)
        for n, total in enumerate(totals)
    ]
    (found,) = ask_about_parts(rows, load_pack(pack))
    return found


def test_parts_of_one_project_are_asked_about_in_plain_words() -> None:
    rows = [row("甲", "智慧停车系统（一期）", "泊位查询"), row("乙", "智慧停车系统（二期）", "欠费追缴")]
    (found,) = ask_about_parts(rows, load_pack("linan"))
    assert found.members == ("乙", "甲")
    assert "××局申报的2个项目主题相同、功能不重合" in found.message
    assert "总投资合计180万元" in found.message
    assert found.outcome.value == "needs_review"


def test_what_was_not_reviewed_or_repeats_is_not_asked_about() -> None:
    first = row("甲", "智慧停车系统（一期）", "泊位查询")
    assert not list(
        ask_about_parts([first, row("乙", "智慧停车系统（二期）", "泊位查询")], load_pack("linan"))
    )
    assert not list(
        ask_about_parts([first, row("乙", "智慧停车系统（二期）", status="timeout")], load_pack("linan"))
    )


@pytest.mark.parametrize(
    ("pack", "totals", "clauses"),
    [
        ("qingpu", ("400000", "300000"), ["第十七条（一）3"]),
        ("qingpu", ("900000", "900000"), ["第二十一条"]),
        ("qingpu", ("6000000", "4000000"), ["第六条（三）"]),
        ("quzhou", ("150000", "180000"), ["二（四）2"]),
        # near misses: the sum reaches nothing, or one part does already
        ("qingpu", ("200000", "300000"), []),
        ("qingpu", ("600000", "300000"), []),
        ("qingpu", ("900000", None), []),
        ("quzhou", ("100000", "100000"), []),
        # a pack that names no amount
        ("linan", ("900000", "900000"), []),
    ],
)
def test_an_amount_that_only_the_sum_reaches_is_quoted_with_its_clause(
    pack: str, totals: tuple[str | None, ...], clauses: list[str]
) -> None:
    found = asked(pack, *totals)
    assert len(found.basis) == len(clauses)
    assert all(clause in basis for clause, basis in zip(clauses, found.basis, strict=True))
    assert found.severity == ("should" if clauses else "note")
    assert ("合计" in found.message and "单独" in found.message) == bool(clauses)
    assert found.outcome.value == "needs_review"


def test_an_amount_in_another_fact_is_not_compared_with_the_total() -> None:
    assert asked("jilin", "1500000", "1500000").basis == ()
    (basis,) = asked("jilin", "1500000", "1500000", provincial="1200000").basis
    assert "第十二条" in basis
